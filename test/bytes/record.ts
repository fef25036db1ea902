/**
 * Records from a running redis-server 7.0 how it reads and prints numbers, matches patterns and splits lines:
 * `node test/bytes/record.ts 6379` writes recorded.json, which the tests beside this file are held against.
 * The server's keys are deleted.
 */
import { writeFileSync } from 'node:fs'
import net from 'node:net'
import { Redis } from 'ioredis'
import { RandomStream } from '../../src/bytes/random.ts'

const port = Number(process.argv[2] ?? 6379)
const redis = new Redis(port, '127.0.0.1')
const random = new RandomStream('recorded')

const text = (alphabet: string, most: number): string => {
  let s = ''
  for (let left = random.below(most + 1); left > 0; left--) s += alphabet[random.below(alphabet.length)]!
  return s
}

type Reply = string | number | null | Reply[]
const plain = (reply: unknown): Reply => {
  if (Buffer.isBuffer(reply)) return reply.toString('latin1')
  return Array.isArray(reply) ? reply.map(plain) : (reply as Reply)
}

/** The reply as byte strings; an error as undefined. */
const run = async (...args: string[]): Promise<Reply | undefined> => {
  const [command, ...rest] = args
  try {
    return plain(await redis.callBuffer(command!, ...rest.map((arg) => Buffer.from(arg, 'latin1'))))
  } catch {
    return undefined
  }
}

const oddFloats = [
  ...[
    'inf',
    '-inf',
    '+inf',
    'INF',
    'Infinity',
    '-infinity',
    'infinit',
    'infi',
    'nan',
    '-nan',
    'NaN',
    'nan(12)',
  ],
  ...[
    '',
    ' 1',
    '1 ',
    '\t1',
    '1\0',
    '+',
    '-',
    '.',
    '+.5',
    '5.',
    '-.',
    'e5',
    '1e',
    '1e+',
    '--1',
    '1_0',
    '1e1.5',
  ],
  ...[
    '0x',
    '0x.',
    '0x.8',
    '0xp1',
    '0x1p',
    '0x1.8p3',
    '0X1P-1',
    '0x1p-1074',
    '0x1p-1075',
    '0x1.8p-1075',
    '0b1',
  ],
  ...['1e400', '-1e400', '1e-400', '1e-310', '4.9e-324', '2.4e-324', '2.5e-324', '1.7976931348623158e308'],
  ...[
    '1.7976931348623159e308',
    '0e999999',
    '1e99999999999999999999',
    '0e-99999999999999',
    '1e-5000',
    '1e5000',
  ],
  ...['1e4932', '1.2e4932', '1e-4951', '1e-4950', '3.6e-4951', '0x1p16383', '0x1p16384', '0x1p-16445'],
  ...[
    '0x1p-16446',
    '0x1.8p-16446',
    '0.1',
    '3',
    '3.0',
    '1e20',
    '1e21',
    '123456789012345678',
    '100000',
    '1e17',
  ],
  ...[
    '0.0001',
    '0.00001',
    '1125899906842624.125',
    '1125899906842624.375',
    '9007199254740993',
    '0.30000000000000004',
  ],
  ...['3.10000000000000001', '5.0e3', '-0', '-0.0', '00012', '+7', '1.5', '2.675', '99999999999999999.5'],
]

const randomFloat = (): string => {
  const sign = random.below(2) === 0 ? '' : '-'
  switch (random.below(5)) {
    case 0:
      return sign + text('0123456789', 20) + '.' + text('0123456789', 22)
    case 1:
      return sign + text('123456789', 18) + 'e' + String(random.below(120) - 60)
    case 2:
      return `${sign}0x${text('0123456789abcdef', 18)}.${text('0123456789abcdef', 6)}p${random.below(200) - 100}`
    case 3:
      return sign + String(random.below(100000) / 1000)
    default:
      return text('0123456789+-.eExX', 7)
  }
}

const floats = [...oddFloats, ...Array.from({ length: 150 }, randomFloat)]

const scores = async () => {
  const rows: (string | null)[][] = []
  for (const input of floats) {
    await run('FLUSHALL')
    // A long member makes a skiplist: a listpack keeps -0 as the integer 0.
    const member = 'm'.repeat(100)
    const added = await run('ZADD', 'z', input, member)
    rows.push([input, added === undefined ? null : ((await run('ZSCORE', 'z', member)) as string)])
  }
  return rows
}

const marks = ['-inf', '-1e300', '-1', '-0.5', '0', '5e-324', '1', '12', '100.5', '1e20', '1e308', 'inf']

const bounds = async () => {
  await run('FLUSHALL')
  for (const mark of marks) await run('ZADD', 'z', mark, mark)
  const rows: (string | number | null)[][] = []
  for (const input of floats)
    rows.push([input, ((await run('ZCOUNT', 'z', '-inf', input)) ?? null) as number | null])
  return { marks, rows }
}

