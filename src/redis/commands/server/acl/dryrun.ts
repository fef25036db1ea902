import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { checkPermission } from '../../../acl/permission.ts'
import { errors } from '../../../command/errors.ts'
import { arityFits } from '../../../command/table.ts'
import { cString } from '../../../config/ctext.ts'

export const aclDryrun: Declaration = {
  name: 'dryrun',
  summary: 'Tells whether a user may run a command, without running it.',
  since: '7.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: -4,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('username'), string('command'), string('arg', { optional: true, multiple: true })],
  run: ({ server, reply }, argv) => {
    const user = server.acl.users.get(argv[2]!)
    if (user === undefined) throw errors.text(`ERR User '${cString(argv[2]!)}' not found`)
    const call = argv.slice(3)
    const command = server.commands.lookup(call)
    if (command === undefined) throw errors.text(`ERR Command '${cString(call[0]!)}' not found`)
    if (!arityFits(command, call.length)) throw errors.wrongArity(command.fullName)
    const denial = checkPermission(user, command, call)
    if (denial === undefined) return reply.ok()
    const { reason, index } = denial
    const what =
      reason === 'command'
        ? `run the '${command.fullName}' command`
        : `access the '${cString(call[index]!)}' ${reason}`
    reply.bulk(`This user has no permissions to ${what}`)
  },
}
