/** The recorded answers of COMMAND, COMMAND DOCS and COMMAND GETKEYSANDFLAGS, and how replies become them. */
import { readFileSync } from 'node:fs'
import type { Reply } from './reply.ts'

export type Recorded =
  string | number | boolean | null | readonly Recorded[] | { readonly [key: string]: Recorded }

/** Name, arity, flags, first key, last key, step, ACL categories, tips, key specifications, subcommands. */
export type RecordedInfo = readonly [
  name: string,
  arity: number,
  flags: Recorded,
  first: number,
  last: number,
  step: number,
  acl: Recorded,
  tips: Recorded,
  keySpecs: Recorded,
  /** An array; where there are none, an empty set. */
  subcommands: readonly RecordedInfo[] | { readonly '~': readonly [] },
]

/** The JSON a RESP3 reply is recorded as; see record-commands.ts. */
export const toRecorded = (reply: Reply): Recorded => {
  switch (reply.type) {
    case 'bulk':
      return reply.text
    case 'status':
      return `+${reply.text}`
    case 'integer':
      return Number(reply.text)
    case 'null':
      return null
    case 'array':
      return reply.items.map(toRecorded)
    case 'set':
      return { '~': reply.items.map(toRecorded) }
    case 'map': {
      const items = reply.items.map(toRecorded)
      const pairs = items.flatMap((item, i) => (i % 2 === 0 ? [[item, items[i + 1]] as const] : []))
      return Object.fromEntries(pairs) as Recorded
    }
    default:
      throw new Error(`no ${reply.type} expected here`)
  }
}

const PROSE = new Set(['summary', 'complexity', 'notes', 'replaced_by'])

/** The same answer with `true` for every text of Redis's authors, and subcommands in order of their names. */
export const withoutProse = (recorded: Recorded): Recorded => {
  if (Array.isArray(recorded)) {
    const copy = recorded.map(withoutProse)
    const last = copy.at(-1)
    if (copy.length !== 10 || !Array.isArray(last)) return copy
    return [...copy.slice(0, 9), last.toSorted((a, b) => (a[0] < b[0] ? -1 : 1))]
  }
  if (typeof recorded !== 'object' || recorded === null) return recorded
  return Object.fromEntries(
    Object.entries(recorded).map(([key, value]) => {
      if (PROSE.has(key)) return [key, true]
      if (key === 'history') return [key, { '~': changes(value).map(([version]) => [version, true]) }]
      if (key !== 'subcommands') return [key, withoutProse(value)]
      const subcommands = Object.entries(value as Record<string, Recorded>).sort(([a], [b]) =>
        a < b ? -1 : 1,
      )
      return [key, Object.fromEntries(subcommands.map(([name, doc]) => [name, withoutProse(doc)]))]
    }),
  )
}

const changes = (history: Recorded): readonly [string, string][] =>
  (history as unknown as { '~': readonly [string, string][] })['~']

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as T

export const recordedInfo = (): Record<string, RecordedInfo> => read('command-info')
export const recordedDocs = (): Record<string, Recorded> => read('command-docs')
/** By command line: `key flag flag; key flag` or `-ERR …`. */
export const recordedKeys = (): Record<string, string> => read('command-getkeys')
/** By full name: the line redis-cli's HELP begins with. */
export const recordedSyntax = (): Record<string, string> => read('command-syntax')
