import { command } from '../../command/declaration.ts'
import { moduleHelp } from './module/help.ts'
import { moduleList } from './module/list.ts'
import { moduleLoad } from './module/load.ts'
import { moduleLoadex } from './module/loadex.ts'
import { moduleUnload } from './module/unload.ts'

export const moduleContainer = command({
  name: 'module',
  summary: 'Groups the commands about loaded modules.',
  since: '4.0.0',
  group: 'server',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [moduleHelp, moduleList, moduleLoad, moduleLoadex, moduleUnload],
})
