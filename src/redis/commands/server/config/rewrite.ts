import type { Declaration } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { NO_CONFIG_FILE, rewriteConfig, rewriteFailed } from '../../../config/rewrite.ts'
import { errnoText } from '../../../server/errno.ts'

export const configRewrite: Declaration = {
  name: 'rewrite',
  summary: 'Writes the settings now in effect to the configuration file.',
  since: '2.8.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  run: ({ server, reply }) => {
    const { config, log, system } = server
    if (config.file === '') throw errors.text(NO_CONFIG_FILE)
    const text = rewriteConfig(config, system.disk.read(config.file) ?? '', {
      users: server.acl.describe(),
    })
    const failure = system.disk.write(config.file, text) ?? system.disk.fsync(config.file)
    if (failure !== undefined) {
      log.warning(`CONFIG REWRITE failed: ${errnoText(failure)}`)
      throw errors.text(rewriteFailed(errnoText(failure)))
    }
    log.warning('CONFIG REWRITE executed with success.')
    reply.ok()
  },
}
