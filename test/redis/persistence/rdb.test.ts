/** Loading and saving a snapshot, against what a real redis-server did with the same files. */
import { describe, expect, it } from 'vitest'
import { everything } from '../../formats/rdb/everything.ts'
import { damaged, loadable } from '../../formats/rdb/cases.ts'
import { recorded } from '../../formats/rdb/recorded.ts'
import { startRedis } from '../harness.ts'
import type { Harness } from '../harness.ts'

const DUMP = '/dump.rdb'
const DEBUG = { 'enable-debug-command': 'yes' }

const startWith = (bytes: string): Harness => startRedis({ files: { [DUMP]: bytes }, config: DEBUG })

/** The log between the start and being ready, or the end; without pids, times and the age of the file. */
const linesOf = ({ output }: Harness): string[] => {
  const lines = output.split('\n').map((line) => line.replace(/^\d+:[A-Z] \d+ \w+ \d{4} [\d:.]+ /, ''))
  const from = lines.indexOf('# Server initialized') + 1
  const to = lines.findIndex((line) => line.includes('Ready to accept connections'))
  return lines.slice(from, to === -1 ? undefined : to).filter((line) => line !== '')
}

const masked = (lines: readonly string[]): string[] =>
  lines
    .map((line) => line.replace(/RDB age \d+/, 'RDB age *'))
    .map((line) => line.replace(/loaded from disk: [\d.]+/, 'loaded from disk: *'))

const bulk = (reply: string): string => reply.replace(/^[$+].*\r\n(?=.)/, '').replace(/^\+|\r\n$/g, '')

const digest = (redis: Harness): string => redis.command('DEBUG DIGEST').slice(1, -2)

const encodings = (redis: Harness): Record<string, string> => {
  const found: Record<string, string> = {}
  redis.server.databases[0]!.forEach(({ key, encoding }) => {
    found[key] = encoding
  })
  return found
}

describe('a server that starts with a snapshot', () => {
  it.each(Object.keys(loadable))('%s', (name) => {
    const redis = startWith(loadable[name]!)
    const { lines, ...rest } = recorded.loadable[name]!
    expect(masked(linesOf(redis))).toEqual(masked(lines))
    expect(encodings(redis)).toEqual(rest.encodings)
    expect(digest(redis)).toBe(rest.digest)
  })

  it.each(Object.keys(damaged))('damaged: %s', (name) => {
    const redis = startWith(damaged[name]!)
    const { lines, status } = recorded.damaged[name]!
    expect(masked(linesOf(redis))).toEqual(masked(lines))
    expect(redis.status).toBe(status)
  })

  it('a file with every type and encoding, as redis-server wrote it', () => {
    const redis = startWith(Buffer.from(recorded.everything.file, 'base64').toString('latin1'))
    expect(encodings(redis)).toEqual(recorded.everything.encodings)
    expect(digest(redis)).toBe(recorded.everything.digest)
    expect(bulk(redis.command('FCALL f 0'))).toBe('f')
  })
})

