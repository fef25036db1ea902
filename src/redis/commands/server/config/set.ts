import type { Declaration } from '../../../command/declaration.ts'
import { block, string } from '../../../command/declaration.ts'
import { isLoopback } from '../../../clients/accept.ts'
import { errors } from '../../../command/errors.ts'
import { resolvePath, sensitiveArguments, setFailed } from '../../../config/config.ts'
import { applyConfig } from '../../../server/apply-config.ts'
import type { RedisServer } from '../../../server/server.ts'

export const configSet: Declaration = {
  name: 'set',
  summary: 'Changes settings of the running server, all of them or none.',
  since: '2.0.0',
  group: 'server',
  complexity: 'O(N) for N settings given',
  history: [['7.0.0', 'Takes several settings.']],
  arity: -4,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  args: [block('parameter_value', [string('parameter'), string('value')], { multiple: true })],
  run: (client, argv) => {
    const { server } = client
    const args = argv.slice(2)
    for (const index of sensitiveArguments(args)) client.redact(index + 2)
    const result = server.config.set(args, {
      loading: server.loading !== undefined,
      local: isLoopback(client.address),
      chdir: (path) => changeDirectory(server, path),
    })
    if (!result.ok) throw errors.text(result.error)
    const refused = applyConfig(server, result.changed)
    if (refused !== undefined) {
      server.log.warning(
        `Failed applying new configuration. Possibly related to new ${refused.name} setting. Restoring previous settings.`,
      )
      server.config.restore(result.undo)
      applyConfig(server, result.changed)
      throw errors.text(setFailed(refused.name, refused.why))
    }
    client.reply.ok()
  },
}

const changeDirectory = (server: RedisServer, path: string): { path: string } | { error: string } => {
  const target = resolvePath(server.config.values.dir, path)
  return server.system.disk.list(target) === undefined
    ? { error: 'No such file or directory' }
    : { path: target }
}
