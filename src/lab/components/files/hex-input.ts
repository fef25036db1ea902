import { encodeUtf8 } from '../../../bytes/utf8.ts'
import type { ByteDoc } from './byte-doc.ts'

/*
 * What keys do to the bytes of a file: the place, the selection and the way of typing are plain data, so that it can
 * be tried without a page.
 */

export interface HexState {
  /** Offset of the byte with the caret; the file's end is a place too. */
  readonly at: number
  /** The other end of the selection; undefined: nothing is selected. */
  readonly anchor: number | undefined
  /** Which side is typed into. */
  readonly side: 'hex' | 'text'
  /** Whether the byte's first digit has been typed. */
  readonly half: boolean
  readonly insert: boolean
}

export const START: HexState = { at: 0, anchor: undefined, side: 'hex', half: false, insert: false }

export interface Key {
  readonly key: string
  readonly shift?: boolean
  /** Control, or Command on a Mac. */
  readonly control?: boolean
}

export interface Layout {
  /** Bytes of a row, rows in sight. */
  readonly width: number
  readonly page: number
}

/** First and last offset (behind it) of what is selected; the byte at the caret when nothing is. */
export const selection = ({ at, anchor }: HexState): { from: number; to: number } =>
  anchor === undefined
    ? { from: at, to: at + 1 }
    : { from: Math.min(at, anchor), to: Math.max(at, anchor) + 1 }

export const isSelected = (state: HexState, at: number): boolean => {
  const { from, to } = selection(state)
  return at >= from && at < to
}

/** The caret at another place. */
export const moveTo = (state: HexState, at: number, doc: ByteDoc, keep = false): HexState => {
  const to = Math.max(doc.from, Math.min(doc.end, at))
  const anchor = keep ? (state.anchor ?? state.at) : undefined
  return { ...state, at: to, anchor, half: false }
}

const destination = (
  { key, control }: Key,
  { at }: HexState,
  doc: ByteDoc,
  layout: Layout,
): number | undefined => {
  const { width, page } = layout
  const column = (at - doc.from) % width
  switch (key) {
    case 'ArrowLeft':
      return at - 1
    case 'ArrowRight':
      return at + 1
    case 'ArrowUp':
      return at - width
    case 'ArrowDown':
      return at + width
    case 'PageUp':
      return at - width * page
    case 'PageDown':
      return at + width * page
    case 'Home':
      return control === true ? doc.from : at - column
    case 'End':
      return control === true ? doc.end : at - column + width - 1
    default:
      return undefined
  }
}

/** Takes the selected bytes out, or the one at the caret. */
export const remove = (state: HexState, doc: ByteDoc): HexState => {
  const { from, to } = selection(state)
  doc.change(from, to - from, '')
  return moveTo(state, from, doc)
}

/** Puts bytes at the caret: over what is there or selected, or before it. */
export const put = (state: HexState, doc: ByteDoc, bytes: string, insert = state.insert): HexState => {
  const { from, to } = selection(state)
  const over = state.anchor === undefined ? (insert ? 0 : bytes.length) : to - from
  doc.change(from, over, bytes)
  return moveTo(state, from + bytes.length, doc)
}

const digit = (state: HexState, doc: ByteDoc, value: number): HexState => {
  const { at, half } = state
  const old = doc.byte(at) ?? 0
  if (half) {
    doc.change(at, 1, String.fromCharCode((old & 0xf0) | value))
    return moveTo(state, at + 1, doc)
  }
  const byte = state.insert || at >= doc.end ? value << 4 : (value << 4) | (old & 0x0f)
  const next = put(state, doc, String.fromCharCode(byte))
  return { ...next, at: next.at - 1, half: true }
}

/** Bytes from hex digits, with or without spaces; undefined where they are none. */
export const parseHex = (text: string): string | undefined => {
  const digits = text.replace(/0x|[\s,]/gi, '')
  if (digits === '' || digits.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(digits)) return undefined
  let bytes = ''
  for (let i = 0; i < digits.length; i += 2)
    bytes += String.fromCharCode(Number.parseInt(digits.slice(i, i + 2), 16))
  return bytes
}

export const formatHex = (bytes: string): string =>
  [...bytes].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(' ')

/** An offset as it is typed: decimal, or hexadecimal after `0x`. */
export const parseOffset = (text: string): number | undefined => {
  const trimmed = text.trim()
  return /^(?:\d+|0x[0-9a-f]+)$/i.test(trimmed) ? Number(trimmed) : undefined
}

const controlled = (state: HexState, doc: ByteDoc, key: Key): HexState | undefined => {
  const name = key.key.toLowerCase()
  const back = (at: number | undefined): HexState => (at === undefined ? state : moveTo(state, at, doc))
  if (name === 'z') return back(key.shift === true ? doc.redo() : doc.undo())
  if (name === 'y') return back(doc.redo())
  if (name === 'a') return { ...state, anchor: doc.from, at: Math.max(doc.from, doc.end - 1), half: false }
  return undefined
}

/** What a key does; undefined: it is nobody's here. The document is changed in place. */
export const press = (state: HexState, doc: ByteDoc, key: Key, layout: Layout): HexState | undefined => {
  const to = destination(key, state, doc, layout)
  if (to !== undefined) return moveTo(state, to, doc, key.shift)
  if (key.control === true) return controlled(state, doc, key)
  switch (key.key) {
    case 'Insert':
      return { ...state, insert: !state.insert, half: false }
    case 'Delete':
      return remove(state, doc)
    case 'Backspace': {
      if (state.anchor !== undefined) return remove(state, doc)
      if (state.at <= doc.from) return state
      return remove(moveTo(state, state.at - 1, doc), doc)
    }
    default:
  }
  if ([...key.key].length !== 1) return undefined
  if (state.side === 'text') return put(state, doc, encodeUtf8(key.key))
  return /^[0-9a-f]$/i.test(key.key) ? digit(state, doc, Number.parseInt(key.key, 16)) : undefined
}
