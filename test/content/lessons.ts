/** Lessons as the tests read them: both trees, their Run blocks and the ids they place. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseSession } from '../../src/site/run-block.ts'
import type { Exchange } from '../../src/site/run-block.ts'

const DOCS = 'content/docs'

export interface Lesson {
  /** `start/what-is-redis`. */
  readonly path: string
  readonly slug: string
  readonly language: 'en' | 'ko'
  readonly file: string
  readonly text: string
  readonly scenario: string
  /** The page's Run blocks, in order; a block with `world="…"` runs in a world of that scenario of its own. */
  readonly blocks: readonly { readonly exchanges: readonly Exchange[]; readonly fresh: boolean }[]
  readonly exercises: readonly string[]
  readonly predictions: readonly string[]
}

const walk = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : path.endsWith('.mdx') ? [path] : []
  })

const ids = (text: string, component: string): string[] =>
  [...text.matchAll(new RegExp(`<${component}\\s[^>]*?id="([^"]+)"`, 'g'))].map((match) => match[1]!)

const read = (file: string): Lesson => {
  const text = readFileSync(file, 'utf8')
  const inDocs = relative(DOCS, file).replace(/\.mdx$/, '')
  const language = inDocs.startsWith('ko/') ? 'ko' : 'en'
  const path = inDocs.replace(/^ko\//, '')
  return {
    path,
    slug: path.slice(path.lastIndexOf('/') + 1),
    language,
    file,
    text,
    scenario: /^scenario:\s*(\S+)/m.exec(text)?.[1] ?? 'standalone',
    blocks: [...text.matchAll(/<Run([^>]*)>\{`([\s\S]*?)`\}<\/Run>/g)].map((match) => ({
      exchanges: parseSession(match[2]!.replaceAll('\\`', '`').replaceAll('\\\\', '\\')),
      fresh: /\bfresh\b/.test(match[1]!),
    })),
    exercises: ids(text, 'Exercise'),
    predictions: ids(text, 'Predict'),
  }
}

const all = walk(DOCS).map(read)

/** Lessons (pages with a headline) of one language. */
export const lessons = (language: 'en' | 'ko'): Lesson[] =>
  all.filter((lesson) => lesson.language === language && /^headline:/m.test(lesson.text))
