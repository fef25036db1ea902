import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex, hexDigit, quote, splitArgs } from '../../src/bytes/quote.ts'
import { recorded } from './recorded.ts'

const byteString = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)) })

describe('quote', () => {
  // redis-cli --no-raw ECHO.
  it.each([
    ['', '""'],
    ['plain text', '"plain text"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['\n\r\t\x07\b', '"\\n\\r\\t\\a\\b"'],
    ['\x00\x01\x1b\x7f\x80\xff', '"\\x00\\x01\\x1b\\x7f\\x80\\xff"'],
    ["it's", '"it\'s"'],
    ['\xea\xb0\x80', '"\\xea\\xb0\\x80"'],
  ])('%j becomes %s', (bytes, expected) => {
    expect(quote(bytes)).toBe(expected)
  })
})

describe('splitArgs', () => {
  it.each(recorded.lines)('splits %j as an inline command', (line, expected) => {
    expect(splitArgs(line) ?? null).toEqual(expected)
  })

  it('finds nothing in an empty line', () => {
    expect(splitArgs('')).toEqual([])
    expect(splitArgs(' \t\r\n')).toEqual([])
  })

  it('reads back what quote wrote', () => {
    fc.assert(
      fc.property(fc.array(byteString), (args) => {
        expect(splitArgs(args.map(quote).join(' '))).toEqual(args)
      }),
    )
  })
})

it('hex writes two digits a byte', () => {
  expect(hex('\x00\x0f\xa0\xff')).toBe('000fa0ff')
  for (let i = 0; i < 16; i++) {
    expect(hexDigit(i.toString(16).charCodeAt(0))).toBe(i)
    expect(hexDigit(i.toString(16).toUpperCase().charCodeAt(0))).toBe(i)
  }
  for (const c of '/:@Gg`') expect(hexDigit(c.charCodeAt(0))).toBe(-1)
})
