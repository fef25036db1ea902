import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { annotateRdb, forgetParts, RdbAnnotator } from '../../../src/formats/rdb/annotate.ts'
import type { RdbPart } from '../../../src/formats/rdb/annotate.ts'
import { packedParts } from '../../../src/formats/rdb/annotate-packed.ts'

/* A dump.rdb of redis-server 7.0.15 with every type, most encodings, a time to live and a function. */
const real = readFileSync(new URL('every-type.rdb', import.meta.url), 'latin1')

const valuesOf = (parts: readonly RdbPart[], name: RdbPart['name']) =>
  parts.filter((part) => part.name === name).map(({ value }) => value)

const isGapless = (parts: readonly RdbPart[], size: number): boolean => {
  const ends = parts.map(({ to }) => to)
  return parts.every(({ from }, i) => from === (ends[i - 1] ?? 0)) && ends.at(-1) === size
}

describe('a whole file', () => {
  const { parts, damage, end } = annotateRdb(real)

  it('has a name for every byte', () => {
    expect(isGapless(parts, real.length)).toBe(true)
    expect(damage).toBeUndefined()
    expect(end).toBe(real.length)
  })

  it('begins with its magic word, version and fields', () => {
    expect(parts.slice(0, 7).map(({ name, value }) => [name, value])).toEqual([
      ['magic', 'REDIS'],
      ['version', '0010'],
      ['opcode', 'AUX'],
      ['length', '9'],
      ['aux-name', 'redis-ver'],
      ['length', '6'],
      ['aux-value', '7.0.15'],
    ])
  })

  it('tells every key, its type and when it expires', () => {
    expect(valuesOf(parts, 'key').sort()).toEqual(
      'bigh bigz biglist greeting h ints list long n n16 n32 other s ttl words z'.split(' ').sort(),
    )
    expect(new Set(valuesOf(parts, 'type'))).toEqual(
      new Set(
        (
          'STRING LIST_QUICKLIST_2 SET SET_INTSET HASH HASH_LISTPACK ZSET_2 ZSET_LISTPACK ' +
          'STREAM_LISTPACKS_2'
        ).split(' '),
      ),
    )
    expect(valuesOf(parts, 'expire-ms')).toEqual(['1926000000123'])
    expect(valuesOf(parts, 'score')).toEqual(['1.5', '-inf'])
    expect(valuesOf(parts, 'db')).toEqual(['0', '3'])
    expect(valuesOf(parts, 'stream-id')).toEqual(['1-1', '1-1', '2-1', '1-1', '2-1'])
  })

  it('says how a string is written', () => {
    const how = (value: string) => parts.find((part) => part.name === 'value' && part.value === value)?.how
    expect([how('12'), how('-1200'), how('123456789'), how('ab'.repeat(200)), how('hello')]).toEqual([
      'int8',
      'int16',
      'int32',
      'lzf',
      undefined,
    ])
    expect(parts.at(-1)).toMatchObject({ name: 'checksum', how: 'ok' })
  })

  it('names the entries of what is packed', () => {
    const from = parts.findIndex(({ name, value }) => name === 'key' && value === 'ints')
    const entries = parts.slice(from).filter(({ name }) => name === 'packed-entry')
    expect(entries.slice(0, 3).map(({ value }) => value)).toEqual(['1', '2', '300'])
  })
})

describe('a damaged file', () => {
  it('has names up to the damage, wherever that is', () => {
    for (let size = 1; size < real.length; size += 3) {
      const { parts, damage } = annotateRdb(real.slice(0, size))
      expect(damage, `cut at ${size}`).toBeDefined()
      expect(damage!.at).toBeLessThanOrEqual(size)
      expect(isGapless(parts, size)).toBe(true)
    }
  })

  it('never fails at a changed byte', () => {
    for (let at = 0; at < real.length; at++) {
      const changed = real.slice(0, at) + String.fromCharCode(real.charCodeAt(at) ^ 0xff) + real.slice(at + 1)
      const { parts, damage } = annotateRdb(changed)
      expect(isGapless(parts, real.length)).toBe(true)
      expect(damage, `changed at ${at}`).toBeDefined()
    }
  })

  it('has a wrong, or no, checksum', () => {
    const off = annotateRdb(real.slice(0, -8) + '\0'.repeat(8))
    expect(off.parts.at(-1)).toMatchObject({ name: 'checksum', how: 'off' })
    expect(off.damage).toBeUndefined()
    const wrong = annotateRdb(real.slice(0, -8) + '\x01'.repeat(8))
    expect(wrong.parts.at(-1)).toMatchObject({ name: 'checksum', how: 'wrong' })
    expect(wrong.damage).toEqual({ at: real.length - 8, why: 'checksum' })
  })

  it('may go on behind its end', () => {
    const { parts, end } = annotateRdb(`${real}*1\r\n`)
    expect(parts.at(-1)).toMatchObject({ name: 'rest', from: real.length, to: real.length + 4 })
    expect(end).toBe(real.length)
  })

  it('is none without the magic word', () => {
    expect(annotateRdb('hello').parts).toEqual([{ from: 0, to: 5, name: 'damage', depth: 0, value: 'magic' }])
    expect(annotateRdb('').damage).toEqual({ at: 0, why: 'magic' })
  })
})

describe('an annotator', () => {
  it('may forget what it named', () => {
    const annotator = new RdbAnnotator(real.slice(0, 400))
    while (!annotator.ended) {
      annotator.next()
      forgetParts(annotator)
    }
    expect(annotator.parts).toHaveLength(1)
    expect(annotator.damage).toEqual(annotateRdb(real.slice(0, 400)).damage)
  })

  it('does not take other bytes for a packed value', () => {
    expect(packedParts('abc', 'listpack')).toBeUndefined()
    expect(packedParts('\x07\0\0\0\0\0\xff', 'listpack')).toHaveLength(3)
    expect(packedParts('\x07\0\0\0\0\0\xfe', 'listpack')).toBeUndefined()
    expect(packedParts('\x03\0\0\0\x01\0\0\0ab', 'intset')).toBeUndefined()
  })
})
