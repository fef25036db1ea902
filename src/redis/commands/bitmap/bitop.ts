import { command, key, keysAt, string } from '../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { errors } from '../../command/errors.ts'
import type { StringValue } from '../../keyspace/entry.ts'
import { Type } from '../../keyspace/entry.ts'
import type { Client } from '../../clients/client.ts'
import { bytesOf } from '../../values/string.ts'
import { removeDestination } from '../generic/shared/store.ts'
import { BYTES_PER_VISIT } from './shared/range.ts'

export const bitop = command({
  name: 'bitop',
  summary: 'Combines strings bit by bit with AND, OR or XOR, or inverts one with NOT, and stores the result.',
  since: '2.6.0',
  group: 'bitmap',
  complexity: 'O(N) for N bytes of the longest string',
  arity: -4,
  flags: ['write', 'denyoom'],
  acl: ['write', 'bitmap', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['OW', 'update']), keysAt(3, -1, 1, ['RO', 'access'])],
  args: [string('operation'), key('destkey'), key('key', { keySpecIndex: 1, multiple: true })],
  run: (client, argv) => {
    const { db, reply } = client
    const operation = readOperation(argv[1]!)
    if (operation === 'not' && argv.length !== 4) {
      throw errors.text('ERR BITOP NOT must be called with a single source key.')
    }
    const sources = readSources(client, argv)
    const length = sources.reduce((longest, source) => Math.max(longest, source.length), 0)
    const destination = argv[2]!
    if (length > 0) {
      client.work(Math.ceil((length * sources.length) / BYTES_PER_VISIT))
      db.set(destination, combine(operation, sources, length))
      db.changed(destination, 'string', 'set')
    } else {
      removeDestination(client, destination)
    }
    reply.integer(length)
  },
})

type Operation = 'and' | 'or' | 'xor' | 'not'
const OPERATIONS: readonly Operation[] = ['and', 'or', 'xor', 'not']

const readOperation = (word: string): Operation => {
  const operation = OPERATIONS.find((name) => equalsIgnoreCase(word, name))
  if (operation === undefined) throw errors.syntax()
  return operation
}

const NOTHING = new Uint8Array(0)

/** The strings at the source keys; missing keys are empty ones. */
const readSources = (client: Client, argv: readonly string[]): Uint8Array[] =>
  argv.slice(3).map((key) => {
    const entry = client.db.read(key, Type.string)
    return entry === undefined ? NOTHING : bytesOf(entry.value as StringValue)
  })

/** The sources combined bit by bit, the short ones filled up with zeros to `length` bytes (bitopCommand). */
const combine = (operation: Operation, sources: readonly Uint8Array[], length: number): Uint8Array => {
  const result = new Uint8Array(length)
  result.set(sources[0]!)
  if (operation === 'not') {
    for (let i = 0; i < length; i++) result[i] = ~result[i]!
    return result
  }
  for (const source of sources.slice(1)) {
    const shared = source.length
    if (operation === 'and') {
      for (let i = 0; i < shared; i++) result[i]! &= source[i]!
      result.fill(0, shared)
    } else if (operation === 'or') {
      for (let i = 0; i < shared; i++) result[i]! |= source[i]!
    } else {
      for (let i = 0; i < shared; i++) result[i]! ^= source[i]!
    }
  }
  return result
}
