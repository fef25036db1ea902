import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Entry } from '../../../src/redis/keyspace/entry.ts'
import type { StringValue } from '../../../src/redis/keyspace/entry.ts'
import {
  append,
  bytesOf,
  copyString,
  integerOf,
  lengthOf,
  setRange,
  sliceOf,
  textOf,
  tryEncode,
} from '../../../src/redis/values/string.ts'

const entryOf = (value: StringValue): Entry => new Entry('k', value)
const byteString = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 255 }), { maxLength }).map((codes) => String.fromCharCode(...codes))

describe('encoding', () => {
  it('keeps canonical 64-bit integers as numbers and everything else as text', () => {
    expect(tryEncode('0')).toBe(0)
    expect(tryEncode('-12')).toBe(-12)
    expect(tryEncode('9223372036854775807')).toBe(9223372036854775807n)
    for (const text of ['', '-0', '+1', '01', ' 1', '1.0', '9223372036854775808', '-', 'x']) {
      expect(tryEncode(text)).toBe(text)
    }
  })

  it('gives back the text it was given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.bigInt().map(String), byteString(30)), (text) => {
        const value = tryEncode(text)
        expect(textOf(value)).toBe(text)
        expect(lengthOf(value)).toBe(text.length)
        expect(bytesOf(value)).toHaveLength(text.length)
      }),
    )
  })

  it('is embstr up to 44 bytes, raw beyond and once modified in place', () => {
    expect(entryOf('x'.repeat(44)).encoding).toBe('embstr')
    expect(entryOf('x'.repeat(45)).encoding).toBe('raw')
    const entry = entryOf(5)
    append(entry, '')
    expect(entry.encoding).toBe('raw')
    expect(integerOf(entry.value as StringValue)).toBe(5)
  })
})

type Change = { readonly at: number | undefined; readonly text: string }

const apply = (text: string, { at, text: patch }: Change): string => {
  if (at === undefined) return text + patch
  if (patch === '') return text
  return text.padEnd(at, '\0').slice(0, at) + patch + text.slice(at + patch.length)
}

describe('modification in place', () => {
  const change = fc.record({
    at: fc.option(fc.oneof(fc.nat(60), fc.nat(9000)), { nil: undefined }),
    text: fc.oneof(
      byteString(10),
      fc.nat(3000).map((n) => 'y'.repeat(n)),
    ),
  })

  it('appends and overwrites as on plain text, below and above the size where bytes take over', () => {
    fc.assert(
      fc.property(byteString(20), fc.array(change, { maxLength: 12 }), (start, changes) => {
        const entry = entryOf(tryEncode(start))
        let expected = start
        for (const each of changes) {
          expected = apply(expected, each)
          const length =
            each.at === undefined
              ? append(entry, each.text)
              : each.text === ''
                ? lengthOf(entry.value as StringValue)
                : setRange(entry, each.at, each.text)
          expect(length).toBe(expected.length)
        }
        const value = entry.value as StringValue
        expect(textOf(value)).toBe(expected)
        expect(sliceOf(value, 3, 5000)).toBe(expected.slice(3, 5000))
      }),
    )
  })

  it('leaves a copy alone', () => {
    const entry = entryOf('z'.repeat(5000))
    append(entry, 'tail')
    const copy = copyString(entry.value as StringValue)
    append(entry, '!')
    setRange(entry, 0, 'head')
    expect(textOf(copy)).toBe('z'.repeat(5000) + 'tail')
  })
})
