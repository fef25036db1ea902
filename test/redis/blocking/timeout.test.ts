import { expect, test } from 'vitest'
import { readTimeout } from '../../../src/redis/blocking/timeout.ts'
import { CommandError } from '../../../src/redis/command/errors.ts'

const outcome = (text: string): number | string => {
  try {
    return readTimeout(text)
  } catch (error) {
    if (error instanceof CommandError) return error.text
    throw error
  }
}

test.each([
  ['0', 0],
  ['1', 1_000_000],
  ['0.001', 1000],
  ['0.029', 29_000],
  ['0.0001', 1000],
  ['1.0000001', 1_001_000],
  ['0x10', 16_000_000],
  ['-0.0001', 0],
  ['-0.001', 0],
  ['9e15', 9e21],
])('a timeout of %s s is whole milliseconds, rounded up', (text, microseconds) => {
  expect(outcome(text)).toBe(microseconds)
})

test.each(['-1', '-0.002', 'inf', '1e18', '92233720368547758070'])('%s counts as negative', (text) => {
  expect(outcome(text)).toBe('ERR timeout is negative')
})

test.each(['', 'x', ' 1', '1 ', 'nan'])('"%s" is no timeout', (text) => {
  expect(outcome(text)).toBe('ERR timeout is not a float or out of range')
})
