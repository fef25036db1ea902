import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { edited } from '../../../src/world/inputs.ts'
import { ByteDoc } from '../../../src/lab/components/files/byte-doc.ts'
import {
  moveTo,
  parseHex,
  parseOffset,
  press,
  put,
  START,
} from '../../../src/lab/components/files/hex-input.ts'
import type { HexState, Key } from '../../../src/lab/components/files/hex-input.ts'

const LAYOUT = { width: 16, page: 4 }

const typed = (doc: ByteDoc, keys: readonly (string | Key)[], from: HexState = START): HexState =>
  keys.reduce<HexState>(
    (state, key) => press(state, doc, typeof key === 'string' ? { key } : key, LAYOUT) ?? state,
    from,
  )

const z = { key: 'z', control: true }

describe('typing', () => {
  it('overwrites digit by digit, and the byte is one change', () => {
    const doc = new ByteDoc('abc')
    const state = typed(doc, ['4', 'F', '7'])
    expect(doc.data).toBe('Orc')
    expect(state).toMatchObject({ at: 1, half: true })
    typed(doc, [z, z], state)
    expect(doc.data).toBe('abc')
    expect(doc.isChanged).toBe(false)
  })

  it('inserts, and appends at the end', () => {
    const doc = new ByteDoc('ac')
    const inserting = typed(doc, ['ArrowRight', 'Insert', '6', '2'])
    expect(doc.data).toBe('abc')
    typed(doc, ['End', 'ArrowRight', '6', '4'], inserting)
    expect(doc.data).toBe('abcd')
    typed(doc, ['6', '5'], { ...START, at: 4 })
    expect(doc.data).toBe('abcde')
  })

  it('writes text, in UTF-8', () => {
    const doc = new ByteDoc('abcdef')
    typed(doc, ['가'], { ...START, side: 'text' })
    expect(doc.data).toBe('\xea\xb0\x80def')
  })

  it('takes bytes out', () => {
    const doc = new ByteDoc('abcdef')
    const shift = { key: 'ArrowRight', shift: true }
    const state = typed(doc, [shift, shift, 'Delete'])
    expect(doc.data).toBe('def')
    typed(doc, ['Delete', 'End', 'ArrowRight', 'Backspace'], state)
    expect(doc.data).toBe('e')
    typed(doc, [z, z, z])
    expect(doc.data).toBe('abcdef')
    typed(doc, [
      { key: 'z', control: true, shift: true },
      { key: 'y', control: true },
    ])
    expect(doc.data).toBe('ef')
  })

  it('walks rows and stops at the ends', () => {
    const doc = new ByteDoc('x'.repeat(100))
    expect(typed(doc, ['ArrowDown', 'End']).at).toBe(31)
    expect(typed(doc, ['PageDown', 'PageDown']).at).toBe(100)
    expect(typed(doc, ['ArrowUp']).at).toBe(0)
    expect(typed(doc, [{ key: 'End', control: true }]).at).toBe(100)
  })

  it('leaves other keys to the page', () => {
    const doc = new ByteDoc('a')
    for (const key of ['Tab', 'F5', 'g', 'Shift']) expect(press(START, doc, { key }, LAYOUT)).toBeUndefined()
    expect(press(START, doc, { key: 'r', control: true }, LAYOUT)).toBeUndefined()
  })

  it('puts pasted bytes over a selection', () => {
    const doc = new ByteDoc('abcdef')
    const state = moveTo(moveTo(START, 1, doc), 3, doc, true)
    expect(put(state, doc, 'XY').at).toBe(3)
    expect(doc.data).toBe('aXYef')
  })
})

describe('a document', () => {
  it('gives the world the same changes, and knows which bytes they touched', () => {
    const change = fc.record({ at: fc.nat(40), removed: fc.nat(6), inserted: fc.string({ maxLength: 5 }) })
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(change, { maxLength: 8 }), (text, changes) => {
        const doc = new ByteDoc(text)
        for (const { at, removed, inserted } of changes) doc.change(at, removed, inserted)
        expect(edited(text, doc.edits)).toBe(doc.data)
        const after = doc.data
        while (doc.undo() !== undefined);
        expect(doc.data).toBe(text)
        while (doc.redo() !== undefined);
        expect(doc.data).toBe(after)
        doc.revert()
        expect(doc.data).toBe(text)
      }),
    )
  })

  it('counts offsets from where its bytes begin', () => {
    const doc = new ByteDoc('abcd', 1000)
    doc.change(1001, 1, 'XY')
    expect(doc.data).toBe('aXYcd')
    expect(doc.edits).toEqual([[1001, 1, 'XY']])
    expect([1000, 1001, 1002, 1003].map((at) => doc.isTouched(at))).toEqual([false, true, true, false])
    expect(edited(`${'.'.repeat(1000)}abcd`, doc.edits).slice(1000)).toBe('aXYcd')
  })

  it('follows the disk, keeps edits before what was appended, and tells a conflict', () => {
    const doc = new ByteDoc('abc')
    expect(doc.follow('abcd')).toBe(true)
    doc.change(0, 1, 'A')
    expect(doc.follow('abcdef')).toBe(true)
    expect(doc.data).toBe('Abcdef')
    expect(doc.follow('other')).toBe(false)
    expect(doc.data).toBe('Abcdef')
    doc.saved()
    expect(doc.isChanged).toBe(false)
    expect(doc.follow('other')).toBe(true)
    expect(doc.data).toBe('other')
  })
})

describe('fields', () => {
  it('read hex digits and offsets', () => {
    expect(parseHex('0a FF')).toBe('\n\xff')
    expect(parseHex('0x0a,0xff')).toBe('\n\xff')
    for (const wrong of ['', 'a', 'zz', '0a f']) expect(parseHex(wrong)).toBeUndefined()
    expect([parseOffset('12'), parseOffset(' 0x1F '), parseOffset('1f')]).toEqual([12, 31, undefined])
  })
})
