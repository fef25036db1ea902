import type { PageMessage, WorkerMessage } from '../../host/messages.ts'

/*
 * The line to the worker a world lives in. A worker that failed or runs away is left behind and a new one is
 * started; what an old one still says is not heard.
 */

export interface WorldPort {
  /** Loads a worker ahead of its start. */
  warm(): void
  /** A new worker, whose world starts so. */
  open(start: Extract<PageMessage, { kind: 'start' }>): void
  post(message: PageMessage): void
  close(): void
}

export interface PortListeners {
  hear(message: WorkerMessage): void
  /** The worker could not be loaded, or has not answered for long. */
  fail(message: string): void
  /** True while an answer is overdue. */
  late(late: boolean): void
}

const LATE_MS = 2500
const LOST_MS = 25_000

/** A port over real Web Workers. */
export const workerPort = (listeners: PortListeners): WorldPort => {
  let worker: Worker | undefined
  /** Whether a world was started in it. */
  let used = false
  /** When the oldest unanswered message was posted; undefined: nothing is owed. */
  let owed: number | undefined
  let late = false

  const heard = (): void => {
    owed = undefined
    if (late) listeners.late((late = false))
  }

  const close = (): void => {
    worker?.terminate()
    worker = undefined
    heard()
  }

  const lost = (message: string): void => {
    close()
    listeners.fail(message)
  }

  const post = (message: PageMessage): void => {
    if (worker === undefined) return
    owed ??= performance.now()
    worker.postMessage(message)
  }

  const warm = (): void => {
    const fresh = new Worker(new URL('../../host/worker.ts', import.meta.url), { type: 'module' })
    worker = fresh
    fresh.addEventListener('message', (event: MessageEvent<WorkerMessage>) => {
      if (fresh !== worker) return
      heard()
      listeners.hear(event.data)
    })
    fresh.addEventListener('error', (event) => {
      if (fresh === worker) lost(event.message || 'The worker could not be loaded.')
    })
  }

  const open = (start: Extract<PageMessage, { kind: 'start' }>): void => {
    if (used) close()
    if (worker === undefined) warm()
    used = true
    post(start)
  }

  setInterval(() => {
    if (owed === undefined || document.hidden) return
    const waited = performance.now() - owed
    if (waited > LOST_MS) lost(`No answer for ${Math.round(waited / 1000)} s.`)
    else if (waited > LATE_MS && !late) listeners.late((late = true))
  }, 1000)

  return { warm, open, post, close }
}
