import { command } from '../../command/declaration.ts'
import { aclCat } from './acl/cat.ts'
import { aclDeluser } from './acl/deluser.ts'
import { aclDryrun } from './acl/dryrun.ts'
import { aclGenpass } from './acl/genpass.ts'
import { aclGetuser } from './acl/getuser.ts'
import { aclHelp } from './acl/help.ts'
import { aclList } from './acl/list.ts'
import { aclLoad } from './acl/load.ts'
import { aclLog } from './acl/log.ts'
import { aclSave } from './acl/save.ts'
import { aclSetuser } from './acl/setuser.ts'
import { aclUsers } from './acl/users.ts'
import { aclWhoami } from './acl/whoami.ts'

export const acl = command({
  name: 'acl',
  summary: 'Groups the commands about users and what they may do.',
  since: '6.0.0',
  group: 'server',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [
    aclCat,
    aclDeluser,
    aclDryrun,
    aclGenpass,
    aclGetuser,
    aclHelp,
    aclList,
    aclLoad,
    aclLog,
    aclSave,
    aclSetuser,
    aclUsers,
    aclWhoami,
  ],
})
