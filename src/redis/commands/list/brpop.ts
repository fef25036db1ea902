import { readTimeout } from '../../blocking/timeout.ts'
import { command, double, key, keysAt } from '../../command/declaration.ts'
import { blockingPop } from './shared/pop.ts'

export const brpop = command({
  name: 'brpop',
  summary: 'Pops the last element of the first list that has any, waiting for one to arrive.',
  since: '2.0.0',
  group: 'list',
  complexity: 'O(N) for N keys given',
  history: [['6.0.0', 'The timeout may have a fraction.']],
  arity: -3,
  flags: ['write', 'noscript', 'blocking'],
  acl: ['write', 'list', 'slow', 'blocking'],
  keySpecs: [keysAt(1, -2, 1, ['RW', 'access', 'delete'])],
  args: [key('key', { multiple: true }), double('timeout')],
  run: (client, argv) => {
    const timeout = readTimeout(argv[argv.length - 1]!)
    blockingPop(client, argv.slice(1, -1), timeout, 'right')
  },
})
