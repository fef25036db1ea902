/** What a world says it did: typed plain data in the order it happened. Watching can't change anything. */
export interface TraceEvent {
  /** Virtual µs since 1970 of the step in which it happened; never decreases. */
  readonly at: number
  /** Unique and increasing in a world. */
  readonly seq: number
  /** The process that says so; empty: the world. */
  readonly process: string
  readonly type: string
  readonly [field: string]: unknown
}

/** What the world itself says. */
export type WorldEvent =
  | { type: 'process.started'; name: string; pid: number; argv: readonly string[] }
  | { type: 'process.ended'; name: string; pid: number; code: number; how: 'exit' | 'killed' | 'power' }
  | { type: 'terminal.opened'; terminal: string }
  | { type: 'terminal.output'; terminal: string; data: string }
  | {
      type: 'message.sent'
      connection: number
      from: string
      to: string
      bytes: number
      sent: number
      due: number
    }
  | { type: 'power.cut'; host: string }
  | { type: 'file.saved'; host: string; path: string }
