/** COMMAND DOCS of redis-server 7.0.15 for some commands, without its prose, and what redis-cli makes of them. */
import { readFileSync } from 'node:fs'
import type { Reply } from '../../../src/resp/reply-decoder.ts'
import { readDocs } from '../../../src/tools/redis-cli/help.ts'

type Json = string | number | Json[] | { [name: string]: Json }

const fixture = JSON.parse(readFileSync(new URL('fixtures/command-docs.json', import.meta.url), 'utf8')) as {
  docs: Record<string, Record<string, Json>>
  params: Record<string, string>
}

const bulk = (text: string): Reply => ({ type: 'bulk', text })

const reply = (value: Json, protocol: 2 | 3, inFlags = false): Reply => {
  if (typeof value === 'number') return { type: 'integer', value }
  if (typeof value === 'string') return inFlags ? { type: 'status', text: value } : bulk(value)
  if (Array.isArray(value))
    return { type: 'array', items: value.map((item) => reply(item, protocol, inFlags)) }
  const entries = Object.entries(value).map(
    ([name, item]) => [bulk(name), reply(item, protocol, name === 'flags')] as const,
  )
  return protocol === 3 ? { type: 'map', entries } : { type: 'array', items: entries.flat() }
}

/** The reply to COMMAND DOCS. */
export const commandDocs = (protocol: 2 | 3): Reply =>
  reply(
    Object.fromEntries(
      Object.entries(fixture.docs).map(([name, doc]) => [name, { summary: `About ${name}`, ...doc }]),
    ),
    protocol,
  )

export const commands = readDocs(commandDocs(3))

/** The arguments of each command as `help` of the real redis-cli prints them. */
export const params = fixture.params
