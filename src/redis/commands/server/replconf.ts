import { command } from '../../command/declaration.ts'
import type { Client } from '../../clients/client.ts'
import { equalsIgnoreCase, toLower } from '../../../bytes/bytestrings.ts'
import { parseInteger } from '../../../bytes/integers.ts'
import { splitArgs } from '../../../bytes/quote.ts'
import { readInteger, readRange } from '../../command/arguments.ts'
import { errors } from '../../command/errors.ts'
import { cString } from '../../config/ctext.ts'
import type { Replication } from '../../replication/replication.ts'
import type { ReplicaTraits } from '../../replication/replica.ts'
import { replicationOf } from './shared/replication.ts'

export const replconf = command({
  name: 'replconf',
  summary: 'Settles details between a primary and its replica; for their own use.',
  since: '3.0.0',
  group: 'server',
  complexity: 'O(1)',
  docFlags: ['syscmd'],
  arity: -1,
  flags: ['admin', 'noscript', 'loading', 'stale', 'allow_busy'],
  acl: ['admin', 'slow', 'dangerous'],
  run: (client, argv) => {
    if (argv.length % 2 === 0) throw errors.syntax()
    const replication = replicationOf(client.server)
    for (let i = 1; i < argv.length; i += 2) {
      if (!settle(client, replication, argv, i)) return
    }
    client.reply.ok()
  },
})

/** A word longer than this is no address (NI_MAXHOST). */
const HOST_MAX = 1025

/** One option and its value at argv[i]; false: it is a message between replica and primary, which has no reply. */
const settle = (client: Client, replication: Replication, argv: readonly string[], i: number): boolean => {
  const { replicas } = replication
  const option = argv[i]!
  const value = argv[i + 1]!
  const traits = replicas.traitsOf(client)
  switch (toLower(option)) {
    case 'listening-port':
      traits.listeningPort = readInteger(value)
      return true
    case 'ip-address':
      if (value.length >= HOST_MAX)
        throw errors.text(
          `ERR REPLCONF ip-address provided by replica instance is too long: ${value.length} bytes`,
        )
      traits.address = value
      return true
    case 'capa':
      if (equalsIgnoreCase(value, 'eof')) traits.readsMarks = true
      if (equalsIgnoreCase(value, 'psync2')) traits.psync2 = true
      return true
    case 'ack':
      replicas.acknowledge(client, parseInteger(value) === undefined ? 0 : Number(parseInteger(value)))
      return false
    case 'getack':
      // A question of the primary to its replica: on any other connection it has no answer.
      return false
    case 'rdb-only':
      traits.payloadOnly = readRange(value, 0, 1) === 1
      return true
    case 'rdb-filter-only':
      filter(traits, value)
      return true
    default:
      throw errors.text(`ERR Unrecognized REPLCONF option: ${cString(option)}`)
  }
}

/** RDB-FILTER-ONLY: all is left out but what is named. */
const filter = (traits: ReplicaTraits, value: string): void => {
  const wanted = splitArgs(value)
  if (wanted === undefined) throw errors.text('ERR Missing rdb-filter-only values')
  traits.withoutData = true
  traits.withoutFunctions = true
  for (const name of wanted) {
    if (!equalsIgnoreCase(name, 'functions')) {
      throw errors.text(`ERR Unsupported rdb-filter-only option: ${cString(name)}`)
    }
    traits.withoutFunctions = false
  }
}
