import { describe, expect, it } from 'vitest'
import { encodeCommand } from '../../../src/formats/aof/encode.ts'
import { AofBuffer } from '../../../src/redis/persistence/aof-buffer.ts'

const filled = (...texts: readonly string[]): AofBuffer => {
  const buffer = new AofBuffer()
  for (const text of texts) buffer.append(text)
  return buffer
}
const LARGE = 'x'.repeat(70_000)

describe('what is not written yet', () => {
  it('keeps its order, small texts and large ones', () => {
    const texts = ['a', 'b', LARGE, 'c', 'd'.repeat(40_000), 'e'.repeat(40_000), 'f']
    const buffer = filled(...texts)
    expect(buffer.size).toBe(texts.join('').length)
    expect(buffer.parts().join('')).toBe(texts.join(''))
    buffer.append('g')
    expect(buffer.parts().join('')).toBe(texts.join('') + 'g')
  })

  it.each([0, 1, 2, 3, 70_001, 70_002, 70_004])('loses what was written after all: %i bytes', (count) => {
    const all = `ab${LARGE}cd`
    const buffer = filled('a', 'b', LARGE, 'c', 'd')
    buffer.drop(count)
    expect(buffer.size).toBe(all.length - count)
    expect(buffer.parts().join('')).toBe(all.slice(count))
    buffer.append('e')
    expect(buffer.parts().join('')).toBe(all.slice(count) + 'e')
  })

  it('takes a command as it came, or writes it anew', () => {
    const argv = ['SET', 'a', '1']
    const buffer = new AofBuffer()
    buffer.appendCommand(argv, { textOf: (_, length) => '.'.repeat(length) })
    expect(buffer.parts()).toEqual(['.'.repeat(encodeCommand(argv).length)])
    buffer.clear()
    buffer.appendCommand(argv, { textOf: () => undefined })
    buffer.appendCommand(argv, undefined)
    expect(buffer.parts().join('')).toBe(encodeCommand(argv).repeat(2))
  })

  it('takes a command that no string could hold whole', () => {
    const value = 'v'.repeat(2 ** 29 - 32)
    const buffer = new AofBuffer()
    buffer.appendCommand(['SET', 'a', value], undefined)
    const parts = buffer.parts()
    expect(parts.map(({ length }) => length)).toEqual([
      `*3\r\n$3\r\nSET\r\n$1\r\na\r\n$${value.length}\r\n`.length,
      value.length,
      2,
    ])
    expect(buffer.size).toBe(parts.reduce((sum, { length }) => sum + length, 0))
  })
})
