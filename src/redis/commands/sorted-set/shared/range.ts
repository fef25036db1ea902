/** ZRANGE and its older forms, and ZRANGESTORE (t_zset.c, zrangeGenericCommand). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { LexRange, ScoreRange } from '../../../../structures/ranges.ts'
import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { ScoredMembers } from '../../../values/zset.ts'
import type { ZSetValue } from '../../../values/zset.ts'
import { readLexRange, readScoreRange } from './range-arguments.ts'
import { readZSet, replyElements } from './zset.ts'

/** What a command is fixed to, where ZRANGE leaves it to its options. */
export interface RangeForm {
  readonly by?: 'rank' | 'score' | 'lex'
  readonly reverse?: boolean
  /** A …STORE command: has no WITHSCORES. */
  readonly stores?: boolean
}

interface RangeOptions {
  by: 'rank' | 'score' | 'lex' | undefined
  reverse: boolean
  withScores: boolean
  offset: number
  /** -1: no LIMIT was given. Any negative number means all. */
  limit: number
}

/** Which elements are wanted, read from the arguments before the key is looked up. */
export type RangeQuery =
  | { readonly by: 'rank'; readonly start: number; readonly stop: number; readonly options: RangeOptions }
  | { readonly by: 'score'; readonly range: ScoreRange; readonly options: RangeOptions }
  | { readonly by: 'lex'; readonly range: LexRange; readonly options: RangeOptions }

const readOptions = (argv: readonly string[], from: number, form: RangeForm): RangeOptions => {
  const options: RangeOptions = {
    by: form.by,
    reverse: form.reverse === true,
    withScores: false,
    offset: 0,
    limit: -1,
  }
  for (let i = from; i < argv.length; i++) {
    const word = argv[i]!
    if (form.stores !== true && equalsIgnoreCase(word, 'withscores')) {
      options.withScores = true
    } else if (equalsIgnoreCase(word, 'limit') && argv.length - i > 2) {
      options.offset = readInteger(argv[i + 1]!)
      options.limit = readInteger(argv[i + 2]!)
      i += 2
    } else if (form.reverse === undefined && !options.reverse && equalsIgnoreCase(word, 'rev')) {
      options.reverse = true
    } else if (options.by === undefined && equalsIgnoreCase(word, 'bylex')) {
      options.by = 'lex'
    } else if (options.by === undefined && equalsIgnoreCase(word, 'byscore')) {
      options.by = 'score'
    } else {
      throw errors.syntax()
    }
  }
  return options
}

/** Reads `min max [options]` from argv[at] on. */
export const readRangeQuery = (argv: readonly string[], at: number, form: RangeForm): RangeQuery => {
  const options = readOptions(argv, at + 2, form)
  const by = options.by ?? 'rank'
  if (options.limit !== -1 && by === 'rank') throw errors.limitNeedsRange()
  if (options.withScores && by === 'lex') throw errors.withScoresByLex()
  if (by === 'rank') {
    return { by, start: readInteger(argv[at]!), stop: readInteger(argv[at + 1]!), options }
  }
  // A reversed range is typed with its higher end first.
  const min = argv[options.reverse ? at + 1 : at]!
  const max = argv[options.reverse ? at : at + 1]!
  if (by === 'score') return { by, range: readScoreRange(min, max), options }
  return { by, range: readLexRange(min, max), options }
}

/** The elements a query finds, in the order it wants them. */
export const findRange = (zset: ZSetValue, query: RangeQuery): ScoredMembers => {
  const { reverse, offset, limit } = query.options
  if (query.by === 'rank') return zset.byRank(query.start, query.stop, reverse)
  if (query.by === 'score') return zset.byScore(query.range, offset, limit, reverse)
  return zset.byLex(query.range, offset, limit, reverse)
}

const NONE = new ScoredMembers()

/** `key min max [options]` from argv[1] on, answered with the elements. */
export const replyRange = (client: Client, argv: readonly string[], form: RangeForm): void => {
  if (argv.length === 4 && (form.by === undefined || form.by === 'rank'))
    return replyRanks(client, argv, form)
  const query = readRangeQuery(argv, 2, form)
  const zset = readZSet(client.db, argv[1]!)
  const found = zset === undefined ? NONE : findRange(zset, query)
  client.work(found.length)
  replyElements(client.reply, found, query.options.withScores)
}

/** The most common call, `key start stop`, without the detour over options. */
const replyRanks = (client: Client, argv: readonly string[], form: RangeForm): void => {
  const start = readInteger(argv[2]!)
  const stop = readInteger(argv[3]!)
  const zset = readZSet(client.db, argv[1]!)
  const found = zset === undefined ? NONE : zset.byRank(start, stop, form.reverse === true)
  client.work(found.length)
  replyElements(client.reply, found, false)
}
