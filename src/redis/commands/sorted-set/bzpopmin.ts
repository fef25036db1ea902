import { command, double, key, keysAt } from '../../command/declaration.ts'
import { popOuterOrWait } from './shared/pop.ts'

export const bzpopmin = command({
  name: 'bzpopmin',
  summary:
    'Pops the member with the lowest score of the first sorted set that has any, waiting for one to arrive.',
  since: '5.0.0',
  group: 'sorted-set',
  complexity: 'O(log(N)) for N members',
  history: [['6.0.0', 'The timeout may have a fraction.']],
  arity: -3,
  flags: ['write', 'noscript', 'blocking', 'fast'],
  acl: ['write', 'sortedset', 'fast', 'blocking'],
  keySpecs: [keysAt(1, -2, 1, ['RW', 'access', 'delete'])],
  args: [key('key', { multiple: true }), double('timeout')],
  run: (client, argv) => popOuterOrWait(client, argv, 'min'),
})
