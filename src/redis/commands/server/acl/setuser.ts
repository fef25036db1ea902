import type { Declaration } from '../../../command/declaration.ts'
import { string } from '../../../command/declaration.ts'
import { hasSpaces } from '../../../acl/selector.ts'
import { applyRule, copyRules, mergeSelectors, newUser } from '../../../acl/user.ts'
import { cString } from '../../../config/ctext.ts'
import { errors } from '../../../command/errors.ts'

export const aclSetuser: Declaration = {
  name: 'setuser',
  summary: 'Creates a user or changes its rules, all of them or none.',
  since: '6.0.0',
  group: 'server',
  complexity: 'O(N) for N rules given',
  history: [
    ['6.2.0', 'Rules about channels.'],
    ['7.0.0', 'Selectors, and rules about keys that are only read or only written.'],
  ],
  arity: -3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [string('username'), string('rule', { optional: true, multiple: true })],
  run: (client, argv) => {
    for (let i = 2; i < argv.length; i++) client.redact(i)
    const { acl } = client.server
    const name = argv[2]!
    if (hasSpaces(name)) throw errors.text("ERR Usernames can't contain spaces or null characters")
    const rules = mergeSelectors(argv.slice(3))
    if (typeof rules === 'number') {
      const open = cString(argv[3 + rules]!)
      throw errors.text(`ERR Unmatched parenthesis in acl selector starting at '${open}'.`)
    }
    const known = acl.users.get(name)
    const user = newUser(name, acl.context)
    if (known !== undefined) copyRules(user, known)
    for (const rule of rules) {
      const error = applyRule(user, rule, acl.context)
      if (error === undefined) continue
      throw errors.text(`ERR Error in ACL SETUSER modifier '${cString(rule)}': ${error}`)
    }
    acl.assign(name, user)
    client.reply.ok()
  },
}
