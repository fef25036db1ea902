import { describe, expect, it } from 'vitest'
import { mergeLessons, openProgress } from '../../src/site/progress.ts'
import type { Problem } from '../../src/site/progress.ts'
import { memoryStorage } from './memory-storage.ts'

const open = (storage: Storage | undefined, start = 1000) => {
  const problems: Problem[] = []
  const listeners: ((event: StorageEvent) => void)[] = []
  let clock = start
  const progress = openProgress({
    storage,
    now: () => clock++,
    report: (problem) => problems.push(problem),
    events: { addEventListener: ((_: string, listen: never) => listeners.push(listen)) as never },
  })
  const otherTabWrote = (key: string) => listeners.forEach((listen) => listen({ key } as StorageEvent))
  return { progress, problems, otherTabWrote }
}

const PATH = 'start/what-is-redis'

describe('progress', () => {
  it('remembers what was read, predicted and solved across pages', () => {
    const storage = memoryStorage()
    const { progress } = open(storage)
    progress.update(PATH, { read: ['intro'] })
    progress.update(PATH, { exercises: ['forget'], predictions: { survives: { choice: 'a', outcome: 'b' } } })
    const again = open(storage).progress.lesson(PATH)
    expect(again.read).toEqual(['intro'])
    expect(again.exercises).toEqual(['forget'])
    expect(again.predictions).toEqual({ survives: { choice: 'a', outcome: 'b' } })
    expect(again.done).toBe(false)
  })

  it('keeps both tabs’ work when they write the same lesson in turn', () => {
    const storage = memoryStorage()
    const one = open(storage, 1000).progress
    const two = open(storage, 2000).progress
    one.lesson(PATH)
    two.lesson(PATH)
    one.update(PATH, { exercises: ['a'] })
    two.update(PATH, { exercises: ['b'] })
    one.update(PATH, { done: true })
    expect(two.lesson(PATH)).toMatchObject({ exercises: ['a', 'b'], done: true })
  })

  it('does not lose another lesson that another tab finished', () => {
    const storage = memoryStorage()
    const one = open(storage).progress
    const two = open(storage).progress
    one.update('start/cli-and-config', { done: true })
    two.update(PATH, { done: true })
    expect([...one.lessons()].map(([path, lesson]) => [path, lesson.done])).toEqual([
      ['start/cli-and-config', true],
      [PATH, true],
    ])
  })

  it('tells listeners about other tabs’ writes, and only about ours', () => {
    const { progress, otherTabWrote } = open(memoryStorage())
    let heard = 0
    progress.onChange(() => heard++)
    otherTabWrote('rug:lesson:x')
    otherTabWrote('someone-else')
    expect(heard).toBe(1)
  })

  it.each([
    ['broken JSON', '{"v":1,'],
    ['another shape', '{"v":1,"visited":"yesterday"}'],
    ['a wrong list', '{"v":1,"visited":1,"done":false,"exercises":[1],"predictions":{},"read":[]}'],
    ['null', 'null'],
  ])('sets aside %s, reports it and starts fresh', (_, raw) => {
    const storage = memoryStorage()
    storage.setItem(`rug:lesson:${PATH}`, raw)
    const { progress, problems } = open(storage)
    expect(progress.lesson(PATH).done).toBe(false)
    expect(problems).toEqual([{ kind: 'corrupt', key: `rug:lesson:${PATH}`, raw }])
    expect(progress.aside().map((item) => item.raw)).toEqual([raw])
    expect(storage.getItem(`rug:lesson:${PATH}`)).toBeNull()
    progress.update(PATH, { done: true })
    expect(progress.lesson(PATH).done).toBe(true)
    progress.clearAside()
    expect(progress.aside()).toEqual([])
  })

  it('sets aside what a newer version wrote instead of guessing', () => {
    const storage = memoryStorage()
    storage.setItem(`rug:lesson:${PATH}`, '{"v":2,"stars":3}')
    const { progress, problems } = open(storage)
    progress.lesson(PATH)
    expect(problems[0]).toMatchObject({ kind: 'newer' })
  })

  it('goes on in memory when the storage is full, says so once, and keeps what was there', () => {
    const storage = memoryStorage()
    open(storage).progress.update(PATH, { read: ['intro'] })
    storage.room = 0
    const { progress, problems } = open(storage, 5000)
    progress.update(PATH, { exercises: ['forget'] })
    progress.update(PATH, { done: true })
    expect(problems).toEqual([{ kind: 'full' }])
    expect(progress.lesson(PATH)).toMatchObject({ read: ['intro'], exercises: ['forget'], done: true })
    storage.room = Infinity
    expect(open(storage).progress.lesson(PATH)).toMatchObject({ read: ['intro'], exercises: [] })
  })

  it('lasts as long as the page where the browser gives no storage', () => {
    const { progress, problems } = open(undefined)
    progress.update(PATH, { done: true })
    expect(progress.lesson(PATH).done).toBe(true)
    expect(problems).toEqual([{ kind: 'denied' }])
  })

  it('goes into a file and comes back merged with what is there', () => {
    const mine = open(memoryStorage(), 1000).progress
    mine.update(PATH, { exercises: ['a'] })
    mine.saveBench(PATH, '{"inputs":[]}')
    const file = JSON.stringify(mine.exportFile())
    const theirs = open(memoryStorage(), 9000).progress
    theirs.update(PATH, { exercises: ['b'] })
    expect(theirs.importFile(file)).toBe(1)
    expect([...theirs.lesson(PATH).exercises].sort()).toEqual(['a', 'b'])
    expect(theirs.bench(PATH)).toBe('{"inputs":[]}')
  })

  it.each([
    '',
    'null',
    '{"kind":"song"}',
    '{"kind":"progress","version":9,"lessons":{}}',
    '{"kind":"progress","version":1,"lessons":{"x":1}}',
  ])('refuses the file %j and changes nothing', (text) => {
    const { progress } = open(memoryStorage())
    progress.update(PATH, { done: true })
    expect(() => progress.importFile(text)).toThrow()
    expect([...progress.lessons().keys()]).toEqual([PATH])
  })

  it('forgets lessons and benches, nothing else', () => {
    const storage = memoryStorage()
    storage.setItem('starlight-theme', 'dark')
    const { progress } = open(storage)
    progress.update(PATH, { done: true })
    progress.saveBench('playground', '{}')
    progress.forget()
    expect(progress.lessons().size).toBe(0)
    expect(progress.bench('playground')).toBeUndefined()
    expect(storage.getItem('starlight-theme')).toBe('dark')
  })
})

describe('mergeLessons', () => {
  it('keeps what either side achieved and the later prediction', () => {
    const base = {
      visited: 1,
      done: true,
      exercises: ['a'],
      read: ['x'],
      predictions: { p: { choice: 'a' } },
    }
    const later = { visited: 2, done: false, exercises: ['b'], read: [], predictions: { p: { choice: 'b' } } }
    const merged = {
      visited: 2,
      done: true,
      exercises: ['a', 'b'],
      read: ['x'],
      predictions: { p: { choice: 'b' } },
    }
    expect(mergeLessons(base, later)).toEqual(merged)
    expect(mergeLessons(later, base)).toEqual(merged)
  })
})
