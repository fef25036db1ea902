import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const pubsubHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of PUBSUB.',
  since: '6.2.0',
  group: 'pubsub',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
  run: ({ reply }) =>
    writeHelp(reply, 'pubsub', [
      [
        'CHANNELS [<pattern>]',
        "List the channels with subscribers, those matching a pattern ('*' unless told).",
      ],
      ['NUMPAT', 'Tell how many patterns are subscribed to.'],
      ['NUMSUB [<channel> ...]', 'Count the subscribers of each channel, those by pattern left out.'],
      [
        'SHARDCHANNELS [<pattern>]',
        "List the shard channels with subscribers, those matching a pattern ('*' unless told).",
      ],
      ['SHARDNUMSUB [<shardchannel> ...]', 'Count the subscribers of each shard channel.'],
    ]),
}
