import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeCommand } from '../../../src/formats/aof/encode.ts'
import { fileKind } from '../../../src/lab/components/files/file-kind.ts'
import { argvWith, MOST_BYTES, openFiles } from '../../../src/lab/components/files/opened.ts'
import { Records, respTokens, rowAt, shown } from '../../../src/lab/components/files/records.ts'
import type { RecordsWish } from '../../../src/lab/components/files/records.ts'
import { encodeUtf8 } from '../../../src/bytes/utf8.ts'

const snapshot = readFileSync(new URL('../../formats/rdb/every-type.rdb', import.meta.url), 'latin1')
const set = encodeCommand(['SET', 'a', '1'])
const del = encodeCommand(['DEL', 'a'])

const records = (kind: 'rdb' | 'aof', text: string, wish: Partial<RecordsWish> = {}): Records => {
  const all = new Records({ text, size: text.length, synced: text.length, width: 8, ...wish }, kind)
  while (!all.advance(3));
  return all
}

describe('rows', () => {
  it('show every byte of a snapshot, long parts but their beginning', () => {
    const { rows, damage } = records('rdb', snapshot)
    expect(damage).toBeUndefined()
    expect(rows.every((row, i) => row.from === (rows[i - 1]?.to ?? 0))).toBe(true)
    expect(rows.at(-1)!.to).toBe(snapshot.length)
    expect(rows.some(({ kind }) => kind === 'skipped')).toBe(true)
    expect(rows[rowAt(rows, 12)]).toMatchObject({ from: 11, to: 19, first: true })
  })

  it('mark what a power cut would lose', () => {
    const { rows } = records('aof', set + del, { synced: set.length })
    expect(rows.map(({ kind }) => kind)).toEqual(['aof', 'synced', 'aof'])
    expect(records('aof', set + del).rows.map(({ kind }) => kind)).toEqual(['aof', 'aof'])
  })

  it('go on with commands behind a snapshot', () => {
    const all = records('aof', snapshot + set)
    expect(all.rows.at(-1)).toMatchObject({ kind: 'aof', from: snapshot.length })
    expect(all.damage).toBeUndefined()
    expect(records('aof', snapshot + set.slice(0, -2)).damage).toEqual({ at: snapshot.length, why: 'cut' })
  })

  it('tell damage from the end of what is at hand', () => {
    const beginning = { size: 10_000 }
    expect(records('rdb', snapshot.slice(0, 300)).damage!.at).toBeLessThan(300)
    expect(records('rdb', snapshot.slice(0, 300), beginning).damage).toBeUndefined()
    expect(records('rdb', snapshot.slice(0, 300), beginning).rows.at(-1)!.kind).toBe('more')
    expect(records('aof', set + set.slice(0, 5), beginning).rows.at(-1)!.kind).toBe('more')
    expect(records('aof', encodeCommand(['MULTI']) + set).openMulti).toBe(0)
  })

  it('show words as people read them', () => {
    expect(['a', 'a b', '', '\xff', encodeUtf8('서울'), 'x'.repeat(200)].map(shown)).toEqual([
      'a',
      '"a b"',
      '""',
      '"\\xff"',
      '"서울"',
      `${'x'.repeat(120)}…`,
    ])
    expect(respTokens(['GET', 'a']).map(({ text }) => text)).toEqual(['*2', '$3', 'GET', '$1', 'a'])
  })
})

describe('a file', () => {
  it.each([
    ['dump.rdb', 'REDIS0010', 'rdb'],
    ['dump.rdb', 'XEDIS0010', 'rdb'],
    ['appendonlydir/appendonly.aof.1.base.rdb', 'REDIS0010', 'rdb'],
    ['appendonlydir/appendonly.aof.1.incr.aof', '', 'aof'],
    ['backup', set, 'aof'],
    ['appendonlydir/appendonly.aof.manifest', 'file a seq 1 type b\n', 'manifest'],
    ['redis.conf', 'port 6379\n', 'text'],
    ['x', '\0\x01', 'bytes'],
  ])('%s is known by its name and its bytes', (path, data, kind) => expect(fileKind(path, data)).toBe(kind))
})

