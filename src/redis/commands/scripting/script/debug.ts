import type { Declaration } from '../../../command/declaration.ts'
import { oneof, token } from '../../../command/declaration.ts'
import { toLower } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'

export const scriptDebug: Declaration = {
  name: 'debug',
  summary: 'Switches the debugger for the next scripts of this connection.',
  since: '3.2.0',
  group: 'scripting',
  complexity: 'O(1)',
  arity: 3,
  flags: ['noscript'],
  acl: ['slow', 'scripting'],
  args: [oneof('mode', [token('yes', 'YES'), token('sync', 'SYNC'), token('no', 'NO')])],
  run: (client, argv) => {
    if (!client.reply.isEmpty) throw errors.text('ERR SCRIPT DEBUG must be called outside a pipeline')
    const mode = toLower(argv[2]!)
    if (mode !== 'yes' && mode !== 'no' && mode !== 'sync')
      throw errors.text('ERR Use SCRIPT DEBUG YES/SYNC/NO')
    client.reply.ok()
  },
}
