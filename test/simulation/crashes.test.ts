import { describe, expect, it } from 'vitest'
import { liveThroughCrashes, policies } from './crashes.ts'

const seeds = process.env.TEST_ALL === '1' ? 100 : 8
const numbers = Array.from({ length: seeds }, (_, i) => String(i + 1))

describe.each(policies)('a server that saves: $name', (policy) => {
  it.each(numbers)('keeps what it promises through kills and power cuts, seed %s', (seed) => {
    expect(liveThroughCrashes(seed, policy).wrong).toEqual([])
  })
})

describe('the ledger of lost writes', () => {
  const everysec = policies.find(({ name }) => name === 'everysec')!

  it('tells what a power cut took under everysec', () => {
    const all = numbers.flatMap((seed) => liveThroughCrashes(seed, everysec).crashes)
    expect(all.some(({ how, lost }) => how === 'power' && lost.length > 0)).toBe(true)
  })

  it('catches a promise that is too large', () => {
    const boast = { ...everysec, window: 0 }
    expect(numbers.some((seed) => liveThroughCrashes(seed, boast).wrong.length > 0)).toBe(true)
  })
})
