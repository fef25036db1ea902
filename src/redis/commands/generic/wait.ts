import { clampToSafe, parseInteger } from '../../../bytes/integers.ts'
import { readInteger } from '../../command/arguments.ts'
import { command, integer } from '../../command/declaration.ts'
import type { Acknowledgements } from '../../blocking/blocking.ts'
import { errors } from '../../command/errors.ts'

export const wait = command({
  name: 'wait',
  summary: 'Waits until enough replicas have acknowledged the writes of this connection.',
  since: '3.0.0',
  group: 'generic',
  complexity: 'O(1)',
  arity: 3,
  flags: ['noscript'],
  acl: ['slow', 'connection'],
  tips: ['request_policy:all_shards', 'response_policy:agg_min'],
  args: [integer('numreplicas'), integer('timeout')],
  run: (client, argv) => {
    const { server, reply, writeOffset: offset } = client
    if (server.isReplica) throw errors.waitAtReplica()
    const wanted = readInteger(argv[1]!)
    const timeout = readTimeout(argv[2]!)
    const { replicas } = server.replication ?? {}
    const acknowledged = replicas?.acknowledged(offset) ?? 0
    if (acknowledged >= wanted || client.denyBlocking) {
      reply.integer(acknowledged)
      return
    }
    const memo: Acknowledgements = { wanted, offset }
    client.blockOnKeys([], timeout * 1000, 'zero', undefined, { memo })
    if (replicas !== undefined) replicas.askAgain = true
  },
})

/** Milliseconds, 0 for ever (getTimeoutFromObjectOrReply, timeout.c). */
const readTimeout = (text: string): number => {
  const n = parseInteger(text)
  if (n === undefined) throw errors.timeoutNotInteger()
  if (n < 0) throw errors.timeoutNegative()
  return clampToSafe(n)
}
