import { command } from '../../command/declaration.ts'
import { slowlogGet } from './slowlog/get.ts'
import { slowlogHelp } from './slowlog/help.ts'
import { slowlogLen } from './slowlog/len.ts'
import { slowlogReset } from './slowlog/reset.ts'

export const slowlog = command({
  name: 'slowlog',
  summary: 'Groups the commands about the log of slow commands.',
  since: '2.2.12',
  group: 'server',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [slowlogGet, slowlogHelp, slowlogLen, slowlogReset],
})
