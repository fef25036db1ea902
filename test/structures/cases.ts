import { RandomStream } from '../../src/bytes/random.ts'

/*
 * What is done both to a real redis-server (record.ts) and to src/structures (the tests), so that only results
 * need recording.
 */

const integersAround = (...edges: bigint[]): string[] =>
  edges.flatMap((edge) => [String(edge - 1n), String(edge), String(edge + 1n)])

const stringOfLength = (length: number): string => {
  let out = ''
  for (let i = 0; i < length; i++) out += String.fromCharCode((i * 7 + length) & 255)
  return out
}

/** Fields and values of hashes that Redis holds as listpacks: every encoding and both sides of every limit. */
export const listpackCases: Record<string, string[]> = {
  'small integers': ['0', '127', '128', '-1', '1', '4095', '4096', '-4096', '-4097', '5'],
  'integer limits': integersAround(-(2n ** 15n), 2n ** 15n - 1n, -(2n ** 23n), 2n ** 23n - 1n),
  'wide integer limits': integersAround(-(2n ** 31n), 2n ** 31n - 1n, 2n ** 53n, -(2n ** 53n)),
  'the 64-bit limits': integersAround(-(2n ** 63n), 2n ** 63n - 1n),
  'not quite integers': [
    '-0',
    '00',
    '01',
    '+1',
    ' 1',
    '1 ',
    '1.0',
    '-',
    '',
    'a',
    '1e3',
    '-01',
    '9'.repeat(20),
    'z',
  ],
  'short strings': [62, 63, 64, 65, 124, 125, 126, 127, 128, 129].map(stringOfLength),
  'strings around 4096 bytes': [4094, 4095, 4096, 4097].map(stringOfLength),
  'strings around 16383 bytes': [16376, 16377, 16378, 16379].map(stringOfLength),
  'strings around 2 MB': [2097144, 2097145, 2097146, 2097147].map(stringOfLength),
}

/** Members of sets of integers. */
export const intsetCases: Record<string, string[]> = {
  'two bytes': ['5', '-3', '32767', '-32768', '0'],
  'four bytes': ['5', '32768', '-2147483648', '2147483647', '-32769', '1'],
  'eight bytes': ['1', '2147483648', '9223372036854775807', '-9223372036854775808', '9007199254740993', '-1'],
}

export type ListOp =
  | ['LPUSH' | 'RPUSH', ...string[]]
  | ['LPOP' | 'RPOP']
  | ['LINSERT', 'BEFORE' | 'AFTER', string, string]
  | ['LSET', number, string]
  | ['LREM', number, string]
  | ['LTRIM', number, number]

export interface ListCase {
  name: string
  /** list-max-listpack-size */
  fill: number
  /** DEBUG QUICKLIST-PACKED-THRESHOLD; 0 is the default. */
  threshold: number
  ops: ListOp[]
}

const randomValue = (random: RandomStream, longest: number): string => {
  const kind = random.below(4)
  if (kind === 0) return String(random.below(10 ** (1 + random.below(9))))
  if (kind === 1) return String.fromCharCode(97 + random.below(4))
  return stringOfLength(1 + random.below(longest))
}

/** Random commands that leave a list of some dozens to hundreds of elements. */
const randomOps = (seed: string, count: number, longest: number): ListOp[] => {
  const random = new RandomStream(seed)
  const value = (): string => randomValue(random, longest)
  const ops: ListOp[] = []
  for (let i = 0; i < 60; i++) ops.push(['RPUSH', value(), 'a'], ['LPUSH', 'b', value()])
  const makers: (() => ListOp)[] = [
    () => [random.below(2) === 0 ? 'LPUSH' : 'RPUSH', value(), value()],
    () => [random.below(2) === 0 ? 'LPOP' : 'RPOP'],
    () => ['LINSERT', 'BEFORE', 'abcd'.charAt(random.below(4)), value()],
    () => ['LINSERT', 'AFTER', 'abcd'.charAt(random.below(4)), value()],
    () => ['LSET', random.below(60) - 30, value()],
    () => ['LSET', random.below(200), 'c'],
    () => ['LREM', random.below(5) - 2, 'abcd'.charAt(random.below(4))],
    () => ['LTRIM', random.below(3), -1 - random.below(3)],
  ]
  for (let i = 0; i < count; i++) ops.push((makers[random.below(makers.length)] as () => ListOp)())
  return ops
}

