/** The first line of a script, `#!lua flags=…` (eval.c: evalExtractShebangFlags), and what its flags allow. */
import { splitArgs } from '../../bytes/quote.ts'
import { errors } from '../command/errors.ts'

export interface ScriptFlags {
  readonly noWrites: boolean
  readonly allowOom: boolean
  readonly allowStale: boolean
  readonly noCluster: boolean
  readonly allowCrossSlotKeys: boolean
  /** A script without that line: its commands alone decide. */
  readonly compat: boolean
}

export const FLAG_NAMES = [
  'no-writes',
  'allow-oom',
  'allow-stale',
  'no-cluster',
  'allow-cross-slot-keys',
] as const

/** The flags of these names. */
export const flagsOf = (names: readonly string[], compat = false): ScriptFlags =>
  Object.freeze({
    noWrites: names.includes('no-writes'),
    allowOom: names.includes('allow-oom'),
    allowStale: names.includes('allow-stale'),
    noCluster: names.includes('no-cluster'),
    allowCrossSlotKeys: names.includes('allow-cross-slot-keys'),
    compat,
  })

const COMPAT = flagsOf([], true)

/** The flags a script's first line gives, and the script without that line's text. Throws what is wrong with it. */
export const readShebang = (text: string): { readonly flags: ScriptFlags; readonly body: string } => {
  if (!text.startsWith('#!')) return { flags: COMPAT, body: text }
  const end = text.indexOf('\n')
  if (end === -1) throw errors.text('ERR Invalid script shebang')
  const parts = splitArgs(text.slice(0, end))
  if (parts === undefined) throw errors.text('ERR Invalid engine in script shebang')
  const [engine] = parts
  if (engine !== '#!lua') throw errors.text(`ERR Unexpected engine in script shebang: ${engine}`)
  const names: string[] = []
  for (const part of parts.slice(1)) {
    if (!part.startsWith('flags=')) throw errors.text(`ERR Unknown lua shebang option: ${part}`)
    if (part.length === 6) continue
    for (const name of part.slice(6).split(',')) {
      if (!(FLAG_NAMES as readonly string[]).includes(name)) {
        throw errors.text(`ERR Unexpected flag in script shebang: ${name}`)
      }
      names.push(name)
    }
  }
  // The line itself stays as an empty one, so that messages count lines as the author does.
  return { flags: flagsOf(names), body: text.slice(end) }
}
