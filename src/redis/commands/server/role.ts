import { command } from '../../command/declaration.ts'
import { replicaAddress } from '../../replication/replica.ts'

export const role = command({
  name: 'role',
  summary: 'Tells whether the server is a primary, a replica or a Sentinel, and with whom it replicates.',
  since: '2.8.12',
  group: 'server',
  complexity: 'O(1)',
  arity: 1,
  flags: ['noscript', 'loading', 'stale', 'fast'],
  acl: ['admin', 'fast', 'dangerous'],
  run: ({ server: { replication }, reply }) => {
    if (replication?.primary !== undefined) {
      const { primary, link } = replication
      reply.array(5)
      reply.bulk('slave')
      reply.bulk(primary.host)
      reply.integer(primary.port)
      reply.bulk(link.state)
      reply.integer(-1)
      return
    }
    const replicas = (replication?.replicas.all ?? []).filter(({ state }) => state === 'online')
    reply.array(3)
    reply.bulk('master')
    reply.integer(replication?.offset ?? 0)
    reply.array(replicas.length)
    for (const replica of replicas) {
      reply.array(3)
      reply.bulk(replicaAddress(replica))
      reply.bulk(String(replica.traits.listeningPort))
      reply.bulk(String(replica.acknowledged))
    }
  },
})
