import type { Declaration } from '../../../command/declaration.ts'
import { key, keysAt, string } from '../../../command/declaration.ts'
import { createConsumer, groupChanged } from '../shared/groups.ts'
import { groupToChange } from '../shared/xgroup.ts'

export const xgroupCreateconsumer: Declaration = {
  name: 'createconsumer',
  summary: 'Creates a consumer in a group.',
  since: '6.2.0',
  group: 'stream',
  complexity: 'O(1)',
  arity: 5,
  flags: ['write', 'denyoom'],
  acl: ['write', 'stream', 'slow'],
  keySpecs: [keysAt(2, 2, 1, ['RW', 'insert'])],
  args: [key(), string('groupname'), string('consumername')],
  run: (client, argv) => {
    const group = groupToChange(client, argv)
    const created = createConsumer(client, argv[2]!, group, argv[4]!)
    if (created !== undefined) groupChanged(client, argv[2]!)
    client.reply.integer(created === undefined ? 0 : 1)
  },
}
