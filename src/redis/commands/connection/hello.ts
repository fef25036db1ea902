import { command, block, integer, string } from '../../command/declaration.ts'
import type { Client } from '../../clients/client.ts'
import { REDIS_VERSION } from '../../version.ts'
import { readClientName } from '../../clients/name.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { parseInteger } from '../../../bytes/integers.ts'
import { errors } from '../../command/errors.ts'

export const hello = command({
  name: 'hello',
  summary: 'Chooses RESP2 or RESP3 for this connection and describes the server.',
  since: '6.0.0',
  group: 'connection',
  complexity: 'O(1)',
  history: [['6.2.0', 'The protocol version may be left out: the connection stays as it is.']],
  arity: -1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['fast', 'connection'],
  args: [
    block(
      'arguments',
      [
        integer('protover'),
        block('username_password', [string('username'), string('password')], {
          token: 'AUTH',
          optional: true,
        }),
        string('clientname', { token: 'SETNAME', optional: true }),
      ],
      { optional: true },
    ),
  ],
  run: (client, argv) => {
    const protocol = argv.length > 1 ? readProtocol(argv[1]!) : undefined
    const { user, password, name } = readOptions(client, argv)
    if (user !== undefined) client.server.acl.authenticate(client, user, password!)
    if (!client.authenticated) throw errors.helloNoAuth()
    if (name !== undefined) client.name = name
    if (protocol !== undefined) client.reply.protocol = protocol
    describe(client)
  },
})

const readProtocol = (text: string): 2 | 3 => {
  const version = parseInteger(text)
  if (version === undefined) throw errors.text('ERR Protocol version is not an integer or out of range')
  if (version !== 2 && version !== 3) throw errors.text('NOPROTO unsupported protocol version')
  return version
}

interface HelloOptions {
  user?: string
  password?: string
  name?: string
}

const readOptions = (client: Client, argv: readonly string[]): HelloOptions => {
  const options: HelloOptions = {}
  for (let i = 2; i < argv.length; i++) {
    const option = argv[i]!
    const more = argv.length - 1 - i
    if (equalsIgnoreCase(option, 'auth') && more >= 2) {
      client.redact(i + 1)
      client.redact(i + 2)
      options.user = argv[++i]!
      options.password = argv[++i]!
    } else if (equalsIgnoreCase(option, 'setname') && more >= 1) {
      options.name = readClientName(argv[++i]!)
    } else throw errors.helloSyntax(option)
  }
  return options
}

const describe = ({ reply, server, id }: Client): void => {
  reply.map(7)
  reply.bulk('server')
  reply.bulk('redis')
  reply.bulk('version')
  reply.bulk(REDIS_VERSION)
  reply.bulk('proto')
  reply.integer(reply.protocol)
  reply.bulk('id')
  reply.integer(id)
  reply.bulk('mode')
  reply.bulk(server.mode)
  reply.bulk('role')
  reply.bulk('master')
  reply.bulk('modules')
  reply.array(0)
}
