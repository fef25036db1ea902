/** Curves of characters, with labels written downwards below them (sparkline.c). */

export interface Spark {
  readonly value: number
  readonly label: string
}

/** From low to high within a row, and what fills the rows below. */
const CHARACTERS = '_o#'
const FILL = '|'

const characterAt = (step: number, fromBottom: number): string => {
  const at = step - fromBottom * CHARACTERS.length
  if (at < 0) return ' '
  return at < CHARACTERS.length ? CHARACTERS[at]! : FILL
}

const part = (sparks: readonly Spark[], rows: number, min: number, max: number): string => {
  const steps = CHARACTERS.length * rows
  const range = max === min ? 1 : max - min
  const heights = sparks.map(({ value }) => Math.min(steps - 1, Math.trunc(((value - min) * steps) / range)))
  const lines: string[] = []
  for (let row = 0; row < rows; row++) {
    lines.push(heights.map((height) => characterAt(height, rows - row - 1)).join(''))
  }
  lines.push(' '.repeat(sparks.length))
  const longest = Math.max(...sparks.map(({ label }) => label.length))
  for (let i = 0; i < longest; i++) lines.push(sparks.map(({ label }) => label[i] ?? ' ').join(''))
  return lines.map((line) => `${line}\n`).join('')
}

/** The curve of at least one value, broken after `columns` of them. */
export const sparkline = (sparks: readonly Spark[], columns: number, rows: number): string => {
  const values = sparks.map(({ value }) => value)
  const min = Math.min(...values)
  const max = Math.max(...values)
  const parts: string[] = []
  for (let at = 0; at < sparks.length; at += columns) {
    parts.push(part(sparks.slice(at, at + columns), rows, min, max))
  }
  return parts.join('\n')
}
