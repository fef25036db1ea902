import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, token } from '../../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { parseInteger } from '../../../../bytes/integers.ts'
import { errors } from '../../../command/errors.ts'

export const clientPause: Declaration = {
  name: 'pause',
  summary: 'Holds back the commands of all clients, or only their writes, for a while.',
  since: '2.9.50',
  group: 'connection',
  complexity: 'O(1)',
  history: [['6.2.0', 'The `WRITE` and `ALL` modes.']],
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  args: [
    integer('timeout'),
    oneof('mode', [token('write', 'WRITE'), token('all', 'ALL')], { since: '6.2.0', optional: true }),
  ],
  run: (client, argv) => {
    if (argv.length > 4) throw errors.subcommandSyntax(argv[1]!, 'client')
    const mode = argv.length === 4 ? readMode(argv[3]!) : 'all'
    client.server.pause.begin(mode, readTimeout(argv[2]!))
    client.reply.ok()
  },
}

const readMode = (text: string): 'write' | 'all' => {
  if (equalsIgnoreCase(text, 'write')) return 'write'
  if (equalsIgnoreCase(text, 'all')) return 'all'
  throw errors.text('ERR CLIENT PAUSE mode must be WRITE or ALL')
}

/** Milliseconds of the pause. */
const readTimeout = (text: string): number | bigint => {
  const ms = parseInteger(text)
  if (ms === undefined) throw errors.timeoutNotInteger()
  if (ms < 0) throw errors.timeoutNegative()
  return ms
}
