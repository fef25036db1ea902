import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import type { Client } from '../../clients/client.ts'
import { readInteger } from '../../command/arguments.ts'
import { command, integer, key, keysAt, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import type { Entry } from '../../keyspace/entry.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import { bytesOf } from '../../values/string.ts'
import type { CommonSubsequence } from './shared/subsequence.ts'
import { commonSubsequence } from './shared/subsequence.ts'

export const lcs = command({
  name: 'lcs',
  summary:
    'Finds the longest sequence of bytes that two strings have in common, in order but with gaps allowed.',
  since: '7.0.0',
  group: 'string',
  complexity: 'O(N*M) for strings of N and M bytes',
  arity: -3,
  flags: ['readonly'],
  acl: ['read', 'string', 'slow'],
  keySpecs: [keysAt(1, 2, 1, ['RO', 'access'])],
  args: [
    key('key1'),
    key('key2'),
    token('len', 'LEN', { optional: true }),
    token('idx', 'IDX', { optional: true }),
    integer('len', { token: 'MINMATCHLEN', optional: true }),
    token('withmatchlen', 'WITHMATCHLEN', { optional: true }),
  ],
  run: (client, argv) => {
    const { db } = client
    const first = db.lookupRead(argv[1]!)
    const second = db.lookupRead(argv[2]!)
    if (!isString(first) || !isString(second)) {
      throw errors.text('ERR The specified keys must contain string values')
    }
    const options = parseOptions(argv)
    const a = first === undefined ? EMPTY : bytesOf(first.value as StringValue)
    const b = second === undefined ? EMPTY : bytesOf(second.value as StringValue)
    if (TABLE_CELL * (a.length + 1) * (b.length + 1) > client.server.config.values.protoMaxBulkLen) {
      throw errors.text('ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len')
    }
    client.work(Math.ceil((a.length * b.length) / CELLS_PER_VISIT))
    const found = commonSubsequence(a, b, options.idx || !options.len)
    if (options.idx) writeRanges(client, found, options)
    else if (options.len) client.reply.integer(found.length)
    else client.reply.bulk(found.text)
  },
})

interface LcsOptions {
  idx: boolean
  len: boolean
  withMatchLength: boolean
  minMatchLength: number
}

const EMPTY = new Uint8Array(0)
/** Bytes of a cell in Redis's table of lengths, which may not be larger than proto-max-bulk-len. */
const TABLE_CELL = 4
/** A cell of the table takes about a nanosecond: as much as this share of a visited element. */
const CELLS_PER_VISIT = 64

const isString = (entry: Entry | undefined): boolean => entry === undefined || entry.type === Type.string

const parseOptions = (argv: readonly string[]): LcsOptions => {
  const options = { idx: false, len: false, withMatchLength: false, minMatchLength: 0 }
  for (let i = 3; i < argv.length; i++) {
    const word = argv[i]!
    if (equalsIgnoreCase(word, 'idx')) options.idx = true
    else if (equalsIgnoreCase(word, 'len')) options.len = true
    else if (equalsIgnoreCase(word, 'withmatchlen')) options.withMatchLength = true
    else if (equalsIgnoreCase(word, 'minmatchlen') && i + 1 < argv.length) {
      options.minMatchLength = readInteger(argv[++i]!)
    } else throw errors.syntax()
  }
  if (options.idx && options.len) {
    throw errors.text('ERR If you want both the length and indexes, please just use IDX.')
  }
  return options
}

const writeRanges = (client: Client, found: CommonSubsequence, options: LcsOptions): void => {
  const { reply } = client
  const matches = found.ranges.filter((range) => range.length >= options.minMatchLength)
  reply.map(2)
  reply.bulk('matches')
  reply.array(matches.length)
  for (const { a, b, length } of matches) {
    reply.array(options.withMatchLength ? 3 : 2)
    for (const start of [a, b]) {
      reply.array(2)
      reply.integer(start)
      reply.integer(start + length - 1)
    }
    if (options.withMatchLength) reply.integer(length)
  }
  reply.bulk('len')
  reply.integer(found.length)
}
