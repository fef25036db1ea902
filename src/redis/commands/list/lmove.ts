import { command, key, keysAt, oneof, token } from '../../command/declaration.ts'
import { readEnd } from './shared/list.ts'
import { move } from './shared/move.ts'

export const lmove = command({
  name: 'lmove',
  summary: 'Pops an element from one end of a list and pushes it to an end of another.',
  since: '6.2.0',
  group: 'list',
  complexity: 'O(1)',
  arity: 5,
  flags: ['write', 'denyoom'],
  acl: ['write', 'list', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'access', 'delete']), keysAt(2, 2, 1, ['RW', 'insert'])],
  args: [
    key('source'),
    key('destination', { keySpecIndex: 1 }),
    oneof('wherefrom', [token('left', 'LEFT'), token('right', 'RIGHT')]),
    oneof('whereto', [token('left', 'LEFT'), token('right', 'RIGHT')]),
  ],
  run: (client, argv) => {
    const from = readEnd(argv[3]!)
    const to = readEnd(argv[4]!)
    move(client, { source: argv[1]!, destination: argv[2]!, from, to })
  },
})
