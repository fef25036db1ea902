import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { AofAnnotator, annotateAof } from '../../../src/formats/aof/annotate.ts'
import { encodeCommand, encodeSelect, encodeTimestamp } from '../../../src/formats/aof/encode.ts'

const snapshot = readFileSync(new URL('../rdb/every-type.rdb', import.meta.url), 'latin1')

const log =
  encodeSelect(0) +
  encodeTimestamp(1_795_165_200) +
  encodeCommand(['SET', 'a', '1']) +
  encodeCommand(['MULTI']) +
  encodeSelect(3) +
  encodeCommand(['INCR', 'n']) +
  encodeCommand(['EXEC']) +
  encodeCommand(['DEL', 'n'])

const summary = (text: string) =>
  annotateAof(text).map((part) =>
    part.kind === 'command' ? `${part.argv.join(' ')} @${part.db} ${part.group}` : part.kind,
  )

describe('an append-only file', () => {
  it('is one part a command, with its database and its transaction', () => {
    expect(summary(log)).toEqual([
      'SELECT 0 @0 none',
      'annotation',
      'SET a 1 @0 none',
      'MULTI @0 first',
      'SELECT 3 @3 inside',
      'INCR n @3 inside',
      'EXEC @3 last',
      'DEL n @3 none',
    ])
    expect(annotateAof(log)[1]).toMatchObject({ text: '#TS:1795165200', seconds: 1_795_165_200 })
  })

  it('leaves no byte out, wherever it is cut', () => {
    for (let size = 0; size <= log.length; size++) {
      const parts = annotateAof(log.slice(0, size))
      expect(parts.every(({ from }, i) => from === (parts[i - 1]?.to ?? 0))).toBe(true)
      expect(parts.at(-1)?.to ?? 0).toBe(size)
    }
    expect(annotateAof(log.slice(0, -3)).at(-1)).toMatchObject({ kind: 'cut', to: log.length - 3 })
  })

  it('ends where no command begins', () => {
    const broken = `${encodeCommand(['SET', 'a', '1'])}hello`
    expect(annotateAof(broken).at(-1)).toEqual({ kind: 'damage', from: broken.length - 5, to: broken.length })
  })

  it('knows a transaction that has no end', () => {
    const annotator = new AofAnnotator(encodeCommand(['SET', 'a', '1']) + encodeCommand(['MULTI']))
    while (!annotator.ended) annotator.next()
    expect(annotator.openMulti).toBe(encodeCommand(['SET', 'a', '1']).length)
  })

  it('may begin with a snapshot', () => {
    expect(summary(snapshot + encodeCommand(['DEL', 'a']))).toEqual(['preamble', 'DEL a @0 none'])
    expect(summary(snapshot)).toEqual(['preamble'])
  })
})
