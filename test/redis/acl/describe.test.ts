/** How command rules are told, against redis-server 7.0.15 (record-rules.ts). The table is the real server's. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandRules, describeUser } from '../../../src/redis/acl/describe.ts'
import { applyRule, newUser } from '../../../src/redis/acl/user.ts'
import type { User } from '../../../src/redis/acl/user.ts'
import { command } from '../../../src/redis/command/declaration.ts'
import type { AclCategory, Declaration } from '../../../src/redis/command/declaration.ts'
import { CommandTable } from '../../../src/redis/command/table.ts'
import { recordedInfo } from '../../conformance/command-fixtures.ts'
import type { RecordedInfo } from '../../conformance/command-fixtures.ts'
import type { Told } from './told.ts'
import { told } from './told.ts'

const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, 'recorded-rules.json'), 'utf8'),
) as readonly { rules: readonly string[]; commands: Told }[]

/** What ACL needs to know of a command. */
const declare = (info: RecordedInfo): Declaration => {
  const [subcommands] = info.slice(9) as [RecordedInfo[9]]
  const acl = (info[6] as { readonly '~': readonly string[] })['~']
  return {
    name: info[0].split('|').at(-1)!,
    summary: '',
    since: '',
    group: 'generic',
    arity: info[1],
    flags: [],
    acl: acl.map((category) => category.replace(/^\+?@/, '') as AclCategory),
    subcommands: '~' in subcommands ? undefined : subcommands.map(declare),
  }
}

const commands = new CommandTable(Object.values(recordedInfo()).map((info) => command(declare(info))))
const context = { commands, openChannels: false, warn: () => undefined }

const userBy = (rules: readonly string[]): User => {
  const user = newUser('u', context)
  for (const rule of rules) expect(applyRule(user, rule, context), rule).toBeUndefined()
  return user
}

describe('command rules', () => {
  it('know as many commands as the real server', () => {
    expect(commands.commands).toHaveLength(240)
  })

  it.each(recorded)('$rules', ({ rules, commands: expected }) => {
    const user = userBy(['reset', ...rules])
    expect(told(commandRules(user.selectors[0]!, commands))).toEqual(expected)
  })

  it.each(recorded)('told of $rules make the same user', ({ rules }) => {
    const user = userBy(['reset', ...rules])
    const text = describeUser(user, commands)
    const again = userBy(text.split(' '))
    expect(describeUser(again, commands)).toBe(text)
    expect(again.selectors[0]!.allowed).toEqual(user.selectors[0]!.allowed)
    expect(again.selectors[0]!.future).toBe(user.selectors[0]!.future)
  })
})
