import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { categories, findCategory } from '../../../acl/categories.ts'
import { errors } from '../../../command/errors.ts'

export const aclCat: Declaration = {
  name: 'cat',
  summary: 'Lists the categories of commands, or the commands of one category.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(1), as the number of categories and commands is fixed',
  arity: -2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow'],
  args: [string('categoryname', { optional: true })],
  run: ({ server, reply }, argv) => {
    if (argv.length > 3) throw errors.subcommandSyntax(argv[1]!, 'acl')
    if (argv.length === 2) return reply.bulks(categories)
    const category = findCategory(argv[2]!)
    if (category === undefined) throw errors.unknownCategory(argv[2]!)
    reply.bulks((server.commands.byCategory.get(category) ?? []).map((command) => command.fullName))
  },
}
