import { globMatch } from '../../../../bytes/glob.ts'
import type { Client } from '../../../clients/client.ts'
import { readInt32 } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { rewriteConfig } from '../../../config/rewrite.ts'
import { clientLimit } from '../../../eviction/clients.ts'
import { clientBuckets } from '../../../eviction/client-buckets.ts'
import { errnoText } from '../../../server/errno.ts'

/** DEBUG AOF-FLUSH-SLEEP <µs>: a pause before each write of the append-only file. */
export const debugFlushSleep = ({ server, reply }: Client, argv: readonly string[]): void => {
  server.debug.flushSleep = Math.max(0, Number.parseInt(argv[2]!, 10) || 0)
  reply.ok()
}

/** DEBUG REPLICATE <words>: goes to the replicas as it is and is not carried out here. */
export const debugReplicate = ({ server, reply }: Client, argv: readonly string[]): void => {
  server.replication?.feed(-1, argv.slice(2))
  reply.ok()
}

/** DEBUG CONFIG-REWRITE-FORCE-ALL: CONFIG REWRITE with a line for each parameter. */
export const debugRewriteAll = ({ server, reply }: Client): void => {
  const { config, system } = server
  const fail = (why: string) => errors.text(`ERR CONFIG-REWRITE-FORCE-ALL failed: ${why}`)
  if (config.file === '') throw fail('Bad address')
  const old = system.disk.read(config.file) ?? ''
  const text = rewriteConfig(config, old, { users: server.acl.describe(), all: true })
  const failure = system.disk.write(config.file, text) ?? system.disk.fsync(config.file)
  if (failure !== undefined) throw fail(errnoText(failure))
  reply.ok()
}

/** DEBUG DROP-CLUSTER-PACKET-FILTER <type>: outside of a cluster there are no packets. */
export const debugPacketFilter = ({ reply }: Client, argv: readonly string[]): void => {
  readInt32(argv[2]!)
  reply.ok()
}

/** DEBUG CLIENT-EVICTION: how many clients there are of each size. */
export const debugClientEviction = ({ server, reply }: Client): void => {
  if (clientLimit(server) === 0) throw errors.text('ERR maxmemory-clients is disabled.')
  reply.verbatim(clientBuckets(server))
}

/** Patterns tried by STRINGMATCH-TEST, and their greatest length. */
const ROUNDS = 100_000
const LONGEST = 32

/** DEBUG STRINGMATCH-TEST: random patterns against random texts; it is well if nothing breaks. */
export const debugMatching = (client: Client): void => {
  const { random } = client.server.system
  const text = (): string => {
    let bytes = ''
    for (let left = random.below(LONGEST); left > 0; left--) bytes += String.fromCharCode(random.below(128))
    return bytes
  }
  for (let i = 0; i < ROUNDS; i++) globMatch(text(), text(), false)
  client.work(ROUNDS)
  client.reply.status('Apparently Redis did not crash: test passed')
}
