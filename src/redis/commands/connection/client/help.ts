import type { Declaration } from '../../../command/declaration.ts'
import { writeHelp } from '../../../command/help.ts'

export const clientHelp: Declaration = {
  name: 'help',
  summary: 'Lists the subcommands of CLIENT.',
  since: '5.0.0',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  run: ({ reply }) =>
    writeHelp(reply, 'client', [
      ['CACHING (YES|NO)', 'Track the keys of the next command (OPTIN), or do not (OPTOUT).'],
      ['GETREDIR', 'Tell which connection gets the invalidations of this one.'],
      ['GETNAME', 'Tell the name of this connection.'],
      ['ID', 'Tell the number of this connection.'],
      ['INFO', 'Describe this connection.'],
      ['KILL <ip:port>', 'Close the connection from that address.'],
      [
        'KILL <option> <value> [<option> <value> [...]]',
        'Close connections that match every option:',
        '* ADDR (<ip:port>|<unixsocket>:0): connected from there',
        '* LADDR (<ip:port>|<unixsocket>:0): connected to there',
        '* TYPE (NORMAL|MASTER|REPLICA|PUBSUB): of that kind',
        '* USER <username>: logged in as that user',
        '* SKIPME (YES|NO): whether to spare this connection (YES unless told)',
      ],
      [
        'LIST [options ...]',
        'Describe connections, one a line. Options:',
        '* TYPE (NORMAL|MASTER|REPLICA|PUBSUB): only of that kind',
        '* ID <client-id> [...]: only these',
      ],
      ['PAUSE <timeout> [WRITE|ALL]', 'Hold back all commands, or only writes, for so many milliseconds.'],
      ['UNPAUSE', 'End the pause now.'],
      ['REPLY (ON|OFF|SKIP)', 'Answer this connection, or not, or not the next time.'],
      ['SETNAME <name>', 'Give this connection a name.'],
      [
        'TRACKING (ON|OFF) [REDIRECT <id>] [BCAST] [PREFIX <prefix> [...]]',
        '         [OPTIN] [OPTOUT] [NOLOOP]',
        'Tell this connection when keys it may keep in a cache change, or stop that.',
      ],
      ['TRACKINGINFO', 'Show how the keys of this connection are tracked.'],
      ['UNBLOCK <clientid> [TIMEOUT|ERROR]', 'Wake a connection that waits in a blocking command.'],
      ['NO-EVICT (ON|OFF)', 'Spare this connection when client memory runs out.'],
    ]),
}