const own = (path: string, data: string) => ({ path, size: data.length, data })

describe('a file of the learner', () => {
  it('goes where the server looks for it', () => {
    const opened = openFiles([own('backup-2026.rdb', snapshot)])
    expect(opened.files).toEqual([{ path: '/dump.rdb', data: snapshot }])
    expect(argvWith(['--port', '6379'], opened)).toEqual([
      ...['--port', '6379', '--dir', '/', '--appendonly', 'no', '--dbfilename', 'dump.rdb'],
    ])
  })

  it('keeps the files of an append-only directory together', () => {
    const manifest = 'file shop.aof.1.base.rdb seq 1 type b\nfile shop.aof.1.incr.aof seq 1 type i\n'
    const opened = openFiles([
      own('/appendonlydir/shop.aof.manifest', manifest),
      own('/appendonlydir/shop.aof.1.base.rdb', snapshot),
      own('/appendonlydir/shop.aof.1.incr.aof', ''),
      own('/appendonlydir/.DS_Store', 'x'),
    ])
    expect(opened.failures).toEqual([])
    expect(opened.files.map(({ path }) => path)).toEqual([
      '/appendonlydir/shop.aof.manifest',
      '/appendonlydir/shop.aof.1.base.rdb',
      '/appendonlydir/shop.aof.1.incr.aof',
    ])
    expect(opened.options).toEqual(['--dir', '/', '--appendonly', 'yes', '--appendfilename', 'shop.aof'])
  })

  it('gets a manifest when it is an append-only file alone', () => {
    const opened = openFiles([own('appendonly.aof', set)])
    expect(opened.files[1]).toEqual({
      path: '/appendonlydir/appendonly.aof.manifest',
      data: 'file appendonly.aof seq 1 type i\n',
    })
    expect(openFiles([own('appendonly.aof', snapshot + set)]).files[1]!.data).toBe(
      'file appendonly.aof seq 1 type b\n',
    )
  })

  it('is a configuration when its lines are directives', () => {
    const opened = openFiles([own('my.conf', '# mine\nport 7000\nsave 900,1\n')])
    expect(opened.conf).toBe('/redis.conf')
    expect(argvWith(['--save', ''], opened)).toEqual(['/redis.conf', '--save', ''])
    expect(argvWith(['/old.conf', '--port', '1'], opened)).toEqual(['/redis.conf', '--port', '1'])
  })

  it('is refused when it is something else, empty, or too large', () => {
    const { failures, files } = openFiles([
      own('photo.png', '\x89PNG\r\n\x1a\n\0'),
      own('empty.rdb', ''),
      own('letter.txt', 'Dear reader,\nthis is a letter.\n'),
      { path: 'big.rdb', size: MOST_BYTES + 1, data: undefined },
    ])
    expect(failures).toEqual([
      { name: 'photo.png', why: 'unknown' },
      { name: 'empty.rdb', why: 'empty' },
      { name: 'letter.txt', why: 'unknown' },
      { name: 'big.rdb', why: 'large' },
    ])
    expect(files).toEqual([])
  })

  it('is opened though it is damaged, and that is said', () => {
    const remarks = (...files: [string, string][]) =>
      openFiles(files.map(([name, data]) => own(name, data))).inspections.map((inspection) => {
        while (!inspection.advance());
        return inspection.remark
      })
    expect(remarks(['dump.rdb', snapshot])).toEqual([undefined])
    expect(remarks(['dump.rdb', snapshot.slice(0, 500)])[0]).toMatchObject({
      why: 'damaged',
      name: 'dump.rdb',
    })
    expect(remarks(['dump.rdb', snapshot.replace('0010', '0012')])).toEqual([
      { name: 'dump.rdb', why: 'newer', version: 12 },
    ])
    expect(remarks(['a.aof', set + del.slice(0, -1)])).toEqual([
      { name: 'a.aof', why: 'damaged', at: set.length },
    ])
    expect(remarks(['a.aof', snapshot + set])).toEqual([undefined])
  })
})
