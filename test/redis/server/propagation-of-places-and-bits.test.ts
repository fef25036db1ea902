import { expect, it } from 'vitest'
import { startRedis } from '../harness.ts'

/** Commands in turn and what AOF and replicas hear of each; recorded from an AOF of 7.0.15. */
const CALLS: readonly (readonly [typed: string, heard?: string])[] = [
  ['GEOADD g CH 1 1 a 2 2 b', 'zadd g CH 3377822707026402 a 3378191666521995 b'],
  ['GEOADD g NX 1 1 a'],
  ['GEORADIUS g 1 1 10 km STORE d', 'GEORADIUS g 1 1 10 km STORE d'],
  ['GEORADIUS g 1 1 10 km'],
  ['GEOSEARCHSTORE e g FROMMEMBER a BYRADIUS 1 km', 'GEOSEARCHSTORE e g FROMMEMBER a BYRADIUS 1 km'],
  ['SETBIT b 3 1', 'SETBIT b 3 1'],
  ['SETBIT b 3 1'],
  ['BITFIELD b GET u8 0'],
  ['BITFIELD b SET u8 0 1', 'BITFIELD b SET u8 0 1'],
  ['BITOP NOT c b', 'BITOP NOT c b'],
  ['PFADD h a', 'PFADD h a'],
  ['PFADD h a'],
  ['PFCOUNT h', 'PFCOUNT h'],
  ['PFCOUNT h'],
  ['PFDEBUG TODENSE h', 'PFDEBUG TODENSE h'],
  ['PFMERGE m h', 'PFMERGE m h'],
]

it('places, bits and HyperLogLogs reach AOF and replicas as in Redis', () => {
  const redis = startRedis()
  let heard: string[] = []
  redis.server.propagation.sinks.push({ feed: (_db, argv) => heard.push(argv.join(' ')) })
  for (const [typed, expected] of CALLS) {
    heard = []
    redis.command(typed)
    expect(heard, typed).toEqual(expected === undefined ? [] : [expected])
  }
})
