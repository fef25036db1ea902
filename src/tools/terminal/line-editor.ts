/**
 * Editing a line on a terminal: what linenoise does in redis-cli 7.0.15 (keys, hints behind the cursor, cycling
 * through completions; recorded), on characters rather than bytes so that Hangul keeps its two cells, and with the
 * history search redis-cli got in 7.2. Plain state; whoever owns an editor passes itself in as `EditorHost`.
 *
 * Keys that come while no line is being read wait for the next one, so a paste of many lines runs them in turn.
 */
import { Utf8Decoder, encodeUtf8 } from '../../bytes/utf8.ts'
import { scanKey } from './keys.ts'
import type { Key, KeyName } from './keys.ts'
import { after, firstLength, fitting, lastLength } from './layout.ts'

/** What an editor needs from its process; never kept. */
export interface EditorHost {
  /** Writes to the terminal (byte string). */
  write(bytes: string): void
  /** Cells in a row. */
  columns(): number
  /** What to show in grey behind the line (byte strings); undefined: nothing. */
  hint(line: string): string | undefined
  /** Lines Tab goes through for this one (byte strings). */
  completions(line: string): string[]
}

export type EditorEvent =
  | { readonly type: 'line'; readonly line: string }
  /** Ctrl-C. */
  | { readonly type: 'interrupt' }
  /** Ctrl-D on an empty line. */
  | { readonly type: 'end' }

interface Completion {
  readonly candidates: readonly string[]
  index: number
}

interface Search {
  query: string
  /** Index of the history entry found; the history's length: none yet. */
  index: number
}

/** Lines remembered, as in linenoise. */
const HISTORY_LENGTH = 100

export class LineEditor {
  /** Text left and right of the cursor. */
  private before = ''
  private after = ''
  private prompt = ''
  private reading = false
  /** Rows the cursor is below the prompt's first row, on the screen. */
  private cursorRow = 0
  private hintShown = false
  /** Column after the first `endLength` code units of the line, remembered from the last append; -1: not known. */
  private endColumn = 0
  private endLength = -1
  private readonly decoder = new Utf8Decoder()
  private queue = ''
  private queuePosition = 0
  private later: string[] = []
  private readonly history: string[] = []
  /** Entries back from the line being written: 0 is that line. */
  private historyIndex = 0
  /** What history entries were changed into, by `historyIndex`, until a line is entered. */
  private edits = new Map<number, string>()
  private completion: Completion | undefined = undefined
  private search: Search | undefined = undefined
  private pasting = false

  /** Shows the prompt (byte string, ASCII) and starts a line. Call `run` after it: keys may be waiting. */
  start(prompt: string, host: EditorHost): void {
    this.prompt = prompt
    this.before = ''
    this.after = ''
    this.historyIndex = 0
    this.edits.clear()
    this.reading = true
    this.hintShown = false
    this.endLength = -1
    host.write(prompt)
    this.cursorRow = after(prompt, { row: 0, column: 0 }, host.columns()).row
  }

  /** True between `start` and the event that ends the line. */
  get active(): boolean {
    return this.reading
  }

  /** Takes keys (UTF-8 byte string, cut anywhere). */
  feed(bytes: string): void {
    const text = this.decoder.write(bytes)
    if (text !== '') this.later.push(text)
  }

  /** Forgets keys typed ahead. */
  dropInput(): void {
    this.queue = ''
    this.queuePosition = 0
    this.later = []
  }

  /** Works on the keys that wait, up to the end of a line; undefined when all are used and the line goes on. */
  run(host: EditorHost): EditorEvent | undefined {
    while (this.reading) {
      const key = this.nextKey()
      if (key === undefined) return undefined
      const event = this.press(key, host)
      if (event === undefined) continue
      this.reading = false
      return event
    }
    return undefined
  }

  /** Remembers a line (byte string decoded); one equal to the last is not repeated. */
  remember(line: string): void {
    if (line === this.history.at(-1)) return
    if (this.history.length === HISTORY_LENGTH) this.history.shift()
    this.history.push(line)
  }

  /** Lines remembered, oldest first. */
  remembered(): readonly string[] {
    return this.history
  }

