import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const memoryHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of MEMORY.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow'],
  run: ({ reply }) =>
    writeHelp(reply, 'memory', [
      ['DOCTOR', 'Report on problems with memory.'],
      ['MALLOC-STATS', 'Show the figures of the allocator.'],
      ['PURGE', 'Have the allocator give back free pages.'],
      ['STATS', 'Tell what memory is used for.'],
      [
        'USAGE <key> [SAMPLES <count>]',
        'Estimate the bytes of a key and its value;',
        'of nested values count elements are looked at (5 unless told, 0 for all).',
      ],
    ]),
}
