/** One long run of real worlds whose every event goes into a hash: the same in every engine. */
import { crc64 } from '../../src/bytes/crc64.ts'
import { encodeUtf8 } from '../../src/bytes/utf8.ts'
import * as math from '../../src/bytes/math.ts'
import { buildWorld, playStep } from '../../src/exercises/run.ts'
import type { Play } from '../../src/exercises/exercise.ts'
import { scenarios } from '../../src/scenarios/index.ts'

const lines = [
  'SET a 1',
  'INCRBYFLOAT a 0.1',
  'INCRBYFLOAT a 3.3e5',
  'RPUSH l a b c',
  'LRANGE l 0 -1',
  'SADD s 1 2 3 x',
  'SPOP s',
  'SRANDMEMBER s 5',
  'ZADD z 1.5 a 0.1 b -inf c',
  'ZRANGE z 0 -1 WITHSCORES',
  'HSET h f v g w',
  'HRANDFIELD h 3',
  'SET t v PX 150',
  'EXPIRE l 1',
  'TTL l',
  'INFO keyspace',
  'SCAN 0',
  'MULTI',
  'SET b 2',
  'EXEC',
  'MONITOR',
  '한국어',
  'OBJECT ENCODING s',
  'RANDOMKEY',
  'KEYS *',
]

const plays: readonly Play[] = [
  ...lines.flatMap((line): Play[] => [{ line }, { wait: 37 }]),
  { input: { kind: 'type', terminal: 'cli-1', data: '\x03' } },
  { wait: 2000 },
  { input: { kind: 'power', host: 'server' } },
  { line: 'PING' },
  { input: { kind: 'restart', process: 'redis-6379' } },
  { line: 'DBSIZE' },
  { wait: 1500 },
]

const numbers = (): string =>
  Array.from({ length: 400 }, (_, i) => {
    const x = (i - 200) / 7
    return [
      math.sin(x),
      math.cos(x),
      math.exp(x),
      math.log(Math.abs(x) + 0.1),
      math.pow(Math.abs(x), 1.7),
      math.atan2(x, 3),
    ].join(' ')
  }).join('\n')

/** The hash of everything the worlds said, as 16 hex digits. */
export const goldenTrace = (): string => {
  let text = numbers()
  for (const id of ['standalone', 'keys', 'configured'] as const) {
    const world = buildWorld(scenarios[id]!, 'golden')
    for (const play of plays) playStep(world, play, 'cli-1')
    text += world
      .takeTrace()
      .map((event) => JSON.stringify(event))
      .join('\n')
  }
  return crc64(encodeUtf8(text)).toString(16).padStart(16, '0')
}
