/** ZADD and ZINCRBY (t_zset.c, zaddGenericCommand). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { readDouble } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { When, ZSetValue } from '../../../values/zset.ts'
import { writeZSet } from './zset.ts'

/** ZADD's options: `When` conditions and these two. */
const CHANGED = 16
const INCREMENT = 32

const optionOf = (word: string): number => {
  if (word.length > 4) return 0
  if (equalsIgnoreCase(word, 'nx')) return When.absent
  if (equalsIgnoreCase(word, 'xx')) return When.present
  if (equalsIgnoreCase(word, 'gt')) return When.greater
  if (equalsIgnoreCase(word, 'lt')) return When.less
  if (equalsIgnoreCase(word, 'ch')) return CHANGED
  return equalsIgnoreCase(word, 'incr') ? INCREMENT : 0
}

const CONDITIONS = When.absent | When.present | When.greater | When.less

const checkOptions = (options: number, elements: number): void => {
  const nx = (options & When.absent) !== 0
  const gt = (options & When.greater) !== 0
  const lt = (options & When.less) !== 0
  if (nx && (options & When.present) !== 0) throw errors.xxAndNx()
  if ((gt && nx) || (lt && nx) || (gt && lt)) throw errors.gtLtAndNx()
  if ((options & INCREMENT) !== 0 && elements > 1) throw errors.incrPairs()
}

/**
 * ZADD: `key [options] score member …`. ZINCRBY is ZADD with INCR given: even there the words of options are
 * taken for options.
 */
export const add = (client: Client, argv: readonly string[], given: 'nothing' | 'incr' = 'nothing'): void => {
  let at = 2
  let options = given === 'incr' ? INCREMENT : 0
  while (at < argv.length) {
    const option = optionOf(argv[at]!)
    if (option === 0) break
    options |= option
    at++
  }
  const words = argv.length - at
  if (words === 0 || words % 2 === 1) throw errors.syntax()
  if (options !== 0) checkOptions(options, words / 2)
  if ((options & INCREMENT) !== 0) increment(client, argv[1]!, argv[at]!, argv[at + 1]!, options & CONDITIONS)
  else addAll(client, argv, at, options)
}

const addAll = (client: Client, argv: readonly string[], at: number, options: number): void => {
  const { db, server } = client
  const key = argv[1]!
  const conditions = options & CONDITIONS
  const scores: number[] = []
  for (let i = at; i < argv.length; i += 2) scores.push(readDouble(argv[i]!))
  const zset = zsetFor(client, key, conditions)
  if (zset === undefined) return client.reply.integer(0)
  let added = 0
  let updated = 0
  for (let i = 0; i < scores.length; i++) {
    const result = zset.put(scores[i]!, argv[at + 2 * i + 1]!, conditions, server)
    if (result === 'added') added++
    else if (result === 'updated') updated++
  }
  if (added + updated > 0) db.changed(key, 'zset', 'zadd', added + updated)
  client.reply.integer((options & CHANGED) !== 0 ? added + updated : added)
}

/** The sorted set at the key, made if it is missing unless only members already there may change. */
const zsetFor = (client: Client, key: string, conditions: number): ZSetValue | undefined => {
  const zset = writeZSet(client.db, key)
  if (zset !== undefined || (conditions & When.present) !== 0) return zset
  const created = new ZSetValue()
  client.db.add(key, created)
  return created
}

/** Adds to the score of one member; replies with the new score, or nil when the conditions forbade it. */
const increment = (client: Client, key: string, amount: string, member: string, conditions: number): void => {
  const { db, reply, server } = client
  const by = readDouble(amount)
  const zset = zsetFor(client, key, conditions)
  if (zset === undefined) return reply.nil()
  const current = zset.score(member)
  const score = current === undefined ? by : current + by
  const forbidden = current !== undefined && (conditions & When.absent) !== 0
  if (score !== score && !forbidden) throw errors.scoreNotANumber()
  const result = zset.put(score, member, conditions, server)
  if (result === 'added' || result === 'updated') db.changed(key, 'zset', 'zincr')
  if (result === 'nothing') reply.nil()
  else reply.double(score)
}
