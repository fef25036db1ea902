import { command, key, keysAt, string } from '../../command/declaration.ts'
import { push } from './shared/push.ts'

export const rpush = command({
  name: 'rpush',
  summary: 'Pushes elements onto the tail of a list, creating it if needed.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N) for N elements pushed',
  history: [['2.4.0', 'Takes several elements.']],
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'list', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('element', { multiple: true })],
  run: (client, argv) => push(client, argv, 'right'),
})
