/**
 * `node test/conformance/record-commands.ts`: asks a real redis-server what COMMAND, COMMAND DOCS and
 * COMMAND GETKEYSANDFLAGS tell of its commands, and redis-cli for their syntax lines, and writes the answers
 * to `fixtures/`, without the prose: where Redis has a summary, a complexity, a note or a change in the
 * history, `true` stands for it.
 *
 * Replies become JSON so: a bulk string a string, a status a string with `+` before it, a set
 * `{ "~": [...] }`, a map an object. Subcommands, whose order is random, are sorted by name.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Recorded, RecordedInfo } from './command-fixtures.ts'
import { toRecorded, withoutProse } from './command-fixtures.ts'
import { RealServer } from './real-server.ts'
import type { Reply } from './reply.ts'
import type { TargetClient } from './target.ts'

const encode = (argv: readonly string[]): string =>
  `*${argv.length}\r\n${argv.map((arg) => `$${arg.length}\r\n${arg}\r\n`).join('')}`

const ask = async (
  server: RealServer,
  client: TargetClient,
  calls: readonly (readonly string[])[],
): Promise<Reply[]> => {
  client.send(calls.map(encode).join(''))
  await server.settle(() => client.waiting >= calls.length, { quiet: 5000 })
  const replies = client.take()
  if (replies.length !== calls.length) throw new Error(`${replies.length} replies to ${calls.length} calls`)
  return replies
}

const sortedByName = (entries: readonly (readonly [string, Recorded])[]): Record<string, Recorded> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))

const subcommandsOf = ([, , , , , , , , , list]: RecordedInfo): readonly RecordedInfo[] =>
  '~' in list ? [] : list

/** Lengths and shapes of calls that show where a command's keys are: words, then counts of 1 and 2. */
const callsOf = ({ name, arity }: { name: string; arity: number }): string[][] => {
  const parts = name.split('|')
  const least = Math.max(Math.abs(arity), 2)
  const lengths = arity > 0 ? [least] : [least, least + 1, least + 3]
  const words = (length: number, word: (i: number) => string): string[] =>
    Array.from({ length }, (_, i) => parts[i] ?? word(i))
  return lengths.flatMap((n) => [words(n, (i) => `k${i}`), words(n, () => '1'), words(n, () => '2')])
}

/** Calls in which a key's place or use depends on words, or whose counts are odd. */
const SPECIAL = [
  'set k v get', 'set k get', 'set k v EX 1 GeT', 'SET k v nx', 'sort k by store get x store d STORE e',
  'sort k limit store 1 store d', 'sort k store', 'sort k desc alpha', 'sort_ro k by x store d',
  'mset a 1 b 2 c', 'msetnx a 1 b 2', 'zunion 2x a b', 'zunion 0 a', 'zunion -1 a', 'zunion 4294967297 a',
  'zunionstore d 2 a b weights 1 2', 'zunionstore d 3 a b', 'zunionstore d 2x a b', 'zunionstore d x a b',
  'zinterstore d 1 a aggregate max', 'zdiffstore d 02 a b', 'zdiff 02 a b', 'zinter 2 a b withscores',
  'zintercard 2 a b limit 1', 'sintercard 3 a b', 'sintercard 2 a b', 'lmpop 2 a b left', 'lmpop 2z a b left',
  'lmpop 9999999999 a left', 'lmpop 99999999999999999999 a left', 'blmpop 0 2 a b right', 'blmpop 0 2q a b right',
  'zmpop 1 a min', 'zmpop +1 a min', 'bzmpop 0 1 a max', 'bzmpop 0 2 a max', 'bzmpop 0 +2 a b max',
  'blpop a b c 0', 'bzpopmin a b 1.5', 'rename a b', 'copy a b replace', 'lcs a b idx',
  'object encoding k', 'OBJECT Freq k', 'object', 'config', 'config nosuch x', 'config|get x y', 'nosuch a b',
  'get', 'get a b', 'ping x y', 'config get x', 'wait 1 1', 'watch a b', 'eval s 0', 'eval s 2 a',
].map((line) => line.split(' ')) // prettier-ignore

const answer = (reply: Reply): string => {
  if (reply.type === 'error') return `-${reply.text}`
  const keys = toRecorded(reply) as [string, { '~': string[] }][]
  return keys.map(([key, flags]) => [key, ...flags['~'].map((flag) => flag.slice(1))].join(' ')).join('; ')
}

/** The line that redis-cli's HELP begins with. */
const helpSyntax = (port: number, words: readonly string[]): string => {
  const { stdout } = spawnSync('redis-cli', ['-p', String(port), 'help', ...words], { encoding: 'utf8' })
  const lines = stdout.split('\n').map((line) => stripColours(line).trim())
  return lines.find((line) => line !== '') ?? ''
}

const stripColours = (line: string): string =>
  line
    .split('\x1b[')
    .map((part, i) => (i === 0 ? part : part.slice(part.indexOf('m') + 1)))
    .join('')

const write = (name: string, data: unknown): void =>
  writeFileSync(
    fileURLToPath(new URL(`fixtures/${name}.json`, import.meta.url)),
    // One line for each command: a change shows as one changed line.
    JSON.stringify(data, null, 1)
      .replaceAll(/\n {2,}/g, ' ')
      .replaceAll(/\n (?=[\]}],?\n)/g, ' ') + '\n',
  )

const server = await RealServer.start([])
try {
  const client = await server.client()
  const [, infoReply, docsReply] = await ask(server, client, [
    ['HELLO', '3'],
    ['COMMAND'],
    ['COMMAND', 'DOCS'],
  ])
  const info = toRecorded(infoReply!) as RecordedInfo[]
  write('command-info', sortedByName(info.map((entry) => [entry[0], withoutProse(entry)])))
  const docs = toRecorded(docsReply!) as Record<string, Recorded>
  write('command-docs', sortedByName(Object.entries(docs).map(([name, doc]) => [name, withoutProse(doc)])))

  const named = info
    .flatMap((entry) => [entry, ...subcommandsOf(entry)])
    .map(([name, arity]) => ({ name, arity }))
  const calls = [...named.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(callsOf), ...SPECIAL]
  const long = calls.filter((call) => call.length >= 2)
  const replies = await ask(
    server,
    client,
    long.map((call) => ['COMMAND', 'GETKEYSANDFLAGS', ...call]),
  )
  const answers = long.map((call, i) => [call.join(' '), answer(replies[i]!)] as const)
  const special = new Set(SPECIAL.map((call) => call.join(' ')))
  const telling = answers.filter(
    ([call, text]) => special.has(call) || !text.startsWith('-ERR The command has'),
  )
  write('command-getkeys', Object.fromEntries(telling))
  const syntax = named.map(({ name }) => [name, helpSyntax(server.port, name.split('|'))] as const)
  write('command-syntax', sortedByName(syntax))
} finally {
  await server.close()
}
