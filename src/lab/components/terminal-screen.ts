import { FitAddon } from '@xterm/addon-fit'
import { Terminal } from '@xterm/xterm'
import type { ITheme } from '@xterm/xterm'
import css from '@xterm/xterm/css/xterm.css?inline'
import { encodeUtf8 } from '../../bytes/utf8.ts'
import { lastBy } from './history.ts'
import type { Output } from './history.ts'
import type { Position } from './session.ts'

/*
 * One drawn terminal: shows what its program had printed by the instant shown. Going on appends, looking back
 * writes again from a clean screen. The last line stands at the bottom edge.
 */

/** Bytes written again at most when looking back: more than any scrollback shows. */
const TAIL = 200_000
const SCROLLBACK = 5000
const FONT = "'JetBrains Mono Variable', 'Nanum Gothic Coding', 'JetBrains Mono', ui-monospace, monospace"
const FONT_SIZE = 13.5
const PRESENT_SIZE = 18
const LINE_HEIGHT = 1.15

/** The theme's colours by the token that holds them. */
const TOKENS: Readonly<Record<string, string>> = {
  background: '--pane',
  foreground: '--ink',
  cursor: '--you',
  cursorAccent: '--pane',
  selectionBackground: '--you-soft',
  scrollbarSliderBackground: '--line-2',
  scrollbarSliderHoverBackground: '--ink-3',
  scrollbarSliderActiveBackground: '--ink-3',
  black: '--ink',
  red: '--lost-text',
  green: '--you',
  yellow: '--risk-text',
  blue: '--kept-text',
  magenta: '--type-zset',
  cyan: '--type-set',
  white: '--ink-2',
  brightBlack: '--ink-3',
  brightRed: '--lost-text',
  brightGreen: '--you',
  brightYellow: '--risk-text',
  brightBlue: '--kept-text',
  brightMagenta: '--type-zset',
  brightCyan: '--type-set',
  brightWhite: '--ink',
}

/** Reads the tokens as the page shows them now: they hold both themes, so an element must resolve them. */
const themeOfPage = (): ITheme => {
  const probe = document.body.appendChild(document.createElement('span'))
  const theme: Record<string, string> = {}
  for (const [name, token] of Object.entries(TOKENS)) {
    probe.style.color = `var(${token})`
    theme[name] = getComputedStyle(probe).color
  }
  probe.remove()
  return theme
}

const fontSize = (): number =>
  document.documentElement.dataset.mode === 'present' ? PRESENT_SIZE : FONT_SIZE

let styled = false

const addStyle = (): void => {
  if (styled) return
  styled = true
  document.head.append(Object.assign(document.createElement('style'), { textContent: css }))
}

const bytesOf = (data: string): Uint8Array => {
  const bytes = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) bytes[i] = data.charCodeAt(i)
  return bytes
}

/** An error is content, in the colour of what is lost; Redis's own bytes stay as they are. */
const tinted = (data: string): string =>
  data.replace(/^\(error\)[^\n]*/gm, (line) => `\x1b[31m${line}\x1b[39m`)

export interface ScreenOptions {
  /** Keys, as a UTF-8 byte string. */
  readonly onKeys: (data: string) => void
  readonly onSize: (columns: number, rows: number) => void
  /** Something new is on the screen. */
  readonly onText: () => void
  readonly label: string
}

export class Screen {
  readonly term: Terminal
  private readonly fit = new FitAddon()
  private readonly onSize: ScreenOptions['onSize']
  private readonly onText: () => void
  private place: Position | undefined
  private outputs: readonly Output[] = []
  /** How many outputs were written, and the last of them. */
  private written = 0
  private last: Output | undefined
  private begun = false
  /** Esc was pressed: the next Tab leaves. */
  private leaving = false
  private host: HTMLElement | undefined

  constructor(options: ScreenOptions) {
    addStyle()
    this.onSize = options.onSize
    this.onText = options.onText
    this.term = new Terminal({
      convertEol: true,
      cursorBlink: false,
      fontFamily: FONT,
      fontSize: fontSize(),
      lineHeight: LINE_HEIGHT,
      scrollback: SCROLLBACK,
      theme: themeOfPage(),
      minimumContrastRatio: 4.5,
      allowProposedApi: false,
    })
    this.term.loadAddon(this.fit)
    this.term.onData((text) => options.onKeys(encodeUtf8(text)))
    this.term.attachCustomKeyEventHandler((event) => this.takes(event))
    this.label = options.label
  }

