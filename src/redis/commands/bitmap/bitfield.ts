import { command, block, integer, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import { bitfieldKeys, runBitfield } from './shared/bitfield.ts'

export const bitfield = command({
  name: 'bitfield',
  summary: 'Reads, sets and increments integers of any width at any bit of a string.',
  since: '3.2.0',
  group: 'bitmap',
  complexity: 'O(1) for each operation',
  arity: -2,
  flags: ['write', 'denyoom'],
  acl: ['write', 'bitmap', 'slow'],
  keySpecs: [
    keysAt(1, 1, 1, ['RW', 'access', 'update', 'variable_flags'], {
      notes: 'Read and write: which of both depends on the operations given.',
    }),
  ],
  args: [
    key(),
    oneof(
      'operation',
      [
        block('encoding_offset', [string('encoding'), integer('offset')], { token: 'GET' }),
        block('write', [
          oneof('wrap_sat_fail', [token('wrap', 'WRAP'), token('sat', 'SAT'), token('fail', 'FAIL')], {
            token: 'OVERFLOW',
            optional: true,
          }),
          oneof('write_operation', [
            block('encoding_offset_value', [string('encoding'), integer('offset'), integer('value')], {
              token: 'SET',
            }),
            block(
              'encoding_offset_increment',
              [string('encoding'), integer('offset'), integer('increment')],
              { token: 'INCRBY' },
            ),
          ]),
        ]),
      ],
      { optional: true, multiple: true },
    ),
  ],
  getKeys: bitfieldKeys,
  run: (client, argv) => runBitfield(client, argv, false),
})
