/** A section of INFO: its name, when it is shown, and its lines. */
import type { RedisServer } from '../../server/server.ts'

export interface InfoSection {
  /** Lower case, as INFO takes it. */
  readonly name: string
  /** Another name INFO takes. */
  readonly alias?: string
  /** As in its heading. */
  readonly title: string
  /** Shown by INFO without arguments and INFO default. INFO all and everything show every section. */
  readonly byDefault: boolean
  /** `field:value` lines without line ends. */
  readonly lines: (server: RedisServer) => readonly string[]
}

/** `name:value` for each field. */
export const fields = (values: Readonly<Record<string, string | number>>): string[] =>
  Object.entries(values).map(([name, value]) => `${name}:${value}`)
