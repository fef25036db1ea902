import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBytes, toBytes } from '../../src/bytes/bytestrings.ts'
import { Utf8Decoder, decodeUtf8, displayWidth, encodeUtf8 } from '../../src/bytes/utf8.ts'

const native = (bytes: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(toBytes(bytes))
/** Bytes that often make characters, broken ones too. */
const byte = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xea, 0xb0),
)
const byteString = fc.array(byte, { maxLength: 40 }).map((bytes) => fromBytes(Uint8Array.from(bytes)))

describe('UTF-8', () => {
  it('encodes as the platform does', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        expect(encodeUtf8(text)).toBe(fromBytes(new TextEncoder().encode(text)))
        expect(decodeUtf8(encodeUtf8(text))).toBe(text)
      }),
    )
    expect(encodeUtf8('\ud800x')).toBe('\xef\xbf\xbdx')
    expect(encodeUtf8('\udc00')).toBe('\xef\xbf\xbd')
  })

  it('decodes any bytes as the platform does', () => {
    fc.assert(
      fc.property(byteString, (bytes) => decodeUtf8(bytes) === native(bytes)),
      { numRuns: 2000 },
    )
  })

  it('decodes pieces as the whole', () => {
    fc.assert(
      fc.property(fc.array(byteString), (pieces) => {
        const decoder = new Utf8Decoder()
        const text = pieces.map((piece) => decoder.write(piece)).join('') + decoder.end()
        expect(text).toBe(native(pieces.join('')))
        expect(decoder.end()).toBe('')
      }),
    )
  })
})

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['redis', 5],
    ['가나다', 6],
    ['한글 key', 8],
    ['中文', 4],
    ['ｆｕｌｌ', 8],
    ['e\u0301', 1],
    ['\u1112\u1161\u11ab', 2],
    ['😀', 2],
    ['a\u200bb', 2],
    ['│─', 2],
    ['\x1b', 0],
    ['€', 1],
    ['㎏', 2],
    ['\u{20000}', 2],
    ['\u0378', 1],
  ])('%j takes %s cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells)
  })
})