const pushes = (command: 'LPUSH' | 'RPUSH', count: number, value: (i: number) => string): ListOp[] =>
  Array.from({ length: count }, (_, i) => [command, value(i)])

const patterns: ListCase[] = [
  { name: 'integers at the tail', fill: -2, threshold: 0, ops: pushes('RPUSH', 5000, String) },
  { name: 'integers at the head', fill: -1, threshold: 0, ops: pushes('LPUSH', 5000, String) },
  { name: '10-byte strings', fill: -2, threshold: 0, ops: pushes('RPUSH', 3000, (i) => `value:${1000 + i}`) },
  { name: 'four a node', fill: 4, threshold: 0, ops: pushes('RPUSH', 103, String) },
  { name: 'one a node', fill: 1, threshold: 0, ops: pushes('LPUSH', 17, String) },
  { name: 'a fill of zero', fill: 0, threshold: 0, ops: pushes('LPUSH', 17, String) },
  {
    name: 'elements over the limit',
    fill: 128,
    threshold: 0,
    ops: pushes('RPUSH', 9, () => stringOfLength(9000)),
  },
  {
    name: 'a size that just fits',
    fill: -1,
    threshold: 0,
    ops: pushes('RPUSH', 40, () => stringOfLength(1017)),
  },
  {
    name: 'a size that just does not',
    fill: -1,
    threshold: 0,
    ops: pushes('RPUSH', 40, () => stringOfLength(1018)),
  },
]

/** Two bytes around the size at which a second element no longer fits under a limit on elements. */
const safetyLimit: ListCase[] = [4172, 4173, 4174, 4175].map((length) => ({
  name: `${length} bytes after 4000, a hundred a node`,
  fill: 100,
  threshold: 0,
  ops: [
    ['RPUSH', stringOfLength(4000)],
    ['RPUSH', stringOfLength(length)],
  ],
}))

/** The second node is split after its first element, which may just be merged with the first node, or just not. */
const merges: ListCase[] = [3062, 3063, 3064, 3065, 3066, 3067, 3068, 3069].map((length) => ({
  name: `a split beside a node of ${length} bytes`,
  fill: -1,
  threshold: 0,
  ops: [
    ['RPUSH', stringOfLength(4000)],
    ['RPUSH', ...new Array<string>(4).fill(stringOfLength(1017))],
    ['LSET', 0, stringOfLength(length)],
    ['LINSERT', 'AFTER', stringOfLength(1017), 'new'],
  ],
}))

const fuzzed: ListCase[] = [
  [-1, 0, 400],
  [-1, 0, 90],
  [-2, 0, 900],
  [-2, 0, 3000],
  [-3, 0, 2000],
  [1, 0, 50],
  [2, 0, 50],
  [3, 0, 3000],
  [5, 0, 300],
  [8, 0, 20],
  [16, 0, 1500],
  [4, 40, 60],
  [-1, 100, 130],
  [-2, 500, 700],
  [7, 200, 220],
  [32767, 0, 600],
].flatMap(([fill, threshold, longest]) =>
  [1, 2, 3].map((round) => ({
    name: `random commands, fill ${fill}, threshold ${threshold}, values to ${longest} bytes, round ${round}`,
    fill: fill as number,
    threshold: threshold as number,
    ops: randomOps(`${fill}/${threshold}/${longest}/${round}`, 300, longest as number),
  })),
)

export const listCases: ListCase[] = [...patterns, ...safetyLimit, ...merges, ...fuzzed]
