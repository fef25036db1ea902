import { expect, test } from 'vitest'
import { startRedis } from '../../harness.ts'

/** Runs the commands; answers what the append-only file and replicas would hear. */
const propagated = (lines: readonly string[], config: Record<string, string> = {}) => {
  const redis = startRedis({ config })
  const heard: string[][] = []
  redis.server.propagation.sinks.push({ feed: (_db, argv) => heard.push([...argv]) })
  for (const line of lines) redis.command(line)
  return { redis, heard }
}

test('SPOP is propagated as what it did', () => {
  const { heard } = propagated(['SADD s a', 'SPOP s', 'SADD t a b c', 'SPOP t 3'])
  expect(heard).toEqual([
    ['SADD', 's', 'a'],
    ['SREM', 's', 'a'],
    ['SADD', 't', 'a', 'b', 'c'],
    ['DEL', 't'],
  ])
})

test.each([2, 28])('SPOP of %d out of 30 is propagated as one SREM for each member', (count) => {
  const names = Array.from({ length: 30 }, (_, i) => `m${i}`)
  const { redis, heard } = propagated([`SADD s ${names.join(' ')}`, `SPOP s ${count}`])
  const removals = heard.slice(2, -1)
  expect(heard[1]).toEqual(['MULTI'])
  expect(heard.at(-1)).toEqual(['EXEC'])
  expect(removals.map(([name, key]) => [name, key])).toEqual(removals.map(() => ['SREM', 's']))
  const gone = new Set(removals.map((argv) => argv[2]))
  expect(gone.size).toBe(count)
  for (const name of names) {
    expect(redis.command(`SISMEMBER s ${name}`)).toBe(gone.has(name) ? ':0\r\n' : ':1\r\n')
  }
})

test('commands that change nothing are not propagated', () => {
  const { heard } = propagated(['SADD s a', 'SADD s a', 'SREM s b', 'SMOVE s t b', 'SPOP s 0', 'SPOP t'])
  expect(heard).toEqual([['SADD', 's', 'a']])
})

test('the way a difference is found shows in its encoding', () => {
  const { redis } = propagated(
    ['SADD many 1 2 3 4 5 6 7 8 9', 'SADD one 1', 'SADD again 1', 'SADD few 2 3 4 5 6 7'],
    { 'set-max-intset-entries': '4' },
  )
  const encoding = (key: string) => redis.server.databases[0]!.peek(key)?.encoding
  // Looked up one by one: the result never held more than it ends with.
  redis.command('SDIFFSTORE kept many few')
  expect(encoding('kept')).toBe('intset')
  // A copy of the first set, from which the others are taken away.
  redis.command('SDIFFSTORE thinned many one again few')
  expect(redis.command('SCARD thinned')).toBe(':2\r\n')
  expect(encoding('thinned')).toBe('hashtable')
})
