import { command } from '../../command/declaration.ts'
import { pubsubChannels } from './pubsub/channels.ts'
import { pubsubHelp } from './pubsub/help.ts'
import { pubsubNumpat } from './pubsub/numpat.ts'
import { pubsubNumsub } from './pubsub/numsub.ts'
import { pubsubShardchannels } from './pubsub/shardchannels.ts'
import { pubsubShardnumsub } from './pubsub/shardnumsub.ts'

export const pubsub = command({
  name: 'pubsub',
  summary: 'Groups the commands that look into channels and their subscribers.',
  since: '2.8.0',
  group: 'pubsub',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [
    pubsubChannels,
    pubsubHelp,
    pubsubNumpat,
    pubsubNumsub,
    pubsubShardchannels,
    pubsubShardnumsub,
  ],
})
