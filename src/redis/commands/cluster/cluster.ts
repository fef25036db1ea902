import { command } from '../../command/declaration.ts'
import { clusterAddslots } from './cluster/addslots.ts'
import { clusterAddslotsrange } from './cluster/addslotsrange.ts'
import { clusterBumpepoch } from './cluster/bumpepoch.ts'
import { clusterCountFailureReports } from './cluster/count-failure-reports.ts'
import { clusterCountkeysinslot } from './cluster/countkeysinslot.ts'
import { clusterDelslots } from './cluster/delslots.ts'
import { clusterDelslotsrange } from './cluster/delslotsrange.ts'
import { clusterFailover } from './cluster/failover.ts'
import { clusterFlushslots } from './cluster/flushslots.ts'
import { clusterForget } from './cluster/forget.ts'
import { clusterGetkeysinslot } from './cluster/getkeysinslot.ts'
import { clusterHelp } from './cluster/help.ts'
import { clusterInfo } from './cluster/info.ts'
import { clusterKeyslot } from './cluster/keyslot.ts'
import { clusterLinks } from './cluster/links.ts'
import { clusterMeet } from './cluster/meet.ts'
import { clusterMyid } from './cluster/myid.ts'
import { clusterNodes } from './cluster/nodes.ts'
import { clusterReplicas } from './cluster/replicas.ts'
import { clusterReplicate } from './cluster/replicate.ts'
import { clusterReset } from './cluster/reset.ts'
import { clusterSaveconfig } from './cluster/saveconfig.ts'
import { clusterSetConfigEpoch } from './cluster/set-config-epoch.ts'
import { clusterSetslot } from './cluster/setslot.ts'
import { clusterShards } from './cluster/shards.ts'
import { clusterSlaves } from './cluster/slaves.ts'
import { clusterSlots } from './cluster/slots.ts'

export const cluster = command({
  name: 'cluster',
  summary: 'Groups the commands about the cluster this server is a node of.',
  since: '3.0.0',
  group: 'cluster',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [
    clusterAddslots,
    clusterAddslotsrange,
    clusterBumpepoch,
    clusterCountFailureReports,
    clusterCountkeysinslot,
    clusterDelslots,
    clusterDelslotsrange,
    clusterFailover,
    clusterFlushslots,
    clusterForget,
    clusterGetkeysinslot,
    clusterHelp,
    clusterInfo,
    clusterKeyslot,
    clusterLinks,
    clusterMeet,
    clusterMyid,
    clusterNodes,
    clusterReplicas,
    clusterReplicate,
    clusterReset,
    clusterSaveconfig,
    clusterSetConfigEpoch,
    clusterSetslot,
    clusterShards,
    clusterSlaves,
    clusterSlots,
  ],
})
