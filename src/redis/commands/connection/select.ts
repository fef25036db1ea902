import { command, integer } from '../../command/declaration.ts'
import { readInt32 } from '../../command/arguments.ts'
import { errors } from '../../command/errors.ts'

export const select = command({
  name: 'select',
  summary: 'Makes another numbered database current for this connection.',
  since: '1.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale', 'fast'],
  acl: ['fast', 'connection'],
  args: [integer('index')],
  run: (client, argv) => {
    const { server } = client
    const id = readInt32(argv[1]!)
    if (server.config.values.clusterEnabled && id !== 0)
      throw errors.text('ERR SELECT is not allowed in cluster mode')
    const db = server.databases[id]
    if (db === undefined) throw errors.dbOutOfRange()
    client.db = db
    client.reply.ok()
  },
})
