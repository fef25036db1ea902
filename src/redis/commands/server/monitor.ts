import { command } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const monitor = command({
  name: 'monitor',
  summary: 'Streams every command the server carries out, as it happens.',
  since: '1.0.0',
  group: 'server',
  arity: 1,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  run: (client) => {
    const { server } = client
    if (client.denyBlocking) throw errors.text("ERR MONITOR isn't allowed for DENY BLOCKING client")
    if (client.monitor) return
    client.monitor = true
    server.monitors.push(client)
    client.reply.ok()
  },
})
