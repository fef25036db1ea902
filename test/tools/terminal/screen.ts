/** A terminal's screen, as much of a VT100 as line editing uses: what a learner would see. */
import { codePointWidth, decodeUtf8 } from '../../../src/bytes/utf8.ts'

export class Screen {
  readonly columns: number
  readonly lines: string[][] = [[]]
  row = 0
  column = 0
  bells = 0
  /** Text in grey, as hints are. */
  grey = ''
  private style = ''

  constructor(columns = 80) {
    this.columns = columns
  }

  /** Bytes a process wrote; `\n` also returns to the first column, as terminals are set for programs. */
  write(bytes: string): void {
    const text = decodeUtf8(bytes)
    for (let i = 0; i < text.length;) {
      const escape = /^\x1b\[([0-9;]*)([A-Za-z])/.exec(text.slice(i, i + 20))
      if (escape !== null) {
        this.command(escape[2]!, escape[1]!)
        i += escape[0].length
        continue
      }
      const c = text.codePointAt(i)!
      this.put(c)
      i += c > 0xffff ? 2 : 1
    }
  }

  /** Rows without what is blank at their end, down to the last that has something or the cursor. */
  get rows(): string[] {
    const rows = this.lines.map((cells) =>
      cells
        .map((cell) => cell ?? ' ')
        .join('')
        .trimEnd(),
    )
    while (rows.length - 1 > this.row && rows.at(-1) === '') rows.pop()
    return rows
  }

  private put(c: number): void {
    if (c === 7) this.bells++
    else if (c === 13) this.column = 0
    else if (c === 10) {
      this.column = 0
      this.down()
    } else if (c >= 32) this.print(c)
  }

  private print(c: number): void {
    const width = codePointWidth(c)
    const character = String.fromCodePoint(c)
    if (width === 0) {
      const cells = this.line()
      const at = Math.max(0, cells[this.column - 1] === '' ? this.column - 2 : this.column - 1)
      cells[at] = (cells[at] ?? '') + character
      return
    }
    if (this.column + width > this.columns) {
      this.column = 0
      this.down()
    }
    const cells = this.line()
    while (cells.length < this.column) cells.push(' ')
    cells[this.column] = character
    if (width === 2) cells[this.column + 1] = ''
    if (this.style === '0;90;49') this.grey += character
    this.column += width
  }

  private line(): string[] {
    while (this.lines.length <= this.row) this.lines.push([])
    return this.lines[this.row]!
  }

  private down(): void {
    this.row++
    this.line()
  }

  private command(final: string, parameters: string): void {
    const n = Number(parameters || '1')
    // Moving off a full row starts from its last cell.
    this.column = Math.min(this.column, this.columns - (final === 'm' ? 0 : 1))
    if (final === 'A') this.row = Math.max(0, this.row - n)
    else if (final === 'B') this.row += n
    else if (final === 'C') this.column = Math.min(this.columns - 1, this.column + n)
    else if (final === 'G') this.column = Math.max(0, n - 1)
    else if (final === 'H') this.row = this.column = 0
    else if (final === 'K' && parameters === '2') this.line().length = 0
    else if (final === 'K') this.line().length = Math.min(this.line().length, this.column)
    else if (final === 'J') this.erase(parameters)
    else if (final === 'm') {
      this.style = parameters
      if (parameters === '0;90;49') this.grey = ''
    } else throw new Error(`The screen does not know ESC[${parameters}${final}`)
  }

  private erase(parameters: string): void {
    if (parameters === '2') this.lines.forEach((cells) => (cells.length = 0))
    else {
      this.line().length = Math.min(this.line().length, this.column)
      this.lines.length = this.row + 1
    }
  }
}
