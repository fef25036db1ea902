/** ZUNION, ZINTER, ZDIFF, their …STORE forms, and ZINTERCARD (t_zset.c, zunionInterDiffGenericCommand). */
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { readAtLeast, readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { parseDouble } from '../../../../bytes/strtod.ts'
import { ScoredMembers, ZSetValue } from '../../../values/zset.ts'
import { storeResult } from '../../generic/shared/store.ts'
import { readSources, scoreIn, sizeOf, visitSource } from './sources.ts'
import type { Source } from './sources.ts'
import { replyElements } from './zset.ts'

export type Operation = 'union' | 'inter' | 'diff'
type Aggregate = 'sum' | 'min' | 'max'

/** What follows the keys: which words a command knows, and what they said. */
interface Combination {
  readonly sources: Source[]
  aggregate: Aggregate
  withScores: boolean
  limit: number
}

/** Words a command takes after its keys. */
interface Words {
  readonly weights: boolean
  readonly withScores: boolean
  readonly limit: boolean
}

/** Reads `numkeys key … [options]` from argv[at] on. */
const readCombination = (client: Client, argv: readonly string[], at: number, words: Words): Combination => {
  const numkeys = readInteger(argv[at]!)
  if (numkeys < 1) throw errors.needsInputKey(client.command!.fullName)
  const end = at + 1 + numkeys
  if (end > argv.length) throw errors.syntax()
  const sources = readSources(client, argv.slice(at + 1, end))
  const combination: Combination = { sources, aggregate: 'sum', withScores: false, limit: 0 }
  let i = end
  while (i < argv.length) i += readOption(argv, i, words, combination)
  return combination
}

/** Reads the option at argv[i]; answers how many arguments it took. */
const readOption = (argv: readonly string[], i: number, words: Words, combination: Combination): number => {
  const word = argv[i]!
  const { sources } = combination
  const remaining = argv.length - i
  if (words.weights && remaining > sources.length && equalsIgnoreCase(word, 'weights')) {
    sources.forEach((source, k) => (source.weight = readWeight(argv[i + 1 + k]!)))
    return 1 + sources.length
  }
  if (words.weights && remaining >= 2 && equalsIgnoreCase(word, 'aggregate')) {
    combination.aggregate = readAggregate(argv[i + 1]!)
    return 2
  }
  if (words.withScores && equalsIgnoreCase(word, 'withscores')) {
    combination.withScores = true
    return 1
  }
  if (words.limit && remaining >= 2 && equalsIgnoreCase(word, 'limit')) {
    combination.limit = readAtLeast(argv[i + 1]!, 0, errors.limitNegative)
    return 2
  }
  throw errors.syntax()
}

const readWeight = (text: string): number => {
  const weight = parseDouble(text)
  if (weight === undefined) throw errors.weightNotFloat()
  return weight
}

const readAggregate = (word: string): Aggregate => {
  if (equalsIgnoreCase(word, 'sum')) return 'sum'
  if (equalsIgnoreCase(word, 'min')) return 'min'
  if (equalsIgnoreCase(word, 'max')) return 'max'
  throw errors.syntax()
}

/** A score times its weight; infinity times 0 counts as 0. */
const weighted = (score: number, weight: number): number => {
  const product = score * weight
  return product === product ? product : 0
}

/** One score out of two; infinity minus infinity counts as 0. */
const aggregated = (score: number, other: number, how: Aggregate): number => {
  if (how === 'min') return other < score ? other : score
  if (how === 'max') return other > score ? other : score
  const sum = score + other
  return sum === sum ? sum : 0
}

const bySize = (a: Source, b: Source): number => sizeOf(a) - sizeOf(b)

const union = (client: Client, { sources, aggregate }: Combination): ScoredMembers => {
  const scores = new Map<string, number>()
  for (const source of sources.sort(bySize)) {
    client.work(sizeOf(source))
    visitSource(source, (member, plain) => {
      const score = weighted(plain, source.weight)
      const before = scores.get(member)
      scores.set(member, before === undefined ? score : aggregated(before, score, aggregate))
    })
  }
  return new ScoredMembers([...scores.keys()], [...scores.values()])
}

const intersection = (client: Client, { sources, aggregate, limit }: Combination): ScoredMembers => {
  const found = new ScoredMembers()
  const [smallest, ...others] = sources.sort(bySize) as [Source, ...Source[]]
  let visited = 0
  visitSource(smallest, (member, plain) => {
    if (limit > 0 && found.length >= limit) return
    visited++
    let score = weighted(plain, smallest.weight)
    for (const other of others) {
      const value = scoreIn(other, member)
      if (value === undefined) return
      score = aggregated(score, value * other.weight, aggregate)
    }
    found.push(member, score)
  })
  client.work(visited * sources.length)
  return found
}

const difference = (client: Client, { sources }: Combination): ScoredMembers => {
  const found = new ScoredMembers()
  const [first, ...others] = sources as [Source, ...Source[]]
  if (others.some((other) => other.value === first.value)) return found
  client.work(sizeOf(first) * sources.length)
  visitSource(first, (member, score) => {
    for (const other of others) if (scoreIn(other, member) !== undefined) return
    found.push(member, score)
  })
  return found
}

const combine = (client: Client, operation: Operation, combination: Combination): ScoredMembers => {
  if (operation === 'union') return union(client, combination)
  return operation === 'inter' ? intersection(client, combination) : difference(client, combination)
}

/** `numkeys key … [options]`, answered with the elements in order. */
export const replyCombination = (client: Client, argv: readonly string[], operation: Operation): void => {
  const words = { weights: operation !== 'diff', withScores: true, limit: false }
  const combination = readCombination(client, argv, 1, words)
  const found = combine(client, operation, combination).sorted()
  replyElements(client.reply, found, combination.withScores)
}

/** `destination numkeys key … [options]`. */
export const storeCombination = (client: Client, argv: readonly string[], operation: Operation): void => {
  const words = { weights: operation !== 'diff', withScores: false, limit: false }
  const found = combine(client, operation, readCombination(client, argv, 2, words))
  storeResult(client, argv[1]!, ZSetValue.of(found, client.server), 'zset', `z${operation}store`)
}

/** `numkeys key … [LIMIT limit]`, answered with the number of shared members. */
export const countIntersection = (client: Client, argv: readonly string[]): void => {
  const combination = readCombination(client, argv, 1, { weights: false, withScores: false, limit: true })
  client.reply.integer(intersection(client, combination).length)
}
