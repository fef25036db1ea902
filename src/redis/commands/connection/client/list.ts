import type { Declaration } from '../../../command/declaration.ts'
import { block, integer, oneof, token } from '../../../command/declaration.ts'
import type { Client } from '../../../clients/client.ts'
import { clientLine, readClientType } from '../../../clients/list.ts'
import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { parseInteger } from '../../../../bytes/integers.ts'
import { errors } from '../../../command/errors.ts'

/** A line of the list costs about as much as this many visited elements. */
const LINE_WORK = 20

export const clientList: Declaration = {
  name: 'list',
  summary: 'Shows one line of details for each connection.',
  since: '2.4.0',
  group: 'connection',
  complexity: 'O(N) for N connected clients',
  history: [
    ['2.8.12', 'Lines carry an `id`.'],
    ['5.0.0', 'The `TYPE` filter.'],
    ['6.0.0', 'Lines carry `user`.'],
    ['6.2.0', 'Lines carry `argv-mem`, `tot-mem`, `laddr` and `redir`; the `ID` filter.'],
    ['7.0.0', 'Lines carry `resp`, `multi-mem`, `rbs` and `rbp`.'],
    ['7.0.3', 'Lines carry `ssub`.'],
  ],
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  tips: ['nondeterministic_output'],
  args: [
    oneof(
      'normal_master_replica_pubsub',
      [
        token('normal', 'NORMAL'),
        token('master', 'MASTER'),
        token('replica', 'REPLICA'),
        token('pubsub', 'PUBSUB'),
      ],
      { token: 'TYPE', since: '5.0.0', optional: true },
    ),
    block('id', [integer('client-id', { multiple: true })], { token: 'ID', since: '6.2.0', optional: true }),
  ],
  run: (client, argv) => {
    const lines = chosenClients(client, argv).map((one) => `${clientLine(one)}\n`)
    client.work(lines.length * LINE_WORK)
    client.reply.verbatim(lines.join(''))
  },
}

const chosenClients = ({ server }: Client, argv: readonly string[]): Client[] => {
  const all = [...server.clients.values()]
  if (argv.length === 2) return all
  const filter = argv[2]!
  if (argv.length === 4 && equalsIgnoreCase(filter, 'type')) {
    const type = readClientType(argv[3]!)
    return all.filter((one) => one.type === type)
  }
  if (argv.length === 3 || !equalsIgnoreCase(filter, 'id')) throw errors.syntax()
  return argv.slice(3).flatMap((text) => {
    const id = parseInteger(text)
    if (id === undefined) throw errors.text('ERR Invalid client ID')
    return server.clients.get(Number(id)) ?? []
  })
}
