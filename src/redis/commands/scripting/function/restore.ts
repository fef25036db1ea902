import type { Declaration } from '../../../command/declaration.ts'
import { oneof, string, token } from '../../../command/declaration.ts'
import { restoreLibraries } from '../shared/payload.ts'

export const functionRestore: Declaration = {
  name: 'restore',
  summary: 'Loads the libraries of a value that FUNCTION DUMP returned.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(N) for N functions in the value',
  arity: -3,
  flags: ['write', 'denyoom', 'noscript'],
  acl: ['write', 'slow', 'scripting'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  args: [
    string('serialized-value'),
    oneof('policy', [token('flush', 'FLUSH'), token('append', 'APPEND'), token('replace', 'REPLACE')], {
      optional: true,
    }),
  ],
  run: (client, argv) => restoreLibraries(client, argv),
}
