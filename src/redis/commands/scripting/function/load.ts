import type { Declaration } from '../../../command/declaration.ts'
import { string, token } from '../../../command/declaration.ts'
import { toLower } from '../../../../bytes/bytestrings.ts'
import { errors } from '../../../command/errors.ts'
import { engine } from '../shared/engine.ts'

export const functionLoad: Declaration = {
  name: 'load',
  summary: 'Loads a library: runs its code once, which registers the functions.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(1) beside compiling the code',
  arity: -3,
  flags: ['write', 'denyoom', 'noscript'],
  acl: ['write', 'slow', 'scripting'],
  tips: ['request_policy:all_shards', 'response_policy:all_succeeded'],
  args: [token('replace', 'REPLACE', { optional: true }), string('function-code')],
  run: (client, argv) => {
    let replace = false
    for (let i = 2; i < argv.length - 1; i++) {
      if (toLower(argv[i]!) !== 'replace') throw errors.text(`ERR Unknown option given: ${argv[i]!}`)
      replace = true
    }
    if (argv[argv.length - 1] === undefined || argv.length < 3)
      throw errors.text('ERR Function code is missing')
    client.reply.bulk(engine(client).functions.load(argv[argv.length - 1]!, replace))
    client.server.dirty++
  },
}
