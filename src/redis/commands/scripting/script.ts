import { command } from '../../command/declaration.ts'
import { scriptDebug } from './script/debug.ts'
import { scriptExists } from './script/exists.ts'
import { scriptFlush } from './script/flush.ts'
import { scriptHelp } from './script/help.ts'
import { scriptKill } from './script/kill.ts'
import { scriptLoad } from './script/load.ts'

export const script = command({
  name: 'script',
  summary: 'Groups the commands about kept Lua scripts.',
  since: '2.6.0',
  group: 'scripting',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [scriptDebug, scriptExists, scriptFlush, scriptHelp, scriptKill, scriptLoad],
})
