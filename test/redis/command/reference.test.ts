import { describe, expect, it } from 'vitest'
import type { ReferenceEntry } from '../../../src/redis/command/reference.ts'
import { commandReference } from '../../../src/redis/command/reference.ts'
import { CommandTable } from '../../../src/redis/command/table.ts'
import { commands } from '../../../src/redis/commands/index.ts'

const table = new CommandTable(commands)
const reference = commandReference(table)
const all = reference.flatMap((entry) => [entry, ...entry.subcommands])
const entry = (fullName: string): ReferenceEntry => all.find((one) => one.fullName === fullName)!

describe('the command reference', () => {
  it('has every command and subcommand once, each with its own address', () => {
    expect(all.map((one) => one.fullName)).toEqual(table.all.map((c) => c.fullName))
    expect(new Set(all.map((one) => one.slug)).size).toBe(all.length)
    for (const one of all) expect(one.slug).toMatch(/^[a-z][a-z-]*$/)
  })

  it('is plain data', () => {
    const defined = JSON.parse(JSON.stringify(reference)) as unknown
    expect(structuredClone(reference)).toEqual(reference)
    expect(reference).toEqual(defined)
  })

  it('tells what replaces a deprecated command', () => {
    const { deprecated } = entry('getset')
    expect(deprecated).toEqual({ since: '6.2.0', replacedBy: '`SET` with `GET`' })
    for (const one of all) if (one.deprecated) expect(one.deprecated.replacedBy).not.toBe('')
    expect(all.filter((one) => one.deprecated)).toHaveLength(17)
  })

  it('names subcommands as they are typed', () => {
    expect(entry('config|get')).toMatchObject({
      name: 'CONFIG GET',
      slug: 'config-get',
      syntax: 'CONFIG GET parameter [parameter ...]',
    })
    expect(entry('config').container).toBe(true)
    expect(entry('command').container).toBe(false)
  })
})
