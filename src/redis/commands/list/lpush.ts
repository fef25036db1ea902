import { command, key, keysAt, string } from '../../command/declaration.ts'
import { push } from './shared/push.ts'

export const lpush = command({
  name: 'lpush',
  summary:
    'Pushes elements onto the head of a list, creating it if needed; the last one given ends up first.',
  since: '1.0.0',
  group: 'list',
  complexity: 'O(N) for N elements pushed',
  history: [['2.4.0', 'Takes several elements.']],
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'list', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('element', { multiple: true })],
  run: (client, argv) => push(client, argv, 'left'),
})
