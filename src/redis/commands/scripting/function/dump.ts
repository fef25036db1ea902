import type { Declaration } from '../../../command/declaration.ts'
import { dumpLibraries } from '../shared/payload.ts'
import { engine } from '../shared/engine.ts'

export const functionDump: Declaration = {
  name: 'dump',
  summary: 'Returns all libraries as one binary value.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'O(N) for N functions',
  arity: 2,
  flags: ['noscript'],
  acl: ['slow', 'scripting'],
  run: (client) => client.reply.bulk(dumpLibraries(client.server, engine(client).functions)),
}
