import { describe, expect, it } from 'vitest'
import type { Client } from '../../../../src/redis/clients/client.ts'
import { CommandError } from '../../../../src/redis/command/errors.ts'
import { CommandTable } from '../../../../src/redis/command/table.ts'
import { commands } from '../../../../src/redis/commands/index.ts'
import { ReplyWriter } from '../../../../src/resp/reply-writer.ts'
import { recordedInfo } from '../../../conformance/command-fixtures.ts'
import type { Aggregate, Reply } from '../../../conformance/reply.ts'
import { Decoder } from '../../../conformance/reply.ts'

const table = new CommandTable(commands)

/** What `line` replies, or the error it throws. COMMAND asks its client for nothing but reply and table. */
const run = (line: string): Reply => {
  const reply = new ReplyWriter()
  const argv = line.split(' ')
  const client = { reply, server: { commands: table } } as unknown as Client
  try {
    table.lookup(argv)!.run!(client, argv)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    return { type: 'error', text: error.text }
  }
  const replies = new Decoder().push(reply.take().join(''))
  expect(replies).toHaveLength(1)
  return replies[0]!
}

const texts = (line: string): string[] => {
  const reply = run(line) as Aggregate
  return reply.items.map((item) => (item as { text: string }).text)
}

describe('COMMAND', () => {
  it('counts and describes commands, not subcommands', () => {
    expect(run('COMMAND COUNT')).toEqual({ type: 'integer', text: String(table.commands.length) })
    expect(run('COMMAND')).toEqual(run('COMMAND INFO'))
    expect((run('COMMAND') as Aggregate).items).toHaveLength(table.commands.length)
  })

  it('INFO answers nil for names it does not know and keeps the order asked for', () => {
    const { items } = run('command info GET nosuch config|get get|x get') as Aggregate
    const first = items.map((item) =>
      item.type === 'array' ? (item.items[0] as { text: string }).text : item.type,
    )
    expect(first).toEqual(['get', 'nil', 'config|get', 'nil', 'get'])
  })

  it('DOCS leaves unknown names out and repeats what is asked twice', () => {
    const { items } = run('COMMAND DOCS nosuch config|get CONFIG|GET') as Aggregate
    expect([items[0], items[2]]).toEqual([
      { type: 'bulk', text: 'config|get' },
      { type: 'bulk', text: 'config|get' },
    ])
    expect(items).toHaveLength(4)
    expect((run('COMMAND DOCS') as Aggregate).items).toHaveLength(2 * table.commands.length)
  })

  it('LIST names subcommands, too', () => {
    expect(texts('COMMAND LIST')).toEqual(table.all.map((c) => c.fullName))
    expect(texts('COMMAND LIST FilterBy pattern CONFIG|[gs]et')).toEqual(['config|get', 'config|set'])
    expect(texts('COMMAND LIST FILTERBY MODULE json')).toEqual([])
    expect(texts('COMMAND LIST FILTERBY ACLCAT nosuch')).toEqual([])
  })

  it('LIST filters by ACL category as COMMAND INFO tells it', () => {
    const inCategory = Object.values(recordedInfo())
      .filter(([name]) => table.get(name) !== undefined && table.get(name)!.subcommands === undefined)
      .filter(([, , , , , , acl]) => (acl as unknown as { '~': string[] })['~'].includes('+@transaction'))
      .map(([name]) => name)
    expect(texts('COMMAND LIST FILTERBY ACLCAT Transaction')).toEqual(inCategory.sort())
    expect(inCategory).toHaveLength(5)
  })

  it.each(['x', 'FILTERBY PATTERN', 'FILTERBY x y', 'FILTERBY PATTERN a b', 'x PATTERN a'])(
    'LIST %s is a syntax error',
    (rest) => {
      expect(run(`COMMAND LIST ${rest}`)).toEqual({ type: 'error', text: 'ERR syntax error' })
    },
  )

  it('GETKEYS picks the keys, GETKEYSANDFLAGS says what for', () => {
    expect(texts('COMMAND GETKEYS MSET a 1 b 2')).toEqual(['a', 'b'])
    const flags = { type: 'array', items: ['OW', 'update'].map((text) => ({ type: 'status', text })) }
    expect(run('COMMAND GETKEYSANDFLAGS set a b')).toEqual({
      type: 'array',
      items: [{ type: 'array', items: [{ type: 'bulk', text: 'a' }, flags] }],
    })
    expect(run('COMMAND GETKEYS config|get x')).toEqual({
      type: 'error',
      text: 'ERR Invalid command specified',
    })
  })

  it('HELP has the frame of every HELP', () => {
    const { items } = run('COMMAND HELP') as Aggregate
    const lines = items.map((item) => (item as { text: string }).text)
    expect(new Set(items.map((item) => item.type))).toEqual(new Set(['status']))
    expect(lines[0]).toBe('COMMAND <subcommand> [<arg> [value] [opt] ...]. Subcommands are:')
    expect(lines.slice(-2)).toEqual(['HELP', '    Prints this help.'])
  })
})