  private readonly label: string

  /** Whether the terminal takes a key; the others are the page's. */
  private takes(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown') return !(event.key === 'Escape' || (event.key === 'Tab' && this.leaving))
    const command = event.ctrlKey && !event.altKey && !event.metaKey
    if (command && event.key === 'c' && this.term.hasSelection()) return false
    if (command && event.key === 'v') return false
    if (event.key === 'Escape') {
      this.leaving = true
      return false
    }
    if (event.key === 'Tab' && this.leaving) return false
    if (event.key !== 'Shift') this.leaving = false
    return true
  }

  /** Draws into an element from now on. */
  open(host: HTMLElement): void {
    this.host = host
    if (this.term.element) host.append(this.term.element)
    else this.term.open(host)
    this.term.textarea?.setAttribute('aria-label', this.label)
    this.resize()
  }

  /** Fits whole lines into the element. */
  resize(): void {
    if (!this.host?.isConnected || this.host.clientHeight === 0) return
    const size = this.fit.proposeDimensions()
    if (!size || !Number.isFinite(size.cols) || !Number.isFinite(size.rows)) return
    const [columns, rows] = [Math.max(10, size.cols), Math.max(1, size.rows)]
    if (columns !== this.term.cols || rows !== this.term.rows) {
      this.term.resize(columns, rows)
      this.rewrite()
    }
    this.onSize(columns, rows)
  }

  /** Follows theme, present mode and a screen reader's wish. */
  adapt(screenReader: boolean): void {
    const size = fontSize()
    this.term.options.theme = themeOfPage()
    this.term.options.screenReaderMode = screenReader
    if (this.term.options.fontSize === size) return
    this.term.options.fontSize = size
    this.resize()
  }

  /** Measures letters again: a font has arrived. */
  refont(): void {
    this.term.options.fontFamily = this.term.options.fontFamily === FONT ? `${FONT} ` : FONT
    this.resize()
  }

  /** Shows what had been printed by a place in history. */
  show(place: Position, outputs: readonly Output[]): void {
    const count = lastBy(outputs, (output) => output.index, place.index) + 1
    const goesOn = this.begun && count >= this.written && outputs[this.written - 1] === this.last
    this.place = place
    this.outputs = outputs
    if (!goesOn) return this.rewrite()
    this.write(this.written, count)
  }

  private rewrite(): void {
    if (this.place === undefined) return
    const count = lastBy(this.outputs, (output) => output.index, this.place.index) + 1
    let from = count
    for (let bytes = 0; from > 0 && bytes < TAIL; from--) bytes += this.outputs[from - 1]!.data.length
    this.begun = true
    // A clean screen, the cursor on its last line.
    this.term.write(`\x1bc\x1b[${this.term.rows};1H`)
    this.write(from, count)
  }

  private write(from: number, to: number): void {
    this.written = to
    this.last = this.outputs[to - 1]
    if (from === to) return
    let data = ''
    for (let i = from; i < to; i++) data += this.outputs[i]!.data
    this.term.write(bytesOf(tinted(data)), this.onText)
  }

  /** The lines above the one with the cursor, numbered, and that line. */
  text(most: number): { lines: readonly { number: number; text: string }[]; current: string } {
    const buffer = this.term.buffer.active
    const end = buffer.baseY + buffer.cursorY
    const lines: { number: number; text: string }[] = []
    for (let y = Math.max(0, end - most); y <= end; y++) {
      const line = buffer.getLine(y)
      const text = line?.translateToString(true) ?? ''
      const before = lines.at(-1)
      if (line?.isWrapped && before) before.text += text
      else lines.push({ number: y, text })
    }
    const current = lines.pop()?.text ?? ''
    while (lines[0]?.text === '') lines.shift()
    return { lines, current }
  }

  focus(): void {
    this.term.focus()
  }

  dispose(): void {
    this.term.dispose()
  }
}
