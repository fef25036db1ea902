/** The command table as a whole against the recorded one of redis-server 7.0.15. */
import { describe, expect, it } from 'vitest'
import type { RecordedInfo } from '../../conformance/command-fixtures.ts'
import { recordedDocs, recordedInfo, toRecorded, withoutProse } from '../../conformance/command-fixtures.ts'
import { Decoder } from '../../conformance/reply.ts'
import { startRedis } from '../harness.ts'

const redis = startRedis()
redis.command('HELLO 3')

const asked = (line: string) => toRecorded(new Decoder().push(redis.command(line))[0]!)

const info = recordedInfo()
const docs = recordedDocs()

/** Names of commands and subcommands, sorted. */
const namesOf = (entries: readonly RecordedInfo[]): string[] =>
  entries.flatMap((entry) => [entry[0], ...('~' in entry[9] ? [] : entry[9].map(([name]) => name))]).sort()

describe('the command table', () => {
  it('has 240 commands and no other than the real one', () => {
    expect(redis.command('COMMAND COUNT')).toBe(':240\r\n')
    const entries = asked('COMMAND') as unknown as RecordedInfo[]
    expect(entries.map(([name]) => name).sort()).toEqual(Object.keys(info).sort())
    expect((asked('COMMAND LIST') as string[]).sort()).toEqual(namesOf(Object.values(info)))
  })

  it('tells of each what the real one tells, subcommands included', () => {
    const entries = asked('COMMAND INFO') as unknown as RecordedInfo[]
    const ours = Object.fromEntries(entries.map((entry) => [entry[0], withoutProse(entry)]))
    expect(ours).toEqual(info)
  })

  it('documents each with the same parts', () => {
    const ours = Object.entries(asked('COMMAND DOCS') as Record<string, never>)
    expect(Object.fromEntries(ours.map(([name, doc]) => [name, withoutProse(doc)]))).toEqual(docs)
  })

  it('puts the same commands into each category', () => {
    const categories = asked('ACL CAT') as string[]
    expect(categories).toHaveLength(21)
    const all = Object.values(info).flatMap((entry) => [entry, ...('~' in entry[9] ? [] : entry[9])])
    for (const category of categories) {
      const real = all.filter(([, , , , , , acl]) => has(acl, category)).map(([name]) => name)
      expect((asked(`ACL CAT ${category}`) as string[]).sort(), category).toEqual(real.sort())
      const listed = asked(`COMMAND LIST FILTERBY ACLCAT ${category}`) as string[]
      expect(listed.sort(), category).toEqual(real.sort())
    }
  })
})

const has = (acl: RecordedInfo[6], category: string): boolean =>
  (acl as { '~': readonly string[] })['~'].includes(`+@${category}`)
