import { describe, expect, it } from 'vitest'
import { writeCommandDocs, writeCommandInfo } from '../../../src/redis/command/introspection.ts'
import { CommandTable } from '../../../src/redis/command/table.ts'
import { commands } from '../../../src/redis/commands/index.ts'
import { ReplyWriter } from '../../../src/resp/reply-writer.ts'
import type { Recorded, RecordedInfo } from '../../conformance/command-fixtures.ts'
import { recordedDocs, recordedInfo, toRecorded, withoutProse } from '../../conformance/command-fixtures.ts'
import { Decoder } from '../../conformance/reply.ts'

const table = new CommandTable(commands)
const info = recordedInfo()
const docs = recordedDocs()

/** What `write` replies to a RESP3 client, in the form of the fixtures. */
const replied = (write: (reply: ReplyWriter) => void): Recorded[] => {
  const reply = new ReplyWriter()
  reply.protocol = 3
  write(reply)
  const decoded = new Decoder().push(reply.take().join(''))
  return decoded.map((one) => withoutProse(toRecorded(one)))
}

const declared = new Set(table.all.map((c) => c.fullName))

/** A recorded entry without the subcommands that this server doesn't have. */
const knownInfo = (entry: RecordedInfo): Recorded => {
  const [subcommands] = entry.slice(9) as [RecordedInfo[9]]
  if ('~' in subcommands) return entry as Recorded
  return [...entry.slice(0, 9), subcommands.filter(([name]) => declared.has(name))] as Recorded
}

const knownDocs = (entry: Recorded): Recorded => {
  const doc = entry as Record<string, Recorded>
  if (doc['subcommands'] === undefined) return doc
  const known = Object.entries(doc['subcommands'] as object).filter(([name]) => declared.has(name))
  return { ...doc, subcommands: Object.fromEntries(known) as Recorded }
}

describe('COMMAND INFO and COMMAND DOCS against redis-server 7.0.15', () => {
  it.each(table.commands)('$name', (command) => {
    expect(info[command.name]).toBeDefined()
    const [entry] = replied((reply) => writeCommandInfo(reply, command))
    expect(entry).toEqual(knownInfo(info[command.name]!))
    const [name, doc] = replied((reply) => writeCommandDocs(reply, command))
    expect(name).toBe(command.name)
    // Order counts, too: toEqual alone would let keys of a map trade places.
    expect(JSON.stringify(doc)).toBe(JSON.stringify(knownDocs(docs[command.name]!)))
  })

  it('answers nil for a name it does not know', () => {
    expect(replied((reply) => writeCommandInfo(reply, table.findFullName('get|x')))).toEqual([null])
  })

  it('declares every subcommand as part of its container', () => {
    const names = table.all.filter((c) => c.parent !== undefined).map((c) => c.fullName)
    for (const name of names) expect(docs[name.split('|')[0]!]).toHaveProperty(['subcommands', name])
    expect(names.length).toBeGreaterThan(30)
  })
})

describe('what is told in words', () => {
  const texts = table.all.flatMap((c) => [c.summary, ...(c.history ?? []).map(([, change]) => change)])

  it('is a sentence that fits a line of HELP', () => {
    for (const text of texts) {
      expect(text).toMatch(/^[A-Z`].*\.$/)
      expect(text.length).toBeLessThanOrEqual(110)
    }
  })

  it('does not say the same of two commands', () => {
    const summaries = table.all.map((c) => c.summary)
    const twice = summaries.filter((summary, i) => summaries.indexOf(summary) !== i)
    expect(twice).toEqual([])
  })
})
