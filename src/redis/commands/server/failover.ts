import { command, block, integer, string, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { readInteger } from '../../command/arguments.ts'

export const failover = command({
  name: 'failover',
  summary: 'Hands the role of the primary over to one of its replicas.',
  since: '6.2.0',
  group: 'server',
  complexity: 'O(1)',
  arity: -1,
  flags: ['admin', 'noscript', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [
    block('target', [string('host'), integer('port'), token('force', 'FORCE', { optional: true })], {
      token: 'TO',
      optional: true,
    }),
    token('abort', 'ABORT', { optional: true }),
    integer('milliseconds', { token: 'TIMEOUT', optional: true }),
  ],
  run: ({ server }, argv) => {
    if (argv.length === 2 && equalsIgnoreCase(argv[1]!, 'abort')) {
      throw errors.text('ERR No failover in progress.')
    }
    readOptions(argv)
    if (server.isReplica) throw errors.text('ERR FAILOVER is not valid when server is a replica.')
    throw errors.text('ERR FAILOVER requires connected replicas.')
  },
})

/** Each of TO, FORCE and TIMEOUT at most once, in any order. */
const readOptions = (argv: readonly string[]): void => {
  const seen = new Set<string>()
  for (let i = 1; i < argv.length; i++) {
    const is = (name: string, more: number): boolean =>
      equalsIgnoreCase(argv[i]!, name) && i + more < argv.length && !seen.has(name)
    if (is('timeout', 1)) {
      seen.add('timeout')
      if (readInteger(argv[++i]!) <= 0) throw errors.text('ERR FAILOVER timeout must be greater than 0')
    } else if (is('to', 2)) {
      seen.add('to')
      readInteger(argv[i + 2]!)
      i += 2
    } else if (is('force', 0)) {
      seen.add('force')
    } else {
      throw errors.syntax()
    }
  }
}
