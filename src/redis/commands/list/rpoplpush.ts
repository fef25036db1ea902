import { command, key, keysAt } from '../../command/declaration.ts'
import { move } from './shared/move.ts'

export const rpoplpush = command({
  name: 'rpoplpush',
  summary: 'Moves the last element of a list to the front of another.',
  since: '1.2.0',
  group: 'list',
  complexity: 'O(1)',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`LMOVE` with `RIGHT` and `LEFT`',
  arity: 3,
  flags: ['write', 'denyoom'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete']), keysAt(2, 2, 1, ['RW', 'insert'])],
  args: [key('source'), key('destination', { keySpecIndex: 1 })],
  run: (client, argv) => move(client, { source: argv[1]!, destination: argv[2]!, from: 'right', to: 'left' }),
})