  /**
   * The line that these keys (UTF-8) complete when they are plain characters and at most one Enter at their end;
   * undefined: they do something else, or the line goes on.
   */
  completedBy(bytes: string): string | undefined {
    const simple = this.reading && this.after === '' && this.completion === undefined
    const waiting = this.queuePosition < this.queue.length || this.later.length > 0
    if (!simple || waiting || this.search !== undefined || !/^[ -~]*\r$/.test(bytes)) return undefined
    return encodeUtf8(this.before) + bytes.slice(0, -1)
  }

  /** The text of the line as it stands. */
  get text(): string {
    return this.before + this.after
  }

  /** The terminal changed its width: draws the line anew. */
  resize(host: EditorHost): void {
    if (!this.reading) return
    this.cursorRow = after(this.prompt + this.before, { row: 0, column: 0 }, host.columns()).row
    this.refresh(host)
  }

  private nextKey(): Key | undefined {
    for (;;) {
      const scanned =
        this.queuePosition < this.queue.length ? scanKey(this.queue, this.queuePosition) : undefined
      if (scanned !== undefined) {
        this.queuePosition = scanned.end
        return scanned.key
      }
      if (this.later.length > 0) {
        this.queue = this.queue.slice(this.queuePosition) + this.later.join('')
        this.queuePosition = 0
        this.later = []
        continue
      }
      const waiting = this.queuePosition < this.queue.length
      // A lone Escape leaves a completion or a search at once instead of waiting for the rest of a sequence.
      if (!waiting || (this.completion === undefined && this.search === undefined)) return undefined
      this.queuePosition = this.queue.length
      return { type: 'key', name: 'escape' }
    }
  }

  private press(key: Key, host: EditorHost): EditorEvent | undefined {
    if (this.completion !== undefined && this.pressInCompletion(key, this.completion, host)) return undefined
    if (this.search !== undefined && this.pressInSearch(key, this.search, host)) return undefined
    if (key.type === 'text') {
      this.insert(key.text, host)
      return undefined
    }
    return key.type === 'control' ? this.control(key.letter, host) : this.named(key.name, host)
  }

  private named(name: KeyName, host: EditorHost): EditorEvent | undefined {
    switch (name) {
      case 'enter':
        return this.enter(host)
      case 'tab':
        if (this.pasting) this.insert(' ', host)
        else this.complete(host)
        break
      case 'backspace':
        this.edit(this.before.slice(0, this.before.length - lastLength(this.before)), this.after, host)
        break
      case 'delete':
        this.edit(this.before, this.after.slice(firstLength(this.after)), host)
        break
      case 'left':
        this.moveTo(this.before.length - lastLength(this.before), host)
        break
      case 'right':
        this.moveTo(this.before.length + firstLength(this.after), host)
        break
      case 'word-left':
        this.moveTo(this.before.replace(/[^ ]* *$/, '').length, host)
        break
      case 'word-right':
        this.moveTo(this.before.length + /^ *[^ ]*/.exec(this.after)![0].length, host)
        break
      case 'home':
        this.moveTo(0, host)
        break
      case 'end':
        this.moveTo(this.text.length, host)
        break
      case 'up':
        this.goThroughHistory(1, host)
        break
      case 'down':
        this.goThroughHistory(-1, host)
        break
      case 'paste-start':
      case 'paste-end':
        this.pasting = name === 'paste-start'
        break
      default:
        break
    }
    return undefined
  }

  private control(letter: string, host: EditorHost): EditorEvent | undefined {
    switch (letter) {
      case 'a':
        return this.named('home', host)
      case 'b':
        return this.named('left', host)
      case 'c':
        this.finish(host)
        return { type: 'interrupt' }
      case 'd':
        if (this.text !== '') return this.named('delete', host)
        this.finish(host)
        return { type: 'end' }
      case 'e':
        return this.named('end', host)
      case 'f':
        return this.named('right', host)
      case 'k':
        this.edit(this.before, '', host)
        break
      case 'l':
        host.write('\x1b[H\x1b[2J')
        this.cursorRow = 0
        this.refresh(host)
        break
      case 'n':
        return this.named('down', host)
      case 'p':
        return this.named('up', host)
      case 'r':
        this.search = { query: '', index: this.history.length }
        this.refresh(host)
        break
      case 't':
        this.transpose(host)
        break
      case 'u':
        this.edit('', '', host)
        break
      case 'w':
        this.edit(this.before.replace(/[^ ]* *$/, ''), this.after, host)
        break
      default:
        break
    }
    return undefined
  }

