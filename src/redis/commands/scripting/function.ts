import { command } from '../../command/declaration.ts'
import { functionDelete } from './function/delete.ts'
import { functionDump } from './function/dump.ts'
import { functionFlush } from './function/flush.ts'
import { functionHelp } from './function/help.ts'
import { functionKill } from './function/kill.ts'
import { functionList } from './function/list.ts'
import { functionLoad } from './function/load.ts'
import { functionRestore } from './function/restore.ts'
import { functionStats } from './function/stats.ts'

export const functionContainer = command({
  name: 'function',
  summary: 'Groups the commands about libraries of functions.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [
    functionDelete,
    functionDump,
    functionFlush,
    functionHelp,
    functionKill,
    functionList,
    functionLoad,
    functionRestore,
    functionStats,
  ],
})
