import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { channelRules, commandRules, keyRules } from '../../../acl/describe.ts'
import type { Selector } from '../../../acl/selector.ts'
import { userFlags } from '../../../acl/user.ts'
import type { Client } from '../../../clients/client.ts'

export const aclGetuser: Declaration = {
  name: 'getuser',
  summary: 'Shows the flags, password hashes and rules of one user.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(N) for N passwords and rules of the user',
  history: [
    ['6.2.0', 'The reply has the channel patterns.'],
    ['7.0.0', 'The reply has selectors; key and channel patterns come as rules, no longer as lists.'],
  ],
  arity: 3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('username')],
  run: (client, argv) => {
    const { server, reply } = client
    const user = server.acl.users.get(argv[2]!)
    if (user === undefined) return reply.nil()
    const flags = userFlags(user)
    const [root, ...others] = user.selectors
    reply.map(6)
    reply.bulk('flags')
    reply.set(flags.length)
    for (const flag of flags) reply.bulk(flag)
    reply.bulk('passwords')
    reply.bulks(user.passwords)
    writeSelector(client, root!)
    reply.bulk('selectors')
    reply.array(others.length)
    for (const selector of others) {
      reply.map(3)
      writeSelector(client, selector)
    }
  },
}

const writeSelector = ({ server, reply }: Client, selector: Selector): void => {
  reply.bulk('commands')
  reply.bulk(commandRules(selector, server.commands))
  reply.bulk('keys')
  reply.bulk(keyRules(selector).join(' '))
  reply.bulk('channels')
  reply.bulk(channelRules(selector).join(' '))
}
