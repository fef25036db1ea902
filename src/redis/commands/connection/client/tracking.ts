import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, string, token } from '../../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'
import { checkTrackingOptions, nodesOf, readTrackingOptions } from '../../../tracking/options.ts'

export const clientTracking: Declaration = {
  name: 'tracking',
  summary: 'Switches the tracking of read keys on or off, for caches at the client.',
  since: '6.0.0',
  group: 'connection',
  complexity: 'O(1); with prefixes, O(N) for N of them',
  arity: -3,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  args: [
    oneof('status', [token('on', 'ON'), token('off', 'OFF')]),
    integer('client-id', { token: 'REDIRECT', optional: true }),
    string('prefix', { token: 'PREFIX', optional: true, multiple: true, multipleToken: true }),
    token('bcast', 'BCAST', { optional: true }),
    token('optin', 'OPTIN', { optional: true }),
    token('optout', 'OPTOUT', { optional: true }),
    token('noloop', 'NOLOOP', { optional: true }),
  ],
  run: (client, argv) => {
    const { tracking } = client.server
    const options = readTrackingOptions(client, argv)
    if (equalsIgnoreCase(argv[2]!, 'on')) {
      checkTrackingOptions(client.tracking, options)
      tracking.enable(client, options)
      client.tracking!.prefixNodes = nodesOf(client.tracking!.prefixes)
    } else if (equalsIgnoreCase(argv[2]!, 'off')) tracking.disable(client)
    else throw errors.syntax()
    client.reply.ok()
  },
}
