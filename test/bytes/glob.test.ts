import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { globMatch } from '../../src/bytes/glob.ts'
import { recorded } from './recorded.ts'

describe('globMatch', () => {
  it.each(recorded.patterns.rows)('KEYS %j finds the same keys', (pattern, found) => {
    const { keys } = recorded.patterns
    const mine = keys.flatMap((key, index) => (globMatch(pattern, key) ? [index] : []))
    expect(mine).toEqual(found)
  })

  it.each([
    ['h?llo', 'hello', true],
    ['h?llo', 'hllo', false],
    ['h[^e]llo', 'hello', false],
    ['h[^e]llo', 'hallo', true],
    ['h[a-b]llo', 'hbllo', true],
    ['h[b-a]llo', 'hbllo', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['*', '', false],
    ['', '', true],
    ['*a*b*c*', 'xxaxxbxxcxx', true],
    ['news.*', 'news.', true],
  ])('%j on %j is %s', (pattern, text, expected) => {
    expect(globMatch(pattern, text)).toBe(expected)
  })

  it('folds ASCII letters when asked to', () => {
    expect(globMatch('MAX*', 'maxmemory', true)).toBe(true)
    expect(globMatch('MAX*', 'maxmemory')).toBe(false)
    expect(globMatch('[A-C]x', 'bX', true)).toBe(true)
    expect(globMatch('\xc0', '\xe0', true)).toBe(false)
  })

  // Recorded with KEYS: the Debian build of 7.0.15 carries the guard.
  it('gives up beyond a thousand nested stars', () => {
    expect(globMatch('*a'.repeat(1000), 'a'.repeat(1000))).toBe(true)
    expect(globMatch('*a'.repeat(1001), 'a'.repeat(1001))).toBe(false)
  })

  it('does not try every way to place many stars', () => {
    expect(globMatch(`${'a*'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false)
  })

  it('a text matches itself once its special bytes are escaped, and what a star stands for', () => {
    const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)) })
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const escaped = [...a].map((c) => `\\${c}`).join('')
        expect(globMatch(escaped, a)).toBe(true)
        expect(globMatch(`${escaped}*`, a + b)).toBe(a + b !== '')
        expect(globMatch(`*${escaped}`, b + a)).toBe(a + b !== '')
      }),
    )
  })
})
