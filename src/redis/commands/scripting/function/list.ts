import type { Declaration } from '../../../command/declaration.ts'
import { string, token } from '../../../command/declaration.ts'
import { listLibraries } from '../shared/list.ts'

export const functionList: Declaration = {
  name: 'list',
  summary: 'Shows the libraries and their functions.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(N) for N functions',
  arity: -2,
  flags: ['noscript'],
  acl: ['slow', 'scripting'],
  tips: ['nondeterministic_output_order'],
  args: [
    string('library-name-pattern', { token: 'LIBRARYNAME', optional: true }),
    token('withcode', 'WITHCODE', { optional: true }),
  ],
  run: (client, argv) => listLibraries(client, argv),
}
