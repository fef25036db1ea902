import type { Declaration } from '../../../command/declaration.ts'
import { integer } from '../../../command/declaration.ts'
import { readInt64 } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'

const DEFAULT_BITS = 256
const MOST_BITS = 4096

export const aclGenpass: Declaration = {
  name: 'genpass',
  summary: 'Makes up a random password of hexadecimal digits.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: -2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow'],
  args: [integer('bits', { optional: true })],
  run: ({ server, reply }, argv) => {
    if (argv.length > 3) throw errors.subcommandSyntax(argv[1]!, 'acl')
    const bits = argv.length === 3 ? readInt64(argv[2]!) : DEFAULT_BITS
    if (bits <= 0 || bits > MOST_BITS) {
      throw errors.text(
        `ERR ACL GENPASS argument must be the number of bits for the output password, a positive number up to ${MOST_BITS}`,
      )
    }
    reply.bulk(server.system.random.hex(Math.ceil(Number(bits) / 4)))
  },
}
