import { describe, expect, it } from 'vitest'
import type { Recording } from '../../src/host/messages.ts'
import { packRecording, writeRecording } from '../../src/lab/components/recording.ts'
import { beginning, Saver } from '../../src/lab/components/saved.ts'

const recording = (data: string): Recording => ({
  version: 1,
  engine: 'e',
  scenario: 'standalone',
  seed: '1',
  epoch: 1000,
  inputs: [{ at: 1001, step: 1, input: { kind: 'type', terminal: 'cli-1', data } }],
  now: 2000,
})

const memory = (texts: Record<string, string> = {}) => {
  const kept = new Map(Object.entries(texts))
  const aside: [string, string][] = []
  return {
    kept,
    aside,
    load: (id: string) => kept.get(id),
    save: (id: string, text: string) => void (text === '' ? kept.delete(id) : kept.set(id, text)),
    setAside: (id: string, why: 'corrupt' | 'newer') => {
      aside.push([id, why])
      kept.delete(id)
    },
  }
}

describe('a bench begins', () => {
  it('with nothing, or with what was kept', async () => {
    expect(await beginning(memory(), 'l', '')).toEqual({ recording: undefined, from: 'nothing', keepAs: 'l' })
    const own = recording('a')
    const begun = await beginning(memory({ l: writeRecording(own) }), 'l', '#section')
    expect(begun).toEqual({ recording: own, from: 'memory', keepAs: 'l' })
  })

  it('afresh when what was kept cannot be read; it is set aside with the reason', async () => {
    for (const [text, why] of [
      ['{nonsense', 'corrupt'],
      ['{"v":7}', 'newer'],
    ] as const) {
      const kept = memory({ l: text })
      expect(await beginning(kept, 'l', '')).toMatchObject({ recording: undefined, broken: 'memory' })
      expect(kept.aside).toEqual([['l', why]])
    }
  })

  it('with a link, whose session is kept beside the own one', async () => {
    const kept = memory({ l: writeRecording(recording('own')) })
    const hash = `#w=${await packRecording(recording('linked'))}`
    const begun = await beginning(kept, 'l', hash)
    expect(begun).toMatchObject({ recording: recording('linked'), from: 'link' })
    expect(begun.keepAs).not.toBe('l')
    kept.save(begun.keepAs, writeRecording(recording('linked, and more')))
    expect(await beginning(kept, 'l', hash)).toMatchObject({
      recording: recording('linked, and more'),
      from: 'memory',
    })
    expect(await beginning(kept, 'l', '')).toMatchObject({ recording: recording('own') })
  })

  it('with the own session when the link is broken', async () => {
    const kept = memory({ l: writeRecording(recording('own')) })
    for (const hash of ['#w=', '#w=d', '#w=dAAAA', '#w=%%%'])
      expect(await beginning(kept, 'l', hash)).toMatchObject({ recording: recording('own'), broken: 'link' })
    expect(kept.kept.size).toBe(1)
  })
})

describe('a session is kept', () => {
  const saver = (what: { now: Recording | undefined }) => {
    const kept = memory()
    const timers: (() => void)[] = []
    let tooLong = 0
    const made = new Saver({
      memory: kept,
      keepAs: 'l',
      recording: () => what.now,
      tooLong: () => tooLong++,
      after: (_, act) => {
        timers.push(act)
        return () => void timers.splice(timers.indexOf(act), 1)
      },
    })
    const pass = () => timers.splice(0).forEach((act) => act())
    return { made, kept, timers, pass, told: () => tooLong }
  }

  it('at most once in a while, and only when something was done', () => {
    const what = { now: undefined as Recording | undefined }
    const { made, kept, timers, pass } = saver(what)
    made.changed()
    made.changed()
    expect(timers).toHaveLength(1)
    pass()
    expect(kept.kept.size).toBe(0)
    what.now = { ...recording('a'), inputs: [] }
    made.save()
    expect(kept.kept.size).toBe(0)
    what.now = recording('a')
    made.changed()
    pass()
    expect(kept.load('l')).toBe(writeRecording(recording('a')))
  })

  it('not between giving up the old session and the new world', () => {
    const what = { now: recording('old') as Recording | undefined }
    const { made, kept, pass } = saver(what)
    made.changed()
    made.save()
    made.changed()
    made.forget()
    pass()
    made.save()
    expect(kept.kept.size).toBe(0)
    what.now = recording('new')
    made.stands()
    made.changed()
    pass()
    expect(kept.load('l')).toBe(writeRecording(recording('new')))
  })

  it('not when it has grown too long, which is told once', () => {
    const { made, kept, told } = saver({ now: recording('x'.repeat(500_000)) })
    made.save()
    made.save()
    expect([kept.kept.size, told()]).toEqual([0, 1])
  })
})
