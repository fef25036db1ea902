import { describe, expect, it } from 'vitest'
import {
  emptyManifest,
  formatManifest,
  isManifestError,
  parseManifest,
  withNewBase,
  withNewIncr,
  withOldFile,
  withRewrittenIncr,
} from '../../../src/formats/aof/manifest.ts'
import type { Manifest } from '../../../src/formats/aof/manifest.ts'

const NAME = 'appendonly.aof'

const parsed = (text: string): Manifest => {
  const read = parseManifest(text)
  if (isManifestError(read)) throw new Error(read.error)
  return read
}

describe('a manifest', () => {
  it('lists the base, then history, then what is appended to, and is read as it was written', () => {
    let manifest = withNewIncr(withNewBase(emptyManifest, NAME, true), NAME)
    manifest = withNewIncr(manifest, NAME)
    manifest = withRewrittenIncr(withNewBase(manifest, NAME, false), true)
    const text = formatManifest(manifest)
    expect(text.split('\n')).toEqual([
      'file appendonly.aof.2.base.aof seq 2 type b',
      'file appendonly.aof.1.incr.aof seq 1 type h',
      'file appendonly.aof.1.base.rdb seq 1 type h',
      'file appendonly.aof.2.incr.aof seq 2 type i',
      '',
    ])
    expect(parsed(text)).toEqual(manifest)
  })

  it('keeps no incremental file when none is written to', () => {
    const manifest = withRewrittenIncr(withNewIncr(withNewBase(emptyManifest, NAME, true), NAME), false)
    expect(manifest.incr).toEqual([])
    expect(manifest.incrSeq).toBe(1)
    expect(formatManifest(manifest)).toContain('file appendonly.aof.1.incr.aof seq 1 type h\n')
  })

  it('goes on counting where the file it read left off', () => {
    const manifest = parsed('file a.7.base.rdb seq 7 type b\nfile a.9.incr.aof seq 9 type i\n')
    expect(withNewIncr(manifest, 'a').incr.at(-1)?.name).toBe('a.10.incr.aof')
    expect(withNewBase(manifest, 'a', true).base?.name).toBe('a.8.base.rdb')
  })

  it.each(['with space.aof', 'quote".aof', "apostrophe'.aof", 'b\xc3\xa9.aof', '\x01'])(
    'quotes a name that needs it: %j',
    (name) => {
      const manifest = withOldFile(emptyManifest, name)
      expect(parsed(formatManifest(manifest)).base?.name).toBe(name)
    },
  )

  it('may have any order of words, in any case, and words that are not known yet', () => {
    const manifest = parsed('TYPE i Seq 3 size 10 FILE x\n')
    expect(manifest.incr).toEqual([{ name: 'x', seq: 3, type: 'i' }])
  })

  it('is refused for lines that are too long', () => {
    const long = `file ${'x'.repeat(1100)} seq 1 type i\n`
    expect(parseManifest(long)).toEqual({
      error: 'The AOF manifest file contains too long line',
      number: 1,
      line: undefined,
    })
  })
})
