import { command } from '../../command/declaration.ts'
import { memoryDoctor } from './memory/doctor.ts'
import { memoryHelp } from './memory/help.ts'
import { memoryMallocStats } from './memory/malloc-stats.ts'
import { memoryPurge } from './memory/purge.ts'
import { memoryStats } from './memory/stats.ts'
import { memoryUsage } from './memory/usage.ts'

export const memory = command({
  name: 'memory',
  summary: 'Groups the commands about the memory of the server.',
  since: '4.0.0',
  group: 'server',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [memoryDoctor, memoryHelp, memoryMallocStats, memoryPurge, memoryStats, memoryUsage],
})