  private insert(text: string, host: EditorHost): void {
    this.before += text
    if (this.after === '' && this.appendToScreen(text, host)) return
    this.refresh(host)
  }

  private edit(before: string, rest: string, host: EditorHost): void {
    if (before === this.before && rest === this.after) return
    this.before = before
    this.after = rest
    this.refresh(host)
  }

  private moveTo(position: number, host: EditorHost): void {
    const { text } = this
    this.edit(text.slice(0, position), text.slice(position), host)
  }

  private transpose(host: EditorHost): void {
    const left = lastLength(this.before)
    const right = firstLength(this.after)
    if (left === 0 || right === 0) return
    const start = this.before.slice(0, this.before.length - left)
    const swapped = this.after.slice(0, right) + this.before.slice(this.before.length - left)
    const rest = this.after.slice(right)
    // The cursor goes along, but not past the last character.
    if (rest === '') this.edit(start + swapped.slice(0, right), swapped.slice(right), host)
    else this.edit(start + swapped, rest, host)
  }

  private goThroughHistory(step: 1 | -1, host: EditorHost): void {
    const target = this.historyIndex + step
    if (target < 0 || target > this.history.length) return
    this.edits.set(this.historyIndex, this.text)
    this.historyIndex = target
    const line = this.edits.get(target) ?? this.history[this.history.length - target] ?? ''
    this.edit(line, '', host)
  }

  private enter(host: EditorHost): EditorEvent {
    this.finish(host)
    return { type: 'line', line: encodeUtf8(this.text) }
  }

  /** Leaves the line on the screen without its hint, the cursor on the row below. */
  private finish(host: EditorHost): void {
    this.search = undefined
    this.completion = undefined
    const atEnd = this.after === ''
    this.before = this.text
    this.after = ''
    if (!atEnd) this.refresh(host, false)
    else if (this.hintShown) host.write('\x1b[0K')
    this.hintShown = false
    const end = after(this.prompt + this.before, { row: 0, column: 0 }, host.columns())
    // A line that fills its row has already put the cursor on the next one.
    if (end.row === 0 || end.column > 0) host.write('\n')
  }

  private complete(host: EditorHost): void {
    const candidates = host.completions(encodeUtf8(this.text))
    if (candidates.length === 0) {
      host.write('\x07')
      return
    }
    this.completion = { candidates, index: 0 }
    this.refresh(host)
  }

  /** True when the key was about the completion alone. */
  private pressInCompletion(key: Key, completion: Completion, host: EditorHost): boolean {
    const { candidates, index } = completion
    if (key.type === 'key' && key.name === 'tab') {
      completion.index = (index + 1) % (candidates.length + 1)
      if (completion.index === candidates.length) host.write('\x07')
      this.refresh(host)
      return true
    }
    this.completion = undefined
    if (key.type === 'key' && key.name === 'escape') {
      this.refresh(host)
      return true
    }
    if (index < candidates.length) {
      this.before = new Utf8Decoder().write(candidates[index]!)
      this.after = ''
    }
    return false
  }

  /** True when the key was about the search alone; any other key takes over the line found. */
  private pressInSearch(key: Key, search: Search, host: EditorHost): boolean {
    if (key.type === 'text' || (key.type === 'key' && key.name === 'backspace')) {
      search.query = key.type === 'text' ? search.query + key.text : search.query.slice(0, -1)
      search.index = this.findBack(search.query, this.history.length)
      this.refresh(host)
      return true
    }
    if (key.type === 'control' && key.letter === 'r') {
      const older = this.findBack(search.query, search.index)
      if (older < this.history.length) search.index = older
      else host.write('\x07')
      this.refresh(host)
      return true
    }
    this.search = undefined
    const cancelled =
      key.type === 'control' ? key.letter === 'g' || key.letter === 'c' : key.name === 'escape'
    if (!cancelled && search.index < this.history.length) {
      this.before = this.history[search.index]!
      this.after = ''
    }
    this.refresh(host)
    return cancelled
  }

