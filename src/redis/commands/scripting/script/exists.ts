import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { toLower } from '../../../../bytes/bytestrings.ts'
import { engine } from '../shared/engine.ts'

export const scriptExists: Declaration = {
  name: 'exists',
  summary: 'Tells of each SHA1 digest whether its script is kept.',
  since: '2.6.0',
  group: 'scripting',
  complexity: 'O(N) for N digests',
  arity: -3,
  flags: ['noscript'],
  acl: ['slow', 'scripting'],
  tips: ['request_policy:all_shards', 'response_policy:agg_logical_and'],
  args: [string('sha1', { multiple: true })],
  run: (client, argv) => {
    const { scripts } = engine(client)
    client.reply.array(argv.length - 2)
    for (const sha of argv.slice(2)) client.reply.integer(scripts.has(toLower(sha)) ? 1 : 0)
  },
}
