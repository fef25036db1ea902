import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Ballast } from '../../../src/redis/keyspace/ballast.ts'
import { startRedis } from '../harness.ts'

const scanAll = (
  count: number,
  real: number,
  between: (turn: number, command: (line: string) => string) => void,
) => {
  const redis = startRedis()
  redis.server.databases[0]!.ballast = new Ballast('user:', count, 'x')
  for (let i = 0; i < real; i++) redis.command(`SET real:${i} v`)
  const seen = new Set<string>()
  let cursor = '0'
  let turns = 0
  do {
    const reply = redis.command(`SCAN ${cursor} COUNT 7`)
    const lines = reply.split('\r\n')
    cursor = lines[2]!
    for (const line of lines.slice(4)) if (/^(user|real):/.test(line)) seen.add(line)
    between(turns++, (line) => redis.command(line))
  } while (cursor !== '0' && turns < 5000)
  return { seen, turns }
}

it('is found by SCAN, every key of it, beside the real ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 300 }), (count, real) => {
      const { seen } = scanAll(count, real, () => undefined)
      expect(seen.size).toBe(count + real)
    }),
    { numRuns: 15 },
  )
})

it('keeps SCAN’s guarantee while keys come and go', () => {
  const { seen } = scanAll(200, 100, (turn, command) => {
    command(`SET new:${turn} v`)
    if (turn % 3 === 0) command(`DEL new:${turn}`)
  })
  for (let i = 0; i < 200; i++) expect(seen.has(`user:${i}`)).toBe(true)
  for (let i = 0; i < 100; i++) expect(seen.has(`real:${i}`)).toBe(true)
})

it('counts, and becomes real when touched', () => {
  const redis = startRedis()
  const db = redis.server.databases[0]!
  db.ballast = new Ballast('user:', 1000, 'x')
  expect(db.size).toBe(1000)
  expect(redis.command('GET user:7')).toBe('$1\r\nx\r\n')
  expect(redis.command('DEL user:8')).toBe(':1\r\n')
  expect(redis.command('EXISTS user:8 user:07 user:1000')).toBe(':0\r\n')
  expect(db.size).toBe(999)
  expect(db.dict.size).toBe(1)
})
