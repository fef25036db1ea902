/**
 * Data sets of all types and encodings, and what redis-server 7.0.15 said of them: by how much used_memory grew, and
 * MEMORY USAGE of a key with all its elements looked at. `measure` asks a server anew.
 */
import type { Target, TargetClient } from '../../conformance/target.ts'

export interface DataSet {
  readonly name: string
  readonly commands: () => Iterable<readonly string[]>
  /** Recorded bytes. */
  readonly grown: number
  readonly key: string
  readonly usage: number
}

function* times(n: number, argv: (i: number) => readonly string[]): Generator<readonly string[]> {
  for (let i = 0; i < n; i++) yield argv(i)
}

const each = (n: number, argv: (i: number) => readonly string[]) => () => times(n, argv)

const padded = (i: number): string => `key:${String(i).padStart(12, '0')}`

function* pending(): Generator<readonly string[]> {
  yield* times(5000, entry)
  yield ['XGROUP', 'CREATE', 's', 'g', '0']
  yield* times(200, (i) => ['XREADGROUP', 'GROUP', 'g', `c${i % 5}`, 'COUNT', '10', 'STREAMS', 's', '>'])
}

const entry = (i: number): readonly string[] => [
  'XADD',
  's',
  `${1_700_000_000_000 + Math.floor(i / 50)}-${i % 50}`,
  'field',
  `value${i}`,
]

/** [name, commands, key, recorded growth, recorded usage] */
const rows: readonly (readonly [string, DataSet['commands'], string, number, number])[] = [
  ['strings of 4 bytes', each(20_000, (i) => ['SET', padded(i), `v${String(i % 1000).padStart(3, '0')}`]), padded(7), 2_207_856, 88],
  ['small integers', each(20_000, (i) => ['SET', padded(i), String(i % 10_000)]), padded(7), 1_567_856, 72],
  ['large integers', each(20_000, (i) => ['SET', padded(i), String(i + 1e10)]), padded(7), 1_886_832, 72],
  ['strings of 100 bytes', each(20_000, (i) => ['SET', `long:${i}`, 'x'.repeat(100)]), 'long:7', 3_806_752, 160],
  ['strings of 1000 bytes', each(5000, (i) => ['SET', `page:${i}`, 'x'.repeat(1000)]), 'page:7', 5_530_144, 1072],
  ['keys with an expiry', each(20_000, (i) => ['SETEX', `ttl:${i}`, '1000', `v${i}`]), 'ttl:7', 2_789_200, 64],
  ['small lists', each(5000, (i) => ['RPUSH', `l:${i}`, 'one', 'two', 'three']), 'l:7', 1_010_224, 160],
  ['a list of 20,000 items', each(20_000, (i) => ['RPUSH', 'l', `item:${i}`]), 'l', 256_696, 230_704],
  ['a list of large items', each(1000, (i) => ['LPUSH', 'l', `${i}${'x'.repeat(3000)}`]), 'l', 3_120_824, 3_092_088],
  ['small hashes', each(5000, (i) => ['HSET', `h:${i}`, 'name', `user${i}`, 'age', '33', 'mail', `user${i}@example.com`]), 'h:7', 690_224, 112],
  ['a hash of 20,000 fields', each(20_000, (i) => ['HSET', 'h', `field:${i}`, `value:${i}`]), 'h', 1_699_080, 1_513_320],
  ['sets of integers', each(5000, (i) => ['SADD', `i:${i}`, '1', '20', '300']), 'i:7', 451_248, 64],
  ['a set of 500 integers', each(500, (i) => ['SADD', 'i', String(i * 1000)]), 'i', 27_848, 2096],
  ['small sets', each(5000, (i) => ['SADD', `s:${i}`, 'one', 'two', 'three']), 's:7', 1_451_248, 232],
  ['a set of 20,000 members', each(20_000, (i) => ['SADD', 's', `member:${i}`]), 's', 1_378_056, 1_193_320],
  ['small sorted sets', each(5000, (i) => ['ZADD', `z:${i}`, '1', 'a', '2.5', 'b', '3', 'c']), 'z:7', 531_248, 80],
  ['a sorted set of 20,000 members', each(20_000, (i) => ['ZADD', 'z', String(i * 7), `m:${i}`]), 'z', 2_368_920, 2_184_184],
  ['small streams', each(1000, (i) => ['XADD', `t:${i}`, '1-1', 'f', 'v']), 't:7', 4_345_904, 4728],
  ['a stream of 20,000 entries', each(20_000, entry), 's', 449_016, 513_296],
  ['a stream with pending entries', pending, 's', 359_952, 1_338_226],
  ['a bitmap', each(1, () => ['SETBIT', 'bits', '1000000', '1']), 'bits', 155_848, 131_120],
  ['a HyperLogLog', each(5000, (i) => ['PFADD', 'hll', `user:${i}`]), 'hll', 40_400, 14_384],
] // prettier-ignore

export const dataSets: readonly DataSet[] = rows.map(([name, commands, key, grown, usage]) => ({
  name,
  commands,
  key,
  grown,
  usage,
}))

const ask = async (target: Target, client: TargetClient, argv: readonly string[]): Promise<string> => {
  client.send(request(argv))
  await target.settle(() => client.waiting > 0, { quiet: 10_000 })
  const reply = client.take()[0]!
  return 'text' in reply ? String(reply.text) : 'value' in reply ? String(reply.value) : ''
}

const request = (argv: readonly string[]): string =>
  `*${argv.length}\r\n${argv.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`

const used = async (target: Target, client: TargetClient): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await ask(target, client, ['INFO', 'memory']))![1])

/** What a fresh server says of a data set: growth and usage, bytes. */
export const measure = async (target: Target, { commands, key }: DataSet) => {
  const watcher = await target.client()
  await target.sleep(200)
  await used(target, watcher)
  const before = await used(target, watcher)
  const loader = await target.client()
  let count = 0
  let batch = ''
  const send = async (): Promise<void> => {
    loader.send(batch)
    batch = ''
    await target.settle(() => loader.waiting >= count, { quiet: 10_000 })
    loader.take()
    count = 0
  }
  for (const argv of commands()) {
    batch += request(argv)
    if (++count === 500) await send()
  }
  await send()
  loader.close()
  await target.sleep(300)
  const grown = (await used(target, watcher)) - before
  return { grown, usage: Number(await ask(target, watcher, ['MEMORY', 'USAGE', key, 'SAMPLES', '0'])) }
}
