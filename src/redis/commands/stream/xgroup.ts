import { command } from '../../command/declaration.ts'
import { xgroupCreate } from './xgroup/create.ts'
import { xgroupCreateconsumer } from './xgroup/createconsumer.ts'
import { xgroupDelconsumer } from './xgroup/delconsumer.ts'
import { xgroupDestroy } from './xgroup/destroy.ts'
import { xgroupHelp } from './xgroup/help.ts'
import { xgroupSetid } from './xgroup/setid.ts'

export const xgroup = command({
  name: 'xgroup',
  summary: 'Groups the commands that manage consumer groups of a stream.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [
    xgroupCreate,
    xgroupCreateconsumer,
    xgroupDelconsumer,
    xgroupDestroy,
    xgroupHelp,
    xgroupSetid,
  ],
})
