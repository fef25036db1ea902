import { describe, expect, it } from 'vitest'
import { course, lessonAt, lessons } from '../../content/course.ts'
import { en } from '../../src/site/i18n/en.ts'
import { ko } from '../../src/site/i18n/ko.ts'

type Leaf = [path: string, value: string]

const leaves = (value: unknown, path = ''): Leaf[] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))

const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort()

/** Emptiness that is meant: the text around a strong word. */
const MAY_BE_EMPTY = /^\.home\.points/

describe('the site’s strings', () => {
  const english = new Map(leaves(en))
  const korean = new Map(leaves(ko))

  it('exist in both languages', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('are not empty, and keep their holes', () => {
    for (const [path, text] of english) {
      if (!MAY_BE_EMPTY.test(path))
        expect(`${path}: ${korean.get(path)}`.length).toBeGreaterThan(path.length + 2)
      expect([path, holes(korean.get(path) ?? '')]).toEqual([path, holes(text)])
    }
  })

  it('avoid the words our voice does without', () => {
    for (const [path, text] of english)
      expect([path, /\b(simply|just|magic|oops)\b|!/i.test(text)]).toEqual([path, false])
  })
})

describe('the course', () => {
  it('has eight modules and thirty-six lessons with addresses of their own', () => {
    expect(course).toHaveLength(8)
    expect(lessons).toHaveLength(36)
    expect(new Set(lessons.map((lesson) => lesson.path)).size).toBe(36)
    expect(lessons.map((lesson) => lesson.number)).toEqual(
      Array.from({ length: 36 }, (_, index) => index + 1),
    )
  })

  it('finds a lesson in both languages and nothing else', () => {
    expect(lessonAt('start/what-is-redis')?.number).toBe(1)
    expect(lessonAt('ko/start/what-is-redis')?.number).toBe(1)
    expect(lessonAt('commands/get')).toBeUndefined()
  })
})
