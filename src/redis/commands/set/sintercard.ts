import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { readAtLeast } from '../../command/arguments.ts'
import { command, integer, key, keysCountedAt } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { countedKeys } from '../../command/keys.ts'
import { intersect } from './shared/intersection.ts'

export const sintercard = command({
  name: 'sintercard',
  summary: 'Counts the members that all given sets share, up to a limit.',
  since: '7.0.0',
  group: 'set',
  complexity: 'O(N*M) at worst, for N members in the smallest set and M sets',
  arity: -3,
  flags: ['readonly', 'movablekeys'],
  acl: ['read', 'set', 'slow'],
  keySpecs: [keysCountedAt(1, ['RO', 'access'])],
  getKeys: countedKeys(1),
  args: [
    integer('numkeys'),
    key('key', { multiple: true }),
    integer('limit', { token: 'LIMIT', optional: true }),
  ],
  run: (client, argv) => {
    const numkeys = readAtLeast(argv[1]!, 1, errors.numkeysNotPositive)
    const end = 2 + numkeys
    if (end > argv.length) throw errors.tooManyKeys()
    let limit = 0
    for (let i = end; i < argv.length; i += 2) {
      if (!equalsIgnoreCase(argv[i]!, 'limit') || i + 1 === argv.length) throw errors.syntax()
      limit = readAtLeast(argv[i + 1]!, 0, errors.limitNegative)
    }
    client.reply.integer(intersect(client, argv.slice(2, end), limit)?.length ?? 0)
  },
})
