/** What is wrong with a redis.conf, line by line, for an editor: the words Redis would end with. */
import { splitArgs } from '../../bytes/quote.ts'
import { Config } from './config.ts'
import { checkWhole, loadLine, startLoading, trimLine } from './file.ts'
import type { LoadHooks } from './file.ts'
import { findEntry } from './parameters.ts'

/** Columns count from 0, lines from 1; `to` is behind the last character. */
export interface Diagnosis {
  readonly line: number
  readonly from: number
  readonly to: number
  readonly message: string
}

/** The directive's arguments if its name is known and they are at fault, else the whole line. */
const span = (raw: string, text: string): { from: number; to: number } => {
  const start = raw.indexOf(text)
  const to = start + text.length
  const name = /^\S+/.exec(text)?.[0] ?? ''
  const gap = /^\s+/.exec(text.slice(name.length))?.[0].length ?? 0
  const valueAtFault = gap > 0 && findEntry(name) && splitArgs(text)
  return { from: valueAtFault ? start + name.length + gap : start, to }
}

/**
 * Every line Redis would refuse, where Redis itself stops at the first. Includes are not followed unless the
 * hooks can read them.
 */
export const diagnose = (text: string, hooks: LoadHooks = {}): Diagnosis[] => {
  const follows = hooks.readFile ? hooks : { ...hooks, readFile: () => ({ text: '' }) }
  const loading = startLoading(new Config(), follows)
  const found: Diagnosis[] = []
  const where = new Map<string, Diagnosis>()
  for (const [i, raw] of text.split('\n').entries()) {
    const trimmed = trimLine(raw)
    const error = loadLine(loading, trimmed, i + 1)
    const place = { line: i + 1, ...span(raw, trimmed) }
    const entry = findEntry(/^\S*/.exec(trimmed)![0])
    if (entry) where.set(entry.parameter.name, { ...place, message: '' })
    if (error === undefined) continue
    found.push({ ...place, message: typeof error === 'string' ? error : (error.log ?? error.stderr.trim()) })
  }
  const whole = checkWhole(loading)
  const culprit = where.get(loading.config.values.replicaof ? 'replicaof' : 'logfile')
  if (whole !== undefined && culprit) found.push({ ...culprit, message: whole })
  return found
}
