import { describe, expect, it } from 'vitest'
import { parseCursor, parseScanOptions } from '../../../../src/redis/commands/generic/shared/scan.ts'
import { CommandError } from '../../../../src/redis/command/errors.ts'
import { decodeReplies } from '../../../../src/resp/reply-decoder.ts'
import type { Harness } from '../../harness.ts'
import { startRedis } from '../../harness.ts'

/** One call: the next cursor and the keys. */
const scan = (redis: Harness, cursor: string, ...options: string[]): { next: string; keys: string[] } => {
  const words = [...redis.send(['SCAN', cursor, ...options]).matchAll(/\$\d+\r\n([^\r]*)/g)].map((m) => m[1]!)
  return { next: words[0]!, keys: words.slice(1) }
}

const name = (i: number): string => `key:${i}`

describe('a whole pass', () => {
  it.each([
    ['grows', 40, 4000],
    ['shrinks', 4000, 40],
    ['stays', 500, 500],
  ])('meets every key that is there all the time while the keyspace %s', (_, before, after) => {
    const redis = startRedis()
    const always = Math.min(before, after)
    for (let i = 0; i < before; i++) redis.send(['SET', name(i), 'v'])
    const met = new Set<string>()
    let cursor = '0'
    let calls = 0
    do {
      const { next, keys } = scan(redis, cursor, 'COUNT', '10')
      for (const key of keys) met.add(key)
      cursor = next
      calls++
      for (let i = 0; calls === 2 && i < Math.max(before, after); i++) {
        if (i >= before) redis.send(['SET', name(i), 'v'])
        else if (i >= after) redis.send(['DEL', name(i)])
      }
      if (calls % 3 === 0) redis.advance(100)
    } while (cursor !== '0')
    for (let i = 0; i < always; i++) expect(met).toContain(name(i))
  })

  it('filters after it collected: MATCH and TYPE may leave a call empty', () => {
    const redis = startRedis()
    for (let i = 0; i < 100; i++) redis.send(['SET', name(i), 'v'])
    redis.send(['RPUSH', 'list', 'x'])
    const { keys, next } = scan(redis, '0', 'COUNT', '1000', 'TYPE', 'LIST')
    expect({ keys, next }).toEqual({ keys: ['list'], next: '0' })
    expect(scan(redis, '0', 'COUNT', '1000', 'MATCH', 'key:9?').keys).toHaveLength(10)
  })

  it('leaves expired keys out and deletes them', () => {
    const redis = startRedis()
    redis.server.expiry.active = false
    redis.command('SET gone v PX 5')
    redis.command('SET here v')
    redis.advance(10)
    expect(scan(redis, '0').keys).toEqual(['here'])
    expect(redis.server.databases[0]!.size).toBe(1)
  })
})

describe('cursors and options', () => {
  it('reads what strtoul reads', () => {
    expect(parseCursor('')).toBe(0n)
    expect(parseCursor('+5')).toBe(5n)
    expect(parseCursor('007')).toBe(7n)
    expect(parseCursor('-1')).toBe(2n ** 64n - 1n)
    expect(parseCursor('18446744073709551615')).toBe(2n ** 64n - 1n)
    for (const text of [' 5', '+ 5', '--5', '5a', '0x1', '+', '-', '18446744073709551616']) {
      expect(() => parseCursor(text)).toThrow(CommandError)
    }
  })

  it('takes `*` for no pattern at all, and counts from 1', () => {
    expect(parseScanOptions(['SCAN', '0', 'MATCH', '*', 'COUNT', '7'], 2)).toEqual({
      count: 7,
      pattern: undefined,
      type: undefined,
    })
    expect(() => parseScanOptions(['SCAN', '0', 'COUNT', '0'], 2)).toThrow(CommandError)
    expect(() => parseScanOptions(['HSCAN', 'k', '0', 'TYPE', 'x'], 3)).toThrow(CommandError)
  })

  it('answers two elements, the cursor as a string', () => {
    const redis = startRedis()
    expect(decodeReplies(redis.command('SCAN 0'))).toEqual(decodeReplies('*2\r\n$1\r\n0\r\n*0\r\n'))
  })
})