  /** Index of the newest entry before `from` that contains the query; the history's length when there is none. */
  private findBack(query: string, from: number): number {
    if (query !== '') for (let i = from - 1; i >= 0; i--) if (this.history[i]!.includes(query)) return i
    return this.history.length
  }

  /** What is on the screen now: prompt and the text left and right of the cursor. */
  private view(): { prompt: string; before: string; after: string } {
    if (this.search !== undefined) {
      const found = this.history[this.search.index] ?? ''
      const prompt = `(reverse-i-search)\`${this.search.query}': `
      return { prompt, before: found, after: '' }
    }
    const candidate = this.completion?.candidates[this.completion.index]
    if (candidate !== undefined)
      return { prompt: this.prompt, before: new Utf8Decoder().write(candidate), after: '' }
    return { prompt: this.prompt, before: this.before, after: this.after }
  }

  /** Draws the line anew, from the prompt's first row down. */
  private refresh(host: EditorHost, withHint = true): void {
    const columns = host.columns()
    const view = this.view()
    const origin = { row: 0, column: 0 }
    const cursor = after(view.prompt + view.before, origin, columns)
    const end = after(view.after, cursor, columns)
    const hint = withHint ? this.hintBehind(view.before + view.after, end, host) : ''
    let out = this.cursorRow > 0 ? `\x1b[${this.cursorRow}A` : ''
    out += '\r\x1b[0J' + encodeUtf8(view.prompt + view.before + view.after) + hint
    if (end.row > 0 && end.column === 0) out += '\n\r'
    if (end.row > cursor.row) out += `\x1b[${end.row - cursor.row}A`
    if (view.after !== '' || hint !== '') out += toColumn(cursor.column)
    host.write(out)
    this.cursorRow = cursor.row
    this.hintShown = hint !== ''
    this.endLength = -1
  }

  /** Prints text just added at the end; false when that would not leave the screen right. */
  private appendToScreen(text: string, host: EditorHost): boolean {
    if (this.completion !== undefined || this.search !== undefined) return false
    const columns = host.columns()
    if (this.cursorRow === 0) return this.appendToFirstRow(text, columns, host)
    // Further down, only the last row matters: a long paste costs what it is long.
    const start = this.before.length - text.length
    const column = this.lastColumn(start, columns)
    const end = after(text, { row: this.cursorRow, column }, columns)
    host.write(encodeUtf8(text) + (end.column === 0 ? '\n\r' : ''))
    this.cursorRow = end.row
    this.endColumn = end.column
    this.endLength = this.before.length
    return true
  }

  private appendToFirstRow(text: string, columns: number, host: EditorHost): boolean {
    const end = after(this.prompt + this.before, { row: 0, column: 0 }, columns)
    const hint = this.hintBehind(this.before, end, host)
    let out = (this.hintShown ? '\x1b[0K' : '') + encodeUtf8(text)
    if (end.row > 0 && end.column === 0) out += '\n\r'
    host.write(out + hint + (hint === '' ? '' : toColumn(end.column)))
    this.cursorRow = end.row
    this.hintShown = hint !== ''
    this.endColumn = end.column
    this.endLength = this.before.length
    return true
  }

  /** Column after the first `length` code units of the line. */
  private lastColumn(length: number, columns: number): number {
    if (this.endLength === length) return this.endColumn
    return after(this.prompt + this.before.slice(0, length), { row: 0, column: 0 }, columns).column
  }

  /** The hint as it is written, cut to what is left of the first row; empty when there is none or no room. */
  private hintBehind(text: string, end: { row: number; column: number }, host: EditorHost): string {
    if (end.row > 0 || this.search !== undefined) return ''
    const hint = host.hint(encodeUtf8(text))
    if (hint === undefined || hint.trim() === '') return ''
    return `\x1b[0;90;49m${fitting(hint, host.columns() - end.column)}\x1b[0m`
  }
}

const toColumn = (column: number): string => (column > 0 ? `\r\x1b[${column}C` : '\r')
