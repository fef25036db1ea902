/** Where text ends up in a terminal of a given width, and how it is stepped through by what a reader sees. */
import { codePointWidth } from '../../bytes/utf8.ts'

export interface Place {
  readonly row: number
  readonly column: number
}

/**
 * The cell after `text` printed from `from` on, `columns` wide: a wide character that does not fit goes to the
 * next row whole, and a full row means the first cell of the next one.
 */
export const after = (text: string, from: Place, columns: number): Place => {
  let { row, column } = from
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i)!
    if (c > 0xffff) i++
    const width = codePointWidth(c)
    if (column + width > columns) {
      row++
      column = 0
    }
    column += width
    if (column === columns) {
      row++
      column = 0
    }
  }
  return { row, column }
}

/** The longest beginning of `text` that fits into so many cells. */
export const fitting = (text: string, cells: number): string => {
  let left = cells
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i)!
    left -= codePointWidth(c)
    if (left < 0) return text.slice(0, i)
    if (c > 0xffff) i++
  }
  return text
}

const isLowSurrogate = (c: number): boolean => c >= 0xdc00 && c <= 0xdfff

/** Code units of the last character of `text`, with the marks that stand on it; 0 when empty. */
export const lastLength = (text: string): number => {
  let start = text.length
  while (start > 0) {
    start -= start > 1 && isLowSurrogate(text.charCodeAt(start - 1)) ? 2 : 1
    if (codePointWidth(text.codePointAt(start)!) > 0) break
  }
  return text.length - start
}

/** Code units of the first character of `text`, with the marks that stand on it; 0 when empty. */
export const firstLength = (text: string): number => {
  let end = 0
  while (end < text.length) {
    const c = text.codePointAt(end)!
    if (end > 0 && codePointWidth(c) > 0) break
    end += c > 0xffff ? 2 : 1
  }
  return end
}
