import { command } from '../../command/declaration.ts'
import { selfTest } from './shared/selftest.ts'

export const pfselftest = command({
  name: 'pfselftest',
  summary: 'Tests the HyperLogLog code of the server.',
  since: '2.8.9',
  group: 'hyperloglog',
  complexity: 'N/A',
  docFlags: ['syscmd'],
  arity: 1,
  flags: ['admin'],
  acl: ['hyperloglog', 'admin', 'slow', 'dangerous'],
  run: (client) => selfTest(client),
})
