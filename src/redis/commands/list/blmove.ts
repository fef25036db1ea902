import { readTimeout } from '../../blocking/timeout.ts'
import { command, double, key, keysAt, oneof, token } from '../../command/declaration.ts'
import { readEnd } from './shared/list.ts'
import { blockingMove } from './shared/move.ts'

export const blmove = command({
  name: 'blmove',
  summary: 'Moves an element from the end of one list to the end of another, waiting for one to arrive.',
  since: '6.2.0',
  group: 'list',
  complexity: 'O(1)',
  arity: 6,
  flags: ['write', 'denyoom', 'noscript', 'blocking'],
  acl: ['write', 'list', 'slow', 'blocking'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete']), keysAt(2, 2, 1, ['RW', 'insert'])],
  args: [
    key('source'),
    key('destination', { keySpecIndex: 1 }),
    oneof('wherefrom', [token('left', 'LEFT'), token('right', 'RIGHT')]),
    oneof('whereto', [token('left', 'LEFT'), token('right', 'RIGHT')]),
    double('timeout'),
  ],
  run: (client, argv) => {
    const source = argv[1]!
    const destination = argv[2]!
    const from = readEnd(argv[3]!)
    const to = readEnd(argv[4]!)
    const timeout = readTimeout(argv[5]!)
    // A client that waited is served with the ends in Redis's own words instead of the typed ones.
    const ends = client.retrying ? [from, to] : [argv[3]!, argv[4]!]
    const propagated = ['LMOVE', source, destination, ...ends]
    blockingMove(client, { source, destination, from, to }, timeout, propagated)
  },
})
