/*
 * Wall time on the page: frames while known events are played again, and single moments. Tests hand in a clock of
 * their own.
 */

export interface Clock {
  /** Wall ms from some start. */
  now(): number
  /** Calls once before the next paint; returns how to take it back. */
  frame(act: () => void): () => void
  /** Calls once after some ms; returns how to take it back. */
  after(ms: number, act: () => void): () => void
}

export const pageClock: Clock = {
  now: () => performance.now(),
  frame: (act) => {
    const id = requestAnimationFrame(act)
    return () => cancelAnimationFrame(id)
  },
  after: (ms, act) => {
    const id = setTimeout(act, ms)
    return () => clearTimeout(id)
  },
}
