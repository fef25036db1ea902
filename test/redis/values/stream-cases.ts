/*
 * What is done both to a real redis-server (record-streams.ts) and to the simulator (stream.test.ts), so that only
 * the bytes of the nodes need recording.
 */
import { RandomStream } from '../../../src/bytes/random.ts'

export interface StreamCase {
  readonly name: string
  readonly maxBytes: number
  readonly maxEntries: number
  /** Commands on the key `s`. */
  readonly commands: readonly (readonly string[])[]
}

const FIELDS = [
  ['a'],
  ['a', 'b'],
  ['b', 'a'],
  ['a', 'b', 'a'],
  ['12', '-7'],
  ['', 'long field name'.repeat(9)],
]
const VALUES = [
  '',
  '0',
  '127',
  '128',
  '-1',
  '4095',
  '70000',
  '-9000000',
  '9223372036854775807',
  'v',
  'x'.repeat(70),
]

const randomFields = (random: RandomStream): string[] =>
  FIELDS[random.below(random.below(3) === 0 ? FIELDS.length : 2)]!.flatMap((field) => [
    field,
    VALUES[random.below(VALUES.length)]!,
  ])

/** Entries, deletions and trimmings. */
const randomCase = (name: string, maxBytes: number, maxEntries: number): StreamCase => {
  const random = new RandomStream(`stream ${name}`)
  const commands: string[][] = []
  let ms = 1000
  for (let i = 0; i < 300; i++) {
    const kind = random.below(20)
    if (random.below(3) === 0) ms += random.below(3000)
    if (kind < 16) commands.push(['XADD', 's', `${ms}-*`, ...randomFields(random)])
    else if (kind < 19) commands.push(['XDEL', 's', `${ms}-${random.below(3)}`, `${ms}-${random.below(3)}`])
    else
      commands.push(['XTRIM', 's', 'MAXLEN', ...(random.below(2) === 0 ? ['~'] : []), `${random.below(60)}`])
  }
  return { name, maxBytes, maxEntries, commands }
}

const add = (id: string, ...fields: string[]): string[] => ['XADD', 's', id, ...fields]

export const streamCases: readonly StreamCase[] = [
  { name: 'one entry', maxBytes: 4096, maxEntries: 100, commands: [add('1-1', 'f', 'v')] },
  {
    name: 'names of its own',
    maxBytes: 4096,
    maxEntries: 100,
    commands: [
      add('1-1', 'a', '1', 'b', '2'),
      add('1-2', 'b', '1', 'a', '2'),
      add('1-3', 'a', '1', 'b', '2'),
      add('1-4', 'a', '1'),
    ],
  },
  {
    name: 'differences of ids',
    maxBytes: 4096,
    maxEntries: 100,
    commands: [
      add('5-100', 'a', '1'),
      add('6-0', 'a', '2'),
      add('6-18446744073709551615', 'a', '3'),
      add('9007199254740992-0', 'a', '4'),
      add('9223372036854775813-99', 'a', '5'),
      add('18446744073709551615-1', 'a', '6'),
    ],
  },
  {
    name: 'deleted entries',
    maxBytes: 4096,
    maxEntries: 3,
    commands: [
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => add(`1-${n}`, 'a', `${n}`)),
      ['XDEL', 's', '1-2', '1-4', '1-5', '1-6', '1-7'],
      add('2-1', 'b', '1'),
    ],
  },
  {
    name: 'trimmed by length and id',
    maxBytes: 4096,
    maxEntries: 100,
    commands: [
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => add(`1-${n}`, 'a', `${n}`)),
      ['XDEL', 's', '1-1'],
      ['XTRIM', 's', 'MAXLEN', '5'],
      ['XTRIM', 's', 'MINID', '1-5'],
    ],
  },
  randomCase('with standard nodes', 4096, 100),
  randomCase('with small nodes', 200, 100),
  randomCase('with few entries a node', 4096, 4),
  randomCase('with a node for each', 4096, 1),
  randomCase('without limits', 0, 0),
]
