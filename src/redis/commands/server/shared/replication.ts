import type { Client } from '../../../clients/client.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { parseInteger } from '../../../../bytes/integers.ts'
import { errors } from '../../../command/errors.ts'
import { Replication } from '../../../replication/replication.ts'
import type { RedisServer } from '../../../server/server.ts'

/** The server's replication, made when it is first asked for. */
export const replicationOf = (server: RedisServer): Replication =>
  (server.replication ??= new Replication(server))

const PORT_MAX = 65535

/** REPLICAOF and SLAVEOF (replicaofCommand). */
export const replicaOf = (client: Client, argv: readonly string[]): void => {
  const { server, reply } = client
  const [, host = '', port = ''] = argv
  if (server.config.values.clusterEnabled) throw errors.text('ERR REPLICAOF not allowed in cluster mode.')
  if (client.replica) throw errors.text('ERR Command is not valid when client is a replica.')
  const replication = replicationOf(server)
  if (equalsIgnoreCase(host, 'no') && equalsIgnoreCase(port, 'one')) {
    replication.becomePrimary(client)
    reply.ok()
    return
  }
  const number = parseInteger(port)
  if (typeof number !== 'number' || number < 0 || number > PORT_MAX) {
    throw errors.text('ERR Invalid master port')
  }
  const { primary } = replication
  if (primary !== undefined && equalsIgnoreCase(primary.host, host) && primary.port === number) {
    server.log.notice(
      'REPLICAOF would result into synchronization with the master we are already connected with. No operation performed.',
    )
    reply.status('OK Already connected to specified master')
    return
  }
  replication.follow(client, { host, port: number })
  reply.ok()
}
