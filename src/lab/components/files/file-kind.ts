import { decodeUtf8 } from '../../../bytes/utf8.ts'

/*
 * What a file is, from its name and its first bytes.
 */

export type FileKind = 'rdb' | 'aof' | 'manifest' | 'text' | 'bytes'

/** How a file can be looked at: its records, its lines, its bytes. */
export type FileView = 'records' | 'table' | 'text' | 'hex'

/** Whether a file is text that people read. */
export const isText = (data: string): boolean =>
  !/[\0-\x08\x0e-\x1f\x7f]/.test(data) && !decodeUtf8(data).includes('\ufffd')

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** `data`: the file's beginning. */
export const fileKind = (path: string, data: string): FileKind => {
  const name = baseName(path)
  if (data.startsWith('REDIS')) return 'rdb'
  if (name.endsWith('.manifest')) return 'manifest'
  if (name.endsWith('.rdb')) return 'rdb'
  if (name.endsWith('.aof') || /^\*\d+\r\n\$\d+\r\n/.test(data) || data.startsWith('#TS:')) return 'aof'
  return isText(data) ? 'text' : 'bytes'
}

const VIEWS: Readonly<Record<FileKind, readonly FileView[]>> = {
  rdb: ['records', 'hex'],
  aof: ['records', 'text', 'hex'],
  manifest: ['table', 'text', 'hex'],
  text: ['text', 'hex'],
  bytes: ['hex'],
}

/** The ways to look at a file of a kind, the best first. */
export const viewsOf = (kind: FileKind): readonly FileView[] => VIEWS[kind]
