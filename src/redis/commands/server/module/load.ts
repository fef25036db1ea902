import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { errors } from '../../../command/errors.ts'
import { cString } from '../../../config/ctext.ts'

export const moduleLoad: Declaration = {
  name: 'load',
  summary: 'Loads a module from a file.',
  since: '4.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: -3,
  flags: ['admin', 'noscript', 'no_async_loading'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('path'), string('arg', { optional: true, multiple: true })],
  guardedBy: 'enableModuleCommand',
  run: ({ server }, argv) => {
    server.log.warning(
      `Module ${cString(argv[2]!)} failed to load: ${cString(argv[2]!)}: cannot open shared object file: No such file or directory`,
    )
    throw errors.text('ERR Error loading the extension. Please check the server logs.')
  },
}
