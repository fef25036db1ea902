import { readTimeout } from '../../blocking/timeout.ts'
import { command, double, key, keysAt } from '../../command/declaration.ts'
import { blockingMove } from './shared/move.ts'

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
  run: (client, argv) => {
    const source = argv[1]!
    const destination = argv[2]!
    const timeout = readTimeout(argv[3]!)
    const what = { source, destination, from: 'right', to: 'left' } as const
    blockingMove(client, what, timeout, ['RPOPLPUSH', source, destination])
  },
})
