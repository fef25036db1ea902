/** A fixed session over the whole stack, told as one number: the same in every engine that runs JavaScript. */
import { crc64 } from '../../src/bytes/crc64.ts'
import * as math from '../../src/bytes/math.ts'
import { encodeUtf8 } from '../../src/bytes/utf8.ts'
import { TestBench } from './bench.ts'

const LINES = [
  'SET greeting hello EX 2',
  'RPUSH jobs a b c',
  'SADD tags x y z 1 2 3',
  'SPOP tags 2',
  'SRANDMEMBER tags -3',
  'HSET user name kim age 31',
  'ZADD rank 95.5 joon 120 mina -inf low',
  'ZADD rank INCR 0.1 joon',
  'INCRBYFLOAT f 3.1',
  'SCAN 0 COUNT 3',
  'OBJECT ENCODING rank',
  'KEYS *',
  'RANDOMKEY',
  'SET 한글 값',
  'EXPIRE jobs 1',
  'LPOS jobs b',
  'BLPOP nothing 1',
]

/** The events of the session, as JSON. */
export const goldenTrace = (): string => {
  const bench = new TestBench({ seed: 'golden' })
  for (const line of LINES) {
    bench.type(encodeUtf8(line) + '\r')
    bench.play(180)
  }
  bench.play(2500)
  return JSON.stringify(bench.line.events)
}

/** Values of the functions whose last digits engines disagree on. */
const numbers = (): string =>
  Array.from({ length: 400 }, (_, i) => {
    const x = (i - 200) / 7
    const size = Math.abs(x)
    return [math.sin(x), math.exp(x), math.log(size + 0.1), math.pow(size, 1.7), math.atan2(x, 3)].join(' ')
  }).join('\n')

/** 16 hexadecimal digits over every byte of every event, and of those numbers. */
export const goldenHash = (): string =>
  crc64(encodeUtf8(goldenTrace() + numbers()))
    .toString(16)
    .padStart(16, '0')
