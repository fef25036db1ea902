/** Whatever a server holds, its snapshot holds, and a server that loads it holds that again. */
import { describe, expect, it } from 'vitest'
import { datasetDigest } from '../../../src/redis/introspection/digest.ts'
import { Snapshot } from '../../../src/redis/persistence/snapshot.ts'
import { ZSetValue } from '../../../src/redis/values/zset.ts'
import { Dice } from '../../fuzz/dice.ts'
import { makeStream } from '../../fuzz/stream.ts'
import { damaged, loadable } from '../../formats/rdb/cases.ts'
import { recorded } from '../../formats/rdb/recorded.ts'
import { startRedis } from '../harness.ts'
import type { Harness } from '../harness.ts'

const GROUPS = [
  'string',
  'list',
  'hash',
  'set',
  'sorted-set',
  'stream',
  'bitmap',
  'hyperloglog',
  'geo',
  'generic',
]
const SEEDS = process.env.TEST_ALL === '1' ? 60 : 8
const seeds = Array.from({ length: SEEDS }, (_, i) => `snapshot ${i + 1}`)

/** What waits, and what a server alone does not do. */
const isFit = ([name = '']: readonly string[]): boolean => !/^(b[lrz]|xread|swapdb|flush|wait)/i.test(name)

const play = (redis: Harness, dice: Dice, commands: number): void => {
  for (const unit of makeStream(dice, commands, GROUPS)) {
    for (const argv of unit) if (isFit(argv)) redis.send(argv)
  }
}

/** A score -0 becomes 0 where a sorted set fits into a listpack when it is loaded (in Redis, too): such keys go. */
const withoutNegativeZero = ({ server }: Harness): void => {
  for (const db of server.databases) {
    for (const { key, value } of [...db.dict.entries()]) {
      if (!(value instanceof ZSetValue)) continue
      let found = false
      value.forEach((_, score) => (found ||= Object.is(score, -0)))
      if (found) db.remove(key)
    }
  }
}

const digest = (redis: Harness): string => datasetDigest(redis.server.databases)

const encodings = (redis: Harness): string[] => {
  const all: string[] = []
  for (const db of redis.server.databases) {
    db.forEach(({ key, encoding, expireAt }) => all.push(`${db.id} ${key} ${encoding} ${expireAt}`))
  }
  return all.sort()
}

const write = (snapshot: Snapshot, keys: number): string => {
  let bytes = ''
  while (!snapshot.step(keys)) bytes += snapshot.take()
  return bytes + snapshot.take()
}

const startWith = (bytes: string): Harness => startRedis({ files: { '/dump.rdb': bytes } })

describe('a snapshot', () => {
  it.each(seeds)('is loaded as it was: %s', (seed) => {
    const dice = new Dice(seed)
    const redis = startRedis({ seed })
    play(redis, dice, 600)
    withoutNegativeZero(redis)
    const before = digest(redis)
    const bytes = write(new Snapshot(redis.server), 1 + dice.below(20))
    const again = startWith(bytes)
    expect(again.status).toBeUndefined()
    expect(digest(again)).toBe(before)
    // What was in a table and would fit into less is there now: from then on nothing changes.
    const third = startWith(write(new Snapshot(again.server), 1000))
    expect(encodings(third)).toEqual(encodings(again))
    expect(digest(third)).toBe(before)
  })

  it.each(seeds)('holds the same whatever happens while it is written: %s', (seed) => {
    const dice = new Dice(seed)
    const redis = startRedis({ seed })
    play(redis, dice, 600)
    const [alone, disturbed] = [new Snapshot(redis.server), new Snapshot(redis.server)]
    const expected = write(alone, 1000)
    const { server } = redis
    // The gate that a server has for its child.
    const pages = { touch: () => 0, pageSize: 4096 }
    const child = { exit: undefined, task: { writer: disturbed, kind: 'rdb' }, pages }
    Object.assign(server.persistence, { child })
    let bytes = ''
    while (!disturbed.step(3)) {
      bytes += disturbed.take()
      play(redis, dice, 10)
    }
    bytes += disturbed.take()
    expect(disturbed.written).toBe(disturbed.keys)
    // Only the order within a hash table may be another: looking something up goes on with its rehashing.
    expect(bytes.length).toBe(expected.length)
    expect(digest(startWith(bytes))).toBe(digest(startWith(expected)))
  })

  it('holds counted keys that nobody has touched', () => {
    const redis = startRedis()
    redis.command('DEBUG POPULATE 5')
    redis.command('SET real 1')
    expect(redis.server.databases[0]!.size).toBeGreaterThan(0)
    const again = startWith(write(new Snapshot(redis.server), 1))
    expect(digest(again)).toBe(digest(redis))
  })
})

describe('DUMP and RESTORE', () => {
  it.each(seeds)('make the same value anew: %s', (seed) => {
    const dice = new Dice(seed)
    const redis = startRedis({ seed, config: { 'sanitize-dump-payload': 'yes' } })
    play(redis, dice, 300)
    withoutNegativeZero(redis)
    const client = redis.client()
    const before = digest(redis)
    for (const { key } of [...redis.server.databases[0]!.dict.entries()]) {
      const reply = client.send(['DUMP', key])
      const payload = reply.slice(reply.indexOf('\r\n') + 2, -2)
      const [, ttl] = /:(-?\d+)/.exec(client.send(['PEXPIRETIME', key]))!
      const at = ttl === '-1' ? '0' : ttl!
      expect(client.send(['RESTORE', key, at, payload, 'REPLACE', 'ABSTTL'])).toBe('+OK\r\n')
    }
    expect(digest(redis)).toBe(before)
  })
})

describe('a damaged file', () => {
  const files = [
    Buffer.from(recorded.everything.file, 'base64').toString('latin1'),
    ...Object.values(loadable),
    ...Object.values(damaged),
  ]

  const damage = (d: Dice, bytes: string): string => {
    const at = d.below(bytes.length)
    const byte = String.fromCharCode(d.below(256))
    return d.pick([
      bytes.slice(0, at),
      bytes.slice(0, at) + bytes.slice(at + 1),
      bytes.slice(0, at) + byte + bytes.slice(at),
      bytes.slice(0, at) + byte + bytes.slice(at + 1),
    ])
  }

  it.each(seeds)('is loaded, or the server ends and says why: %s', (seed) => {
    const dice = new Dice(seed)
    for (let i = 0; i < 60; i++) {
      let bytes = dice.pick(files)
      for (let hits = 1 + dice.below(3); hits > 0; hits--) bytes = damage(dice, bytes)
      // Half of them with no checksum, so that the damage is found by itself.
      if (dice.chance(0.5)) bytes = bytes.slice(0, -8) + '\0'.repeat(8)
      const redis = startWith(bytes)
      if (redis.status === undefined) {
        expect(redis.command('PING')).toBe('+PONG\r\n')
        digest(redis)
      } else {
        expect(redis.output).toMatch(
          /# (Wrong signature|Can't handle|Short read|Internal error|FATAL|RDB has|The RDB file)/,
        )
      }
    }
  })
})
