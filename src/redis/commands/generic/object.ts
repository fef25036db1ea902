import { command } from '../../command/declaration.ts'
import { objectEncoding } from './object/encoding.ts'
import { objectFreq } from './object/freq.ts'
import { objectHelp } from './object/help.ts'
import { objectIdletime } from './object/idletime.ts'
import { objectRefcount } from './object/refcount.ts'

export const object = command({
  name: 'object',
  summary: 'Groups the commands that look inside a stored value.',
  since: '2.2.3',
  group: 'generic',
  complexity: 'See each subcommand.',
  arity: -2,
  flags: [],
  acl: ['slow'],
  subcommands: [objectEncoding, objectFreq, objectHelp, objectIdletime, objectRefcount],
})
