import type { Client } from '../../clients/client.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { clampToSafe, INT64_MIN } from '../../../bytes/integers.ts'
import type { Quicklist } from '../../../structures/quicklist.ts'
import { readAtLeast, readInt64 } from '../../command/arguments.ts'
import { command, integer, key, keysAt, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { readList } from './shared/list.ts'

export const lpos = command({
  name: 'lpos',
  summary: 'Returns the positions where a list holds a given element.',
  since: '6.0.6',
  group: 'list',
  complexity: 'O(N) for N elements compared',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    string('element'),
    integer('rank', { token: 'RANK', optional: true }),
    integer('num-matches', { token: 'COUNT', optional: true }),
    integer('len', { token: 'MAXLEN', optional: true }),
  ],
  run: (client, argv) => {
    const { reply } = client
    const options = readOptions(argv)
    const value = readList(client.db, argv[1]!)
    const found = value === undefined ? [] : positions(client, value.list, argv[2]!, options)
    if (options.count !== undefined) {
      reply.array(found.length)
      for (const index of found) reply.integer(index)
    } else if (found.length > 0) {
      reply.integer(found[0]!)
    } else {
      reply.nil()
    }
  },
})

interface Options {
  /** How many matches to pass over before the first that counts. */
  skip: number
  /** From the end of the list towards its head. */
  backward: boolean
  /** Undefined: the first match only; 0: all. */
  count: number | undefined
  /** How many elements to compare at most; 0: all. */
  maxlen: number
}

const rankZero = errors.text(
  "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... " +
    'or use negative to start from the end of the list',
)
const countNegative = errors.text("ERR COUNT can't be negative")
const maxlenNegative = errors.text("ERR MAXLEN can't be negative")

const readOptions = (argv: readonly string[]): Options => {
  const options: Options = { skip: 0, backward: false, count: undefined, maxlen: 0 }
  for (let i = 3; i < argv.length; i += 2) {
    const word = argv[i]!
    const text = argv[i + 1]
    if (text === undefined) throw errors.syntax()
    if (equalsIgnoreCase(word, 'rank')) {
      readRank(text, options)
    } else if (equalsIgnoreCase(word, 'count')) {
      options.count = readAtLeast(text, 0, () => countNegative)
    } else if (equalsIgnoreCase(word, 'maxlen')) {
      options.maxlen = readAtLeast(text, 0, () => maxlenNegative)
    } else {
      throw errors.syntax()
    }
  }
  return options
}

const readRank = (text: string, options: Options): void => {
  const rank = readInt64(text)
  if (rank === 0) throw rankZero
  options.backward = rank < 0
  // The smallest integer has no opposite: negated in C it stays negative, and any match will do (recorded).
  options.skip = rank === INT64_MIN ? 0 : Math.abs(clampToSafe(rank)) - 1
}

/** Indexes of the matches, in the order they are met. */
const positions = (client: Client, list: Quicklist, element: string, options: Options): number[] => {
  const found: number[] = []
  const wanted = options.count === undefined ? 1 : options.count === 0 ? Infinity : options.count
  const limit = options.maxlen === 0 ? list.length : options.maxlen
  const cursor = options.backward ? list.cursor(-1, -1) : list.cursor(0, 1)
  let compared = 0
  let matches = 0
  while (compared < limit && found.length < wanted) {
    const value = cursor.next()
    if (value === undefined) break
    compared++
    if (value === element && ++matches > options.skip) found.push(cursor.index)
  }
  client.work(compared)
  return found
}
