import { command, integer, key, keysAt, oneof, token, unixTime } from '../../command/declaration.ts'

export const getex = command({
  name: 'getex',
  summary: 'Returns the string stored at a key and may set, change or remove its expiry.',
  since: '6.2.0',
  group: 'string',
  complexity: 'O(1)',
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['write', 'string', 'fast'],
  keySpecs: [
    keysAt(1, 1, 1, ['RW', 'access', 'update'], { notes: 'Read and write: the options change the expiry.' }),
  ],
  args: [
    key(),
    oneof(
      'expiration',
      [
        integer('seconds', { token: 'EX' }),
        integer('milliseconds', { token: 'PX' }),
        unixTime('unix-time-seconds', { token: 'EXAT' }),
        unixTime('unix-time-milliseconds', { token: 'PXAT' }),
        token('persist', 'PERSIST'),
      ],
      { optional: true },
    ),
  ],
})
