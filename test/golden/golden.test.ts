import { expect, it } from 'vitest'
import { goldenTrace } from './trace.ts'

it('says the same twice', () => {
  expect(goldenTrace()).toBe(goldenTrace())
})
