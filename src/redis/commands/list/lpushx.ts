import { command, key, keysAt, string } from '../../command/declaration.ts'
import { pushExisting } from './shared/push.ts'

export const lpushx = command({
  name: 'lpushx',
  summary: 'Pushes elements onto the head of a list, but only if the list exists.',
  since: '2.2.0',
  group: 'list',
  complexity: 'O(N) for N elements pushed',
  history: [['4.0.0', 'Takes several elements.']],
  arity: -3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'list', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'insert'])],
  args: [key(), string('element', { multiple: true })],
  run: (client, argv) => pushExisting(client, argv, 'left'),
})
