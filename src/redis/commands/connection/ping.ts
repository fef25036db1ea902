import { command, string } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'

export const ping = command({
  name: 'ping',
  summary: 'Answers PONG, or returns its argument: a sign of life.',
  since: '1.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: -1,
  flags: ['fast'],
  acl: ['fast', 'connection'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  args: [string('message', { optional: true })],
  runsWhileSubscribed: true,
  refusedWithWrites: true,
  run: (client, argv) => {
    const { reply } = client
    if (argv.length > 2) throw errors.wrongArity('ping')
    const message = argv[1]
    if (client.subscribed && reply.protocol === 2) {
      reply.bulks(['pong', message ?? ''])
    } else if (message === undefined) reply.status('PONG')
    else reply.bulk(message)
  },
})
