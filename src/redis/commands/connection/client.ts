import { command } from '../../command/declaration.ts'
import { clientCaching } from './client/caching.ts'
import { clientGetname } from './client/getname.ts'
import { clientGetredir } from './client/getredir.ts'
import { clientHelp } from './client/help.ts'
import { clientId } from './client/id.ts'
import { clientInfo } from './client/info.ts'
import { clientKill } from './client/kill.ts'
import { clientList } from './client/list.ts'
import { clientNoEvict } from './client/no-evict.ts'
import { clientPause } from './client/pause.ts'
import { clientReply } from './client/reply.ts'
import { clientSetname } from './client/setname.ts'
import { clientTracking } from './client/tracking.ts'
import { clientTrackinginfo } from './client/trackinginfo.ts'
import { clientUnblock } from './client/unblock.ts'
import { clientUnpause } from './client/unpause.ts'

export const client = command({
  name: 'client',
  summary: 'Groups the commands about client connections.',
  since: '2.4.0',
  group: 'connection',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [
    clientCaching,
    clientGetname,
    clientGetredir,
    clientHelp,
    clientId,
    clientInfo,
    clientKill,
    clientList,
    clientNoEvict,
    clientPause,
    clientReply,
    clientSetname,
    clientTracking,
    clientTrackinginfo,
    clientUnblock,
    clientUnpause,
  ],
})
