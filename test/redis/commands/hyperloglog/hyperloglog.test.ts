import { describe, expect, it } from 'vitest'
import { startRedis } from '../../harness.ts'

/** The text of a bulk string reply. */
const bulk = (reply: string): string => reply.slice(reply.indexOf('\r\n') + 2, -2)

describe('PFDEBUG GETREG', () => {
  it('shows the registers that DECODE shows as runs, and makes the value dense', () => {
    const redis = startRedis()
    redis.command('PFADD h a b c d e f')
    const runs = bulk(redis.command('PFDEBUG DECODE h')).split(' ')
    const expected = runs.flatMap((run) => {
      const [kind, numbers] = run.split(':') as [string, string]
      const [value, length] = kind === 'v' ? numbers.split(',').map(Number) : [0, Number(numbers)]
      return Array.from({ length: length! }, () => value!)
    })
    const reply = redis.command('PFDEBUG GETREG h').split('\r\n')
    expect(reply[0]).toBe('*16384')
    expect(reply.slice(1, -1).map((line) => Number(line.slice(1)))).toEqual(expected)
    expect(expected.filter((value) => value > 0)).toHaveLength(6)
    expect(redis.command('PFDEBUG ENCODING h')).toBe('+dense\r\n')
    expect(redis.command('STRLEN h')).toBe(':12304\r\n')
  })
})

describe('PFSELFTEST', () => {
  it('passes', () => {
    expect(startRedis().command('PFSELFTEST')).toBe('+OK\r\n')
  }, 60_000)
})

describe('PFADD', () => {
  it('counts as many changes as registers it raised, and one for a new key', () => {
    const redis = startRedis()
    const changes = (): number =>
      Number(/changes_since_last_save:(\d+)/.exec(redis.command('INFO persistence'))?.[1])
    const before = changes()
    redis.command('PFADD h a b c')
    expect(changes()).toBe(before + 4)
    redis.command('PFADD h a b d')
    expect(changes()).toBe(before + 5)
    redis.command('PFCOUNT h')
    expect(changes()).toBe(before + 6)
    redis.command('PFCOUNT h')
    expect(changes()).toBe(before + 6)
  })
})
