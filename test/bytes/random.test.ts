import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../src/bytes/random.ts'

const draw = (stream: RandomStream, count: number) => Array.from({ length: count }, () => stream.next32())

describe('RandomStream', () => {
  it('is xoshiro128**', () => {
    const stream = new RandomStream(0)
    stream.state = [1, 2, 3, 4]
    // The authors' C program from the state 1, 2, 3, 4.
    expect(draw(stream, 8)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ])
  })

  it('draws the same from the same seed, on every machine', () => {
    expect(draw(new RandomStream('redis'), 4)).toEqual(draw(new RandomStream('redis'), 4))
    expect(draw(new RandomStream(7), 4)).toEqual(draw(new RandomStream('7'), 4))
    expect(draw(new RandomStream('redis'), 4)).not.toEqual(draw(new RandomStream('redit'), 4))
    expect(draw(new RandomStream('redis'), 4)).toEqual([2675541414, 1206533681, 1254866361, 4078945451])
  })

  it('continues from a state', () => {
    const stream = new RandomStream('a')
    draw(stream, 5)
    const other = new RandomStream('b')
    other.state = stream.state
    expect(draw(other, 5)).toEqual(draw(stream, 5))
  })

  it('forks by name, whatever was drawn before', () => {
    const early = new RandomStream('world').fork('node-1')
    const parent = new RandomStream('world')
    draw(parent, 100)
    parent.fork('node-2')
    expect(draw(parent.fork('node-1'), 5)).toEqual(draw(early, 5))
    expect(draw(parent.fork('node-1'), 5)).not.toEqual(draw(parent.fork('node-2'), 5))
    const root = new RandomStream('w')
    expect(draw(root.fork('a').fork('b'), 3)).not.toEqual(draw(root.fork('a/b'), 3))
  })

  it('stays below n and reaches everything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.string(), (n, seed) => {
        const drawn = new RandomStream(seed).below(n)
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < n).toBe(true)
      }),
    )
    const counts = new Array<number>(6).fill(0)
    const stream = new RandomStream('dice')
    for (let i = 0; i < 60_000; i++) counts[stream.below(6)]! += 1
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
    expect(new RandomStream('x').below(0)).toBe(0)
  })

  it('floats lie in 0 to 1 and are spread evenly', () => {
    const stream = new RandomStream('float')
    let sum = 0
    for (let i = 0; i < 50_000; i++) {
      const x = stream.float()
      expect(x >= 0 && x < 1).toBe(true)
      sum += x
    }
    expect(Math.abs(sum / 50_000 - 0.5)).toBeLessThan(0.01)
  })

  it('writes run ids', () => {
    expect(new RandomStream('id').hex(40)).toMatch(/^[0-9a-f]{40}$/)
    expect(new RandomStream('id').hex(7)).toBe(new RandomStream('id').hex(40).slice(0, 7))
  })
})
