import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../src/bytes/base64.ts'

const byteString = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)) })

it('writes what the platform calls base64url', () => {
  fc.assert(
    fc.property(byteString, (bytes) => {
      const text = Buffer.from(bytes, 'latin1').toString('base64url')
      expect(encodeBase64(bytes)).toBe(text)
      expect(decodeBase64(text)).toBe(bytes)
    }),
  )
})

it.each(['A', 'AAAAA', 'AB=', 'A+', 'A/', 'A A', 'AB', 'AAB', 'é1'])('refuses %j', (text) => {
  expect(decodeBase64(text)).toBeUndefined()
})
