import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PageMessage, WorkerMessage } from '../../src/host/messages.ts'
import { workerPort } from '../../src/lab/components/world-port.ts'

class FakeWorker {
  static made: FakeWorker[] = []
  readonly posted: PageMessage[] = []
  ended = false
  private readonly listeners = new Map<string, (event: unknown) => void>()

  constructor() {
    FakeWorker.made.push(this)
  }

  addEventListener(kind: string, act: (event: unknown) => void): void {
    this.listeners.set(kind, act)
  }

  postMessage(message: PageMessage): void {
    this.posted.push(message)
  }

  terminate(): void {
    this.ended = true
  }

  say(message: WorkerMessage): void {
    this.listeners.get('message')?.({ data: message })
  }

  break(message: string): void {
    this.listeners.get('error')?.({ message })
  }
}

const START: Extract<PageMessage, { kind: 'start' }> = { kind: 'start', scenario: 's', seed: '1' }
const PLAYING: WorkerMessage = { kind: 'playing', playing: true }

const listening = () => {
  const heard: string[] = []
  const port = workerPort({
    hear: (message) => heard.push(message.kind),
    fail: (message) => heard.push(`failed: ${message}`),
    late: (late) => heard.push(late ? 'late' : 'back'),
  })
  return { heard, port }
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeWorker.made = []
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('document', { hidden: false })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the line to a worker', () => {
  it('uses the worker that was loaded ahead, and a new one for each start after that', () => {
    const { port, heard } = listening()
    port.warm()
    port.open(START)
    expect(FakeWorker.made).toHaveLength(1)
    FakeWorker.made[0]!.say(PLAYING)
    port.open(START)
    expect(FakeWorker.made.map((worker) => worker.ended)).toEqual([true, false])
    FakeWorker.made[0]!.say(PLAYING)
    expect(heard).toEqual(['playing'])
  })

  it('tells of an answer that is late, and of one that never comes', () => {
    const { port, heard } = listening()
    port.open(START)
    vi.advanceTimersByTime(2000)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(2000)
    expect(heard).toEqual(['late'])
    FakeWorker.made[0]!.say(PLAYING)
    expect(heard).toEqual(['late', 'back', 'playing'])
    vi.advanceTimersByTime(60_000)
    expect(heard).toHaveLength(3)
    port.post({ kind: 'pause' })
    vi.advanceTimersByTime(27_000)
    expect(heard.at(-1)).toMatch(/^failed: No answer for 2\d s/)
    expect(FakeWorker.made[0]!.ended).toBe(true)
  })

  it('does not count the time a tab is out of sight', () => {
    const { port, heard } = listening()
    port.open(START)
    vi.stubGlobal('document', { hidden: true })
    vi.advanceTimersByTime(60_000)
    expect(heard).toEqual([])
  })

  it('tells when a worker cannot be loaded', () => {
    const { port, heard } = listening()
    port.warm()
    port.open(START)
    FakeWorker.made[0]!.break('')
    expect(heard).toEqual(['failed: The worker could not be loaded.'])
  })
})
