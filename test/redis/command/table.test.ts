import { describe, expect, it } from 'vitest'
import { arityFits, CommandTable } from '../../../src/redis/command/table.ts'
import { commands } from '../../../src/redis/commands/index.ts'

const table = new CommandTable(commands)

describe('the command table', () => {
  it('finds a command in any mixture of cases', () => {
    expect(table.get('get')?.fullName).toBe('get')
    expect(table.get('GeT')).toBe(table.get('get'))
    expect(table.get('GeT')).toBe(table.get('get'))
    expect(table.get('nosuch')).toBeUndefined()
    expect(table.get('')).toBeUndefined()
    expect(table.get('constructor')).toBeUndefined()
  })

  it('folds ASCII only: another byte is another name', () => {
    expect(table.get('\xc7ET')).toBeUndefined()
    expect(table.get('get\0')).toBeUndefined()
  })

  it('resolves a subcommand by the second argument', () => {
    expect(table.lookup(['CONFIG', 'Get', 'x'])?.fullName).toBe('config|get')
    expect(table.lookup(['config', 'nosuch'])).toBeUndefined()
    expect(table.lookup(['config'])?.fullName).toBe('config')
    expect(table.lookup(['get', 'config'])?.fullName).toBe('get')
    expect(table.lookup([])).toBeUndefined()
  })

  it('finds full names as COMMAND INFO does', () => {
    expect(table.findFullName('Config|GET')?.fullName).toBe('config|get')
    for (const none of ['a|b|c', '|', 'get|', 'get|x', 'config|', '|get', 'config|get|x', '']) {
      expect(table.findFullName(none)).toBeUndefined()
    }
  })

  it('remembers only so many spellings', () => {
    const own = new CommandTable(commands)
    const name = 'zrangebyscore'
    for (let n = 0; n < 5000; n++) {
      const spelled = [...name].map((c, i) => ((n >> i) & 1 ? c.toUpperCase() : c)).join('')
      expect(own.get(spelled)?.name).toBe(name)
    }
    const { spellings } = own as unknown as { spellings: Map<string, unknown> }
    expect(spellings.size).toBeLessThanOrEqual(1024)
  })

  it('lists containers before their subcommands, names in order', () => {
    const names = table.commands.map((c) => c.name)
    expect(names).toEqual([...names].sort())
    const all = table.all.map((c) => c.fullName)
    expect(all[all.indexOf('config') + 1]).toBe('config|get')
    expect(new Set(all).size).toBe(all.length)
  })

  it('counts arguments exactly or at least', () => {
    const get = table.get('get')!
    const mget = table.get('mget')!
    expect([1, 2, 3].map((n) => arityFits(get, n))).toEqual([false, true, false])
    expect([1, 2, 3].map((n) => arityFits(mget, n))).toEqual([false, true, true])
  })
})

describe('a renamed command', () => {
  const renamed = table.rename('FlushAll', 'Badger') as CommandTable

  it('answers to its new name only and calls itself what it did', () => {
    expect(renamed.get('flushall')).toBeUndefined()
    expect(renamed.get('BADGER')?.fullName).toBe('flushall')
    expect(renamed.commands).toHaveLength(table.commands.length)
    expect(renamed.original).toBe(table)
    expect(table.get('flushall')?.fullName).toBe('flushall')
  })

  it('is gone without a name, with its subcommands, but not from what ACL rules go by', () => {
    const without = renamed.rename('config', '') as CommandTable
    expect(without.lookup(['config', 'get'])).toBeUndefined()
    expect(without.commands).toHaveLength(table.commands.length - 1)
    expect(without.all.some(({ fullName }) => fullName === 'config|get')).toBe(false)
    expect(without.byCategory.get('admin')?.some(({ fullName }) => fullName === 'config|get')).toBe(true)
    expect(without.original.findFullName('config|get')).toBe(table.findFullName('config|get'))
  })

  it('needs a command, and a name no other has', () => {
    expect(table.rename('nope', 'x')).toBe('No such command in rename-command')
    expect(table.rename('get', 'SET')).toBe('Target command name already exists')
    expect(table.rename('get', 'GET')).toBeInstanceOf(CommandTable)
  })
})