describe('saving', () => {
  const filled = (): Harness => {
    const redis = startRedis({ config: DEBUG })
    for (const argv of everything()) redis.send(argv)
    return redis
  }

  it('makes the same data as redis-server would of the same commands', () => {
    expect(digest(filled())).toBe(recorded.everything.digest)
  })

  it('SAVE writes what a server then loads', () => {
    const redis = filled()
    const before = redis.server.dirty
    expect(before).toBeGreaterThan(0)
    expect(redis.command('SAVE')).toBe('+OK\r\n')
    expect(redis.server.dirty).toBe(0)
    expect(redis.output).toMatch(/ \* DB saved on disk\n$/)
    const { disk } = redis.world.host('server')
    expect(disk.list('/')).toEqual(['dump.rdb'])
    const again = startWith(disk.read(DUMP)!)
    expect(digest(again)).toBe(digest(redis))
    expect(encodings(again)).toEqual(recorded.everything.encodings)
  })

  it('survives a power cut: the file is durable before it takes its place', () => {
    const redis = filled()
    redis.command('SAVE')
    const { disk } = redis.world.host('server')
    const bytes = disk.read(DUMP)
    disk.losePending()
    expect(disk.read(DUMP)).toBe(bytes)
  })

  it.each([
    ['ENOSPC', 'No space left on device'],
    ['EIO', 'Input/output error'],
  ] as const)('says why the disk refused: %s', (fault, words) => {
    const redis = filled()
    redis.command('SAVE')
    const { disk } = redis.world.host('server')
    const old = disk.read(DUMP)
    redis.command('SET more 1')
    disk.fault = fault
    expect(redis.command('SAVE')).toBe('-ERR\r\n')
    const { pid } = redis.world.byName.get('server')!
    expect(redis.output).toContain(
      ` # Failed opening the temp RDB file temp-${pid}.rdb (in server root dir /) for saving: ${words}\n`,
    )
    disk.fault = undefined
    expect(disk.read(DUMP)).toBe(old)
    expect(redis.server.dirty).toBe(1)
  })

  it.each(['', 'NOFLUSH MERGE', 'MERGE'])('DEBUG RELOAD %s keeps everything', (options) => {
    const redis = filled()
    const before = digest(redis)
    expect(redis.command(`DEBUG RELOAD ${options}`)).toBe('+OK\r\n')
    expect(digest(redis)).toBe(before)
    expect(bulk(redis.command('FCALL f 0'))).toBe('f')
  })

  it('DEBUG RELOAD NOSAVE goes back to the file', () => {
    const redis = filled()
    redis.command('SAVE')
    const before = digest(redis)
    redis.command('SET another key')
    expect(redis.command('DEBUG RELOAD NOSAVE')).toBe('+OK\r\n')
    expect(digest(redis)).toBe(before)
  })

  it('DEBUG RELOAD answers what Redis answers to a file it cannot read', () => {
    const redis = startRedis({ config: DEBUG, files: { [DUMP]: damaged['cut within a value']! } })
    expect(redis.status).toBe(1)
    const running = filled()
    running.world.host('server').disk.write(DUMP, damaged['cut within a value']!)
    expect(running.command('DEBUG RELOAD NOSAVE')).toBe('-ERR Error trying to load the RDB dump\r\n')
    expect(running.status).toBeUndefined()
    expect(running.command('DEBUG RELOAD SOON')).toBe(
      '-ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.\r\n',
    )
  })
})

describe('rdb-key-save-delay', () => {
  it('holds SAVE for as long as it holds a child', () => {
    const redis = startRedis({ charging: true, config: { 'rdb-key-save-delay': '10000' } })
    for (let i = 0; i < 100; i++) redis.command(`SET key:${i} value`)
    redis.command('SAVE')
    const took = /cmdstat_save:calls=1,usec=(\d+)/.exec(redis.command('INFO commandstats'))?.[1]
    expect(Number(took)).toBeGreaterThan(1_000_000)
  })
})

describe('what the trace tells', () => {
  /** Events about snapshots of a server that starts with this file. */
  const told = (bytes: string) => {
    const redis = startRedis({ config: DEBUG, traced: true, files: { [DUMP]: bytes } })
    return redis.world.takeTrace().filter(({ type }) => type.startsWith('rdb.'))
  }

  it('of a file that was loaded', () => {
    const bytes = loadable['expiry in ms']!
    expect(told(bytes)).toEqual([
      expect.objectContaining({
        type: 'rdb.loaded',
        file: 'dump.rdb',
        size: bytes.length,
        keys: 1,
        expired: 1,
      }),
    ])
  })

  it.each([
    ['signature', 'Wrong signature trying to load DB from file', 9],
    ['set member twice', 'Duplicate set members detected', 103],
    ['no end', 'Unexpected EOF reading RDB file', 100],
  ])('of one that was not: %s', (name, why, offset) => {
    expect(told(damaged[name]!)).toEqual([
      expect.objectContaining({ type: 'rdb.refused', file: 'dump.rdb', why, offset }),
    ])
  })
})
