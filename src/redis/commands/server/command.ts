import { command } from '../../command/declaration.ts'
import { commandCount } from './command/count.ts'
import { commandDocs } from './command/docs.ts'
import { commandGetkeys } from './command/getkeys.ts'
import { commandGetkeysandflags } from './command/getkeysandflags.ts'
import { commandHelp } from './command/help.ts'
import { commandInfo } from './command/info.ts'
import { commandList } from './command/list.ts'
import { writeCommandInfo } from '../../command/introspection.ts'

export const commandContainer = command({
  name: 'command',
  summary: 'Describes every command the server knows.',
  since: '2.8.13',
  group: 'server',
  complexity: 'O(N) for N commands of the server',
  arity: -1,
  flags: ['loading', 'stale'],
  acl: ['slow', 'connection'],
  tips: ['nondeterministic_output_order'],
  subcommands: [
    commandCount,
    commandDocs,
    commandGetkeys,
    commandGetkeysandflags,
    commandHelp,
    commandInfo,
    commandList,
  ],
  run({ reply, server }) {
    const { commands } = server.commands
    reply.array(commands.length)
    for (const known of commands) writeCommandInfo(reply, known)
  },
})
