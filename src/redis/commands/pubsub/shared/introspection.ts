/** What PUBSUB tells of channels and shard channels alike (pubsub.c: channelList). */
import { globMatch } from '../../../../bytes/glob.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { Subscription } from '../../../pubsub/pubsub.ts'

/** The channels that have a subscriber: all of them, or those that match argv[2]. */
export const listChannels = (client: Client, argv: readonly string[], kind: Subscription): void => {
  if (argv.length > 3) throw errors.subcommandSyntax(argv[1]!, 'pubsub')
  const all = [...client.server.pubsub.listeners[kind].keys()]
  client.work(all.length)
  const pattern = argv[2]
  client.reply.bulks(pattern === undefined ? all : all.filter((channel) => globMatch(pattern, channel)))
}

/** Each channel named from argv[2] on with the number of its subscribers. */
export const countSubscribers = (client: Client, argv: readonly string[], kind: Subscription): void => {
  const { reply, server } = client
  reply.array((argv.length - 2) * 2)
  for (let i = 2; i < argv.length; i++) {
    reply.bulk(argv[i]!)
    reply.integer(server.pubsub.listeners[kind].get(argv[i]!)?.size ?? 0)
  }
}