const increments = async () => {
  const rows: (string | null)[][] = []
  const pairs = floats.map((a) => [a, floats[random.below(floats.length)]!] as const)
  const decimals = Array.from({ length: 120 }, () => [
    String(random.below(100000) / 1000),
    String((random.below(200000) - 100000) / 700),
  ])
  for (const [a, b] of [
    ...pairs,
    ...decimals,
    ['0.1', '0.2'],
    ['3.1', '0.00000000000000001'],
    ['-0', '-0'],
  ]) {
    await run('SET', 'f', a!)
    await run('DEL', 'h')
    await run('HSET', 'h', 'f', a!)
    const sum = (await run('INCRBYFLOAT', 'f', b!)) ?? null
    const inHash = (await run('HINCRBYFLOAT', 'h', 'f', b!)) ?? null
    rows.push([a!, b!, sum as string | null, inHash as string | null])
  }
  return rows
}

const patterns = async () => {
  await run('FLUSHALL')
  const alphabet = 'abAB*?[]^-\\\x80\xffz'
  const keys = [...new Set(Array.from({ length: 60 }, () => text(alphabet, 5)))].sort()
  for (const key of keys) await run('SET', key, '1')
  const rows: [string, number[]][] = []
  const tried = Array.from({ length: 500 }, (_, i) => text(i % 2 ? alphabet : 'ab*?[]^-\\*[', 8))
  for (const pattern of [
    ...tried,
    'a*',
    '[^a-z]*',
    '[z-a]?',
    '*[',
    '[a',
    '[^',
    '\\',
    '*\\',
    '[a-',
    'a[b\\]]',
  ]) {
    if (pattern === '*') continue
    const found = (await run('KEYS', pattern)) as string[]
    rows.push([pattern, found.map((key) => keys.indexOf(key)).sort((a, b) => a - b)])
  }
  return { keys, rows }
}

const unsigned = async () => {
  const rows: (string | null)[][] = []
  const inputs = [
    '0',
    '01',
    '+1',
    ' 1',
    '1 ',
    '-1',
    '-01',
    '--1',
    '',
    '18446744073709551615',
    '18446744073709551616',
  ]
  inputs.push(
    '018446744073709551615',
    '9223372036854775808',
    '-9223372036854775808',
    '-9223372036854775809',
    '1\0x',
  )
  for (let i = 0; i < 40; i++) inputs.push(text('-+ 0123456789', 5))
  for (const input of inputs) {
    await run('DEL', 's')
    const id = (await run('XADD', 's', `1-${input}`, 'a', 'b')) as string | undefined
    rows.push([input, id === undefined ? null : id.slice(2)])
  }
  return rows
}

const memory = async () => {
  const rows: (string | null)[][] = []
  const inputs = [
    '',
    'mb',
    '-1',
    '1.5gb',
    '0x10',
    '+5',
    '1 kb',
    '1t',
    '18446744073709551615',
    '18446744073709551616',
  ]
  for (const unit of ['', 'b', 'k', 'kb', 'm', 'mb', 'g', 'gb', 'B', 'K', 'kB', 'M', 'Mb', 'G', 'GB']) {
    inputs.push(`3${unit}`, `${random.below(100000)}${unit}`, `99999999999${unit}`)
  }
  for (const input of inputs) {
    const set = await run('CONFIG', 'SET', 'maxmemory', input)
    rows.push([input, set === undefined ? null : ((await run('CONFIG', 'GET', 'maxmemory')) as string[])[1]!])
    await run('CONFIG', 'SET', 'maxmemory', '0')
  }
  return rows
}

/** Sends a line as an inline command; false when the server hangs up over it. */
const inline = (line: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${line}\n`, 'latin1'))
    socket.once('data', (data) => {
      resolve(!data.toString('latin1').startsWith('-ERR Protocol'))
      socket.destroy()
    })
  })

const lines = async () => {
  const rows: [string, string[] | null][] = []
  const inputs = [
    'a b',
    '"a b" c',
    "'it\\'s'",
    '"\\x41\\n\\q"',
    '"open',
    "'open",
    '"a"b',
    'a"b c"',
    '"\\xzz"',
    '"" \'\'',
  ]
  for (let i = 0; i < 150; i++) inputs.push(text('ab "\'\\xnrtgf09\t\x0b\x01', 12))
  for (const input of inputs) {
    await run('DEL', 'l')
    const accepted = await inline(`RPUSH l ${input}`)
    rows.push([input, accepted ? ((await run('LRANGE', 'l', '0', '-1')) as string[]) : null])
  }
  return rows
}

const checksums = async () => {
  const rows: string[] = []
  for (let i = 0; i < 20; i++) {
    await run('SET', 'x', text('abc\x00\xff', 120))
    rows.push((await run('DUMP', 'x')) as string)
  }
  return rows
}

const recorded = {
  scores: await scores(),
  bounds: await bounds(),
  increments: await increments(),
  patterns: await patterns(),
  unsigned: await unsigned(),
  memory: await memory(),
  lines: await lines(),
  checksums: await checksums(),
}

/** JSON in ASCII with one row per line. */
const print = (value: unknown): string => {
  if (Array.isArray(value)) return `[\n${value.map((row) => JSON.stringify(row)).join(',\n')}\n]`
  const fields = Object.entries(value as object).map(
    ([name, field]) => `${JSON.stringify(name)}: ${print(field)}`,
  )
  return `{\n${fields.join(',\n')}\n}`
}
const escape = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
writeFileSync(
  new URL('recorded.json', import.meta.url),
  `${print(recorded).replace(/[\x7f-\uffff]/g, escape)}\n`,
)
redis.disconnect()
