/**
 * A forked child sees the instant of its fork whatever the parent does meanwhile: random commands of every group
 * before and after BGSAVE and BGREWRITEAOF, and the file holds exactly what there was.
 */
import { describe, expect, it } from 'vitest'
import { Dice } from '../../fuzz/dice.ts'
import { makeStream } from '../../fuzz/stream.ts'
import { datasetDigest } from '../../../src/redis/introspection/digest.ts'
import type { Harness } from '../harness.ts'
import { startRedis } from '../harness.ts'

const GROUPS = ['string', 'list', 'hash', 'set', 'sorted-set', 'stream', 'bitmap', 'hyperloglog', 'generic']
const SEEDS = process.env.TEST_ALL === '1' ? 40 : 6
/** Long enough that the child is at work during all that follows the fork, µs a key. */
const DELAY = '5000'

/** What has no place in a life with a child: blocking, expiry of its own accord, and what ends the child. */
const isFit = ([name = '']: readonly string[]): boolean =>
  !/^(b|x?read|flush|swapdb|debug|config|select|move|wait|randomkey|object)/i.test(name)

/** A score of -0 turns to 0 where a skip list is loaded as a listpack, in Redis too. */
const unsigned = (word: string): string => (word === '-0' ? '0' : word)

const play = (redis: Harness, dice: Dice, commands: number): void => {
  for (const unit of makeStream(dice, commands, GROUPS)) {
    for (const argv of unit) if (isFit(argv)) redis.send(argv.map(unsigned))
  }
}

const digest = (redis: Harness): string => datasetDigest(redis.server.databases)

/** A new server with the files of another. */
const withFilesOf = (from: Harness, config: Record<string, string>): Harness => {
  const again = startRedis({ config })
  const source = from.world.host('server').disk
  const { disk } = again.world.host('server')
  for (const path of source.paths()) {
    const directory = path.split('/').slice(0, -1).join('/')
    if (directory !== '') disk.mkdir(directory)
    disk.write(path, source.read(path)!)
  }
  return again
}

/** Digest of what a server finds that starts with these files. */
const digestOfFile = (from: Harness, config: Record<string, string>): string => {
  const again = withFilesOf(from, config)
  again.world.input({ kind: 'signal', process: 'server', signal: 'KILL' })
  again.world.input({ kind: 'restart', process: 'server' })
  again.advance(1)
  return digest(again)
}

const seeds = Array.from({ length: SEEDS }, (_, i) => `frozen ${i + 1}`)

describe('a child', () => {
  it.each(seeds)('of BGSAVE writes what there was at the fork: %s', (seed) => {
    const dice = new Dice(seed)
    const redis = startRedis({ config: { 'rdb-key-save-delay': DELAY }, seed })
    play(redis, dice, 400)
    const before = digest(redis)
    expect(redis.command('BGSAVE')).toBe('+Background saving started\r\n')
    for (let i = 0; i < 10; i++) {
      play(redis, dice, 40)
      redis.advance(7)
    }
    expect(redis.server.child).toBeDefined()
    expect(digest(redis)).not.toBe(before)
    redis.advance(60_000)
    expect(redis.server.persistence.status).toBe('ok')
    expect(redis.server.persistence.saves).toBe(1)
    expect(digestOfFile(redis, {})).toBe(before)
  })

  it.each(seeds)('of BGREWRITEAOF writes commands that make what there was: %s', (seed) => {
    const dice = new Dice(seed)
    const config = { appendonly: 'yes', 'aof-use-rdb-preamble': dice.pick(['yes', 'no']) }
    const redis = startRedis({ config: { 'rdb-key-save-delay': DELAY, ...config }, seed })
    play(redis, dice, 400)
    redis.command('BGREWRITEAOF')
    for (let i = 0; i < 10; i++) {
      play(redis, dice, 40)
      redis.advance(7)
    }
    const after = digest(redis)
    expect(redis.server.child).toBeDefined()
    redis.advance(60_000)
    expect(redis.server.aof.rewrite.status).toBe('ok')
    expect(redis.server.aof.manifest.base?.seq).toBe(2)
    expect(digest(redis)).toBe(after)
    // Base and what came after it.
    expect(digestOfFile(redis, config)).toBe(after)
  })

  it('that is not told of changes would write something else', () => {
    const dice = new Dice('untold')
    const redis = startRedis({ config: { 'rdb-key-save-delay': DELAY }, seed: 'untold' })
    play(redis, dice, 400)
    const before = digest(redis)
    redis.command('BGSAVE')
    redis.server.persistence.beforeChange = () => undefined
    for (let i = 0; i < 10; i++) {
      play(redis, dice, 40)
      redis.advance(7)
    }
    redis.advance(60_000)
    expect(digestOfFile(redis, {})).not.toBe(before)
  })
})
