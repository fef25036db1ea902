import { command, block, integer, key, keysAt, string } from '../../command/declaration.ts'
import { runBitfield } from './shared/bitfield.ts'

export const bitfieldRo = command({
  name: 'bitfield_ro',
  summary: 'Reads integers of any width at any bit of a string.',
  since: '6.0.0',
  group: 'bitmap',
  complexity: 'O(1) for each operation',
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['read', 'bitmap', 'fast'],
  keySpecs: [keysAt(1, 1, 1, ['RO', 'access'])],
  args: [
    key(),
    block('encoding_offset', [string('encoding'), integer('offset')], {
      token: 'GET',
      optional: true,
      multiple: true,
      multipleToken: true,
    }),
  ],
  run: (client, argv) => runBitfield(client, argv, true),
})
