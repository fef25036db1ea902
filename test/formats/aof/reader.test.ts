import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encodeCommand,
  encodedLength,
  encodeSelect,
  encodeTimestamp,
} from '../../../src/formats/aof/encode.ts'
import { AofReader } from '../../../src/formats/aof/reader.ts'

const bytes = fc
  .array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 })
  .map((all) => String.fromCharCode(...all))
const commands = fc.array(fc.array(bytes, { minLength: 1, maxLength: 12 }), { maxLength: 8 })

const readAll = (text: string, from = 0) => {
  const reader = new AofReader(text, from)
  const found: (readonly string[])[] = []
  let item = reader.next()
  for (; item.kind === 'command'; item = reader.next()) found.push(item.argv)
  return { found, end: item.kind }
}

describe('commands in an append-only file', () => {
  it('are read as they were written, annotations passed over', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const text = all.map((argv, i) => encodeTimestamp(i) + encodeCommand(argv)).join('')
        expect(readAll(text)).toEqual({ found: all, end: 'end' })
        for (const argv of all) expect(encodedLength(argv)).toBe(encodeCommand(argv).length)
      }),
    )
  })

  it('cut off anywhere leave whole commands and a short end', () => {
    fc.assert(
      fc.property(commands, fc.nat(), (all, n) => {
        const pieces = all.map(encodeCommand)
        const text = pieces.join('')
        const at = n % (text.length + 1)
        let whole = 0
        let size = 0
        while (whole < pieces.length && size + pieces[whole]!.length <= at) size += pieces[whole++]!.length
        const { found, end } = readAll(text.slice(0, at))
        expect(found).toEqual(all.slice(0, whole))
        expect(end).toBe(size === at ? 'end' : 'short')
      }),
    )
  })

  it('are read alike when a file comes in parts', () => {
    fc.assert(
      fc.property(commands, fc.nat(), fc.integer({ min: 1, max: 40 }), (all, n, size) => {
        const text = all.map((argv, i) => encodeTimestamp(i) + encodeCommand(argv)).join('')
        const file = text.slice(0, n % 3 === 0 ? text.length : n % (text.length + 1))
        const reader = new AofReader(file.slice(0, size), 0, {
          from: (offset) => file.slice(offset, offset + size),
        })
        const whole = new AofReader(file)
        for (;;) {
          const item = reader.next()
          expect(item).toEqual(whole.next())
          if (item.kind !== 'command') return
          expect(reader.offset).toBe(whole.offset)
        }
      }),
    )
  })

  it('may begin after something else', () => {
    expect(readAll(`REDIS${encodeSelect(3)}`, 5).found).toEqual([['SELECT', '3']])
  })

  it.each([
    ['junk', 'format'],
    ['*0\r\n', 'format'],
    ['*x\r\n', 'format'],
    ['*1\r\n+PING\r\n', 'format'],
    ['*1\r\n$-1\r\n', 'format'],
    ['*', 'short'],
    ['*1', 'short'],
    ['*1\r\n', 'short'],
    ['*1\r\n$4\r\nPIN', 'short'],
    ['*1\r\n$4\r\nPING\r', 'short'],
    ['#TS:1', 'end'],
    ['', 'end'],
  ])('%j ends: %s', (text, end) => {
    expect(readAll(text).end).toBe(end)
  })

  it('are not looked at too closely: the bytes after an argument may be any two', () => {
    expect(readAll('*1\r\n$4\r\nPINGxx').found).toEqual([['PING']])
  })
})
