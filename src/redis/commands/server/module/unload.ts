import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'

export const moduleUnload: Declaration = {
  name: 'unload',
  summary: 'Takes a loaded module out.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 3,
  flags: ['admin', 'noscript', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('name')],
  guardedBy: 'enableModuleCommand',
  run: () => {
    throw errors.text('ERR Error unloading module: no such module with that name')
  },
}
