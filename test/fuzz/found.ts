/** Writes a difference as a transcript that joins the conformance tests. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { formatReply } from '../conformance/format.ts'
import { transcriptPath } from '../conformance/files.ts'
import { CLOSED, NO_REPLY } from '../conformance/play.ts'
import { quote, quoteIfNeeded } from '../conformance/words.ts'
import type { Mode } from './calls.ts'
import type { Difference, Told } from './rounds.ts'

const DIRECTIVES: Partial<Record<Exclude<Mode, Mode[]>, string>> = {
  unordered: '@ unordered',
  pairs: '@ unordered pairs',
  shape: '@ any',
  seconds: '@ approx 2',
  milliseconds: '@ time 2000',
  times: '@ approx 2000',
  skip: '@ mask [\\s\\S]+',
}

/** EXEC's replies can have one marker only: the weakest that is needed. */
const directive = (mode: Mode): string[] => {
  const modes = Array.isArray(mode) ? mode : [mode]
  const weakest = (['skip', 'shape', 'milliseconds', 'times', 'seconds', 'pairs', 'unordered'] as const).find(
    (m) => modes.includes(m),
  )
  return weakest ? [DIRECTIVES[weakest]!] : []
}

const lines = ({ client, argv, mode, replies, raw, closed }: Told): string[] => {
  const names = [...replies.keys()].sort((a, b) => (a === client ? -1 : b === client ? 1 : a < b ? -1 : 1))
  const arrivals = names.flatMap((name, i) => [
    ...(i === 0 && name === client ? [] : [`${name}<`]),
    ...replies.get(name)!.flatMap(formatReply),
  ])
  const end = closed ? [CLOSED] : []
  const own = replies.has(client) || closed ? [] : [NO_REPLY]
  return [
    ...directive(mode),
    raw ? `${client}>> ${argv.map(quote).join(' ')}` : `${client}> ${argv.map(quoteIfNeeded).join(' ')}`,
    ...own,
    ...arrivals,
    ...end,
  ]
}

/** Writes `transcripts/found/<name>.txt` with the real server's replies. */
export const writeFound = (name: string, difference: Difference): void => {
  const path = transcriptPath(`found/${name}`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, difference.told.flatMap(lines).join('\n') + '\n')
}
