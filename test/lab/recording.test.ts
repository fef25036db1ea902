import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Recording } from '../../src/host/messages.ts'
import type { RecordedInput } from '../../src/world/inputs.ts'
import {
  isTouched,
  packRecording,
  readRecording,
  unpackRecording,
  Unreadable,
  writeRecording,
} from '../../src/lab/components/recording.ts'

const EPOCH = 1_795_165_200_000_000

const bytes = fc.array(fc.integer({ min: 0, max: 255 })).map((all) => String.fromCharCode(...all))

const input = fc.oneof(
  bytes.map((data) => ({ kind: 'type' as const, terminal: 'cli-1', data })),
  fc.constant({ kind: 'power' as const, host: 'server' }),
  fc.constant({ kind: 'resize' as const, terminal: 'cli-1', columns: 80, rows: 24 }),
  bytes.map((data) => ({ kind: 'save' as const, host: 'server', path: 'redis.conf', data })),
)

const inputs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4_000_000 }), fc.nat(2000), input), { maxLength: 30 })
  .map((all): RecordedInput[] => {
    let [at, step] = [EPOCH, 0]
    return all.map(([wait, steps, each]) => ({ at: (at += wait / 4), step: (step += steps), input: each }))
  })

const recording = fc
  .tuple(inputs, fc.option(fc.string(), { nil: undefined }))
  .map(([all, exercise]): Recording => ({
    version: 1,
    engine: 'e',
    scenario: 'standalone',
    seed: '7',
    epoch: EPOCH,
    inputs: all,
    now: (all.at(-1)?.at ?? EPOCH) + 0.25,
    ...(exercise === undefined ? {} : { exercise }),
  }))

const why = (text: string): string => {
  try {
    readRecording(text)
  } catch (error) {
    if (error instanceof Unreadable) return error.why
    throw error
  }
  return 'read'
}

describe('a recording', () => {
  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(recording, (each) => {
        expect(readRecording(writeRecording(each))).toEqual(each)
      }),
    )
  })

  it('comes back from a link as it was', async () => {
    await fc.assert(
      fc.asyncProperty(recording, async (each) => {
        const packed = await packRecording(each)
        expect(packed).toMatch(/^[\w-]+$/)
        expect(await unpackRecording(packed)).toEqual(each)
      }),
      { numRuns: 30 },
    )
  })

  it('is read as itself, as corrupt or as newer, whatever the text', () => {
    const sample = writeRecording(fc.sample(recording, { numRuns: 1, seed: 1 })[0]!)
    fc.assert(
      fc.property(fc.nat(sample.length), fc.string({ maxLength: 3 }), (at, noise) => {
        expect(['read', 'corrupt', 'newer']).toContain(
          why(sample.slice(0, at) + noise + sample.slice(at + 1)),
        )
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(['corrupt', 'newer']).toContain(why(text))
      }),
    )
    expect(why(sample.replace('"v":1', '"v":2'))).toBe('newer')
  })

  it('with an input of no known shape is corrupt', () => {
    const good = { v: 1, engine: 'e', scenario: 's', seed: '1', epoch: EPOCH, now: 10 }
    const read = (item: unknown) => why(JSON.stringify({ ...good, inputs: [item] }))
    expect(read([1, 1, 'cli-1', 'x'])).toBe('read')
    for (const bad of [
      [1, 1, 'cli-1', 5],
      [1, 1, { kind: 'power' }],
      [1, 1, { kind: 'toString' }],
      [1, 1, { kind: 'signal', process: 'p', signal: 'NOPE' }],
      [-1, 1, 'cli-1', 'x'],
      [1, 0.5, 'cli-1', 'x'],
      [11, 1, 'cli-1', 'x'],
      'x',
      null,
    ])
      expect(read(bad), JSON.stringify(bad)).toBe('corrupt')
  })

  it('damaged in a link is corrupt', async () => {
    for (const packed of ['', 'd', 'dAAAA', 'j!!', 'jeyJ', 'x'])
      await expect(unpackRecording(packed)).rejects.toThrow(Unreadable)
  })

  it('counts as touched when something was done, not when a window changed its size', () => {
    const resize = {
      at: EPOCH,
      step: 1,
      input: { kind: 'resize' as const, terminal: 't', columns: 1, rows: 1 },
    }
    expect(isTouched([resize])).toBe(false)
    expect(isTouched([resize, { at: EPOCH, step: 1, input: { kind: 'power', host: 'h' } }])).toBe(true)
  })
})
