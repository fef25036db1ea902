import { command, double, key, keysAt } from '../../command/declaration.ts'

export const brpoplpush = command({
  name: 'brpoplpush',
  summary: 'Moves the last element of a list to the front of another, waiting for one to arrive.',
  since: '2.2.0',
  group: 'list',
  complexity: 'O(1)',
  docFlags: ['deprecated'],
  deprecatedSince: '6.2.0',
  replacedBy: '`BLMOVE` with `RIGHT` and `LEFT`',
  history: [['6.0.0', 'The timeout may have a fraction.']],
  arity: 4,
  flags: ['write', 'denyoom', 'noscript', 'blocking'],
  acl: ['write', 'list', 'slow', 'blocking'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete']), keysAt(2, 2, 1, ['RW', 'insert'])],
  args: [key('source'), key('destination', { keySpecIndex: 1 }), double('timeout')],
})
