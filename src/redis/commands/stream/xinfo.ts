import { command } from '../../command/declaration.ts'
import { xinfoConsumers } from './xinfo/consumers.ts'
import { xinfoGroups } from './xinfo/groups.ts'
import { xinfoHelp } from './xinfo/help.ts'
import { xinfoStream } from './xinfo/stream.ts'

export const xinfo = command({
  name: 'xinfo',
  summary: 'Groups the commands that describe a stream.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [xinfoConsumers, xinfoGroups, xinfoHelp, xinfoStream],
})
