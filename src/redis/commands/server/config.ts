import { command } from '../../command/declaration.ts'
import { configGet } from './config/get.ts'
import { configHelp } from './config/help.ts'
import { configResetstat } from './config/resetstat.ts'
import { configRewrite } from './config/rewrite.ts'
import { configSet } from './config/set.ts'

export const config = command({
  name: 'config',
  summary: 'Groups the commands about server settings.',
  since: '2.0.0',
  group: 'server',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [configGet, configHelp, configResetstat, configRewrite, configSet],
})
