import type { Declaration } from '../../../command/declaration.ts'
import { integer, oneof, string, token } from '../../../command/declaration.ts'
import { readAtLeast } from '../../../command/arguments.ts'
import type { User } from '../../../acl/user.ts'
import type { Client, ClientType } from '../../../clients/client.ts'
import { readClientType } from '../../../clients/list.ts'
import { toLower } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'

export const clientKill: Declaration = {
  name: 'kill',
  summary: 'Closes the connections that match an address or all given filters.',
  since: '2.4.0',
  group: 'connection',
  complexity: 'O(N) for N connected clients',
  history: [
    ['2.8.12', 'Filters beside the plain address.'],
    ['2.8.12', 'The `ID` filter.'],
    ['3.2.0', '`TYPE` knows `master`.'],
    ['5.0.0', '`TYPE` says `replica`; `slave` still works.'],
    ['6.2.0', 'The `LADDR` filter.'],
  ],
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous', 'connection'],
  args: [
    oneof('filter', [
      string('ip:port', { deprecatedSince: '2.8.12' }),
      oneof(
        'new-format',
        [
          integer('client-id', { token: 'ID', since: '2.8.12', optional: true }),
          oneof(
            'normal_master_slave_pubsub',
            [
              token('normal', 'NORMAL'),
              token('master', 'MASTER', { since: '3.2.0' }),
              token('slave', 'SLAVE'),
              token('replica', 'REPLICA', { since: '5.0.0' }),
              token('pubsub', 'PUBSUB'),
            ],
            { token: 'TYPE', since: '2.8.12', optional: true },
          ),
          string('username', { token: 'USER', optional: true }),
          string('ip:port', { token: 'ADDR', optional: true }),
          string('ip:port', { token: 'LADDR', since: '6.2.0', optional: true }),
          string('yes/no', { token: 'SKIPME', optional: true }),
        ],
        { multiple: true },
      ),
    ]),
  ],
  run: (client, argv) => {
    const { server, reply } = client
    // The old form: an address alone, which may be one's own.
    const old = argv.length === 3
    const filter: Filter = old ? { address: argv[2]!, skipMe: false } : readFilter(client, argv)
    const doomed = [...server.clients.values()].filter((one) => matches(one, filter, client))
    for (const one of doomed) if (one !== client) server.closeClient(one)
    if (!old) reply.integer(doomed.length)
    else if (doomed.length === 0) throw errors.text('ERR No such client')
    else reply.ok()
    if (doomed.includes(client)) client.closeSoon()
  },
}

interface Filter {
  address?: string
  localAddress?: string
  type?: ClientType
  id?: number
  user?: User
  skipMe: boolean
}

const clientIdPositive = () => errors.text('ERR client-id should be greater than 0')

const readSkipMe = (text: string): boolean => {
  const word = toLower(text)
  if (word !== 'yes' && word !== 'no') throw errors.syntax()
  return word === 'yes'
}

const readUser = ({ server }: Client, name: string): User => {
  const user = server.acl.users.get(name)
  if (user === undefined) throw errors.noSuchUser(name)
  return user
}

const readFilter = (client: Client, argv: readonly string[]): Filter => {
  const filter: Filter = { skipMe: true }
  for (let i = 2; i < argv.length; i += 2) {
    const value = argv[i + 1]
    if (value === undefined) throw errors.syntax()
    switch (toLower(argv[i]!)) {
      case 'id':
        filter.id = readAtLeast(value, 1, clientIdPositive)
        break
      case 'type':
        filter.type = readClientType(value)
        break
      case 'addr':
        filter.address = value
        break
      case 'laddr':
        filter.localAddress = value
        break
      case 'user':
        filter.user = readUser(client, value)
        break
      case 'skipme':
        filter.skipMe = readSkipMe(value)
        break
      default:
        throw errors.syntax()
    }
  }
  return filter
}

const matches = (one: Client, filter: Filter, me: Client): boolean =>
  (filter.address === undefined || one.address === filter.address) &&
  (filter.localAddress === undefined || one.localAddress === filter.localAddress) &&
  (filter.type === undefined || one.type === filter.type) &&
  (filter.id === undefined || one.id === filter.id) &&
  (filter.user === undefined || one.user === filter.user) &&
  !(filter.skipMe && one === me)
