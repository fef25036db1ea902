import { describe, expect, it } from 'vitest'
import { simulate } from './run.ts'

const seeds = process.env.TEST_ALL === '1' ? 200 : 20

describe('a server under faults', () => {
  it.each(Array.from({ length: seeds }, (_, i) => String(i + 1)))('keeps its word, seed %s', (seed) => {
    expect(simulate(seed)).toEqual([])
  })
})
