/** What a terminal sends, cut into keys. Text is decoded (UTF-16); several keys may arrive at once, or a part of one. */

export type KeyName =
  | 'enter'
  | 'tab'
  | 'backspace'
  | 'delete'
  | 'escape'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'word-left'
  | 'word-right'
  | 'paste-start'
  | 'paste-end'
  | 'unknown'

export type Key =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'key'; readonly name: KeyName }
  /** Ctrl and a letter, e.g. `c`. */
  | { readonly type: 'control'; readonly letter: string }

export interface Scanned {
  readonly key: Key
  /** Index after the key. */
  readonly end: number
}

const named = (name: KeyName, end: number): Scanned => ({ key: { type: 'key', name }, end })

const isPlain = (c: number): boolean => c >= 0x20 && c !== 0x7f

/** The key at `from`, text as far as it goes; undefined when what is there is only the beginning of a key. */
export const scanKey = (input: string, from: number): Scanned | undefined => {
  const c = input.charCodeAt(from)
  if (isPlain(c)) {
    let end = from + 1
    while (end < input.length && isPlain(input.charCodeAt(end))) end++
    return { key: { type: 'text', text: input.slice(from, end) }, end }
  }
  if (c === 0x1b) return scanEscape(input, from)
  if (c === 0x0d) {
    if (from + 1 >= input.length) return named('enter', from + 1)
    return named('enter', input.charCodeAt(from + 1) === 0x0a ? from + 2 : from + 1)
  }
  if (c === 0x0a) return named('enter', from + 1)
  if (c === 0x09) return named('tab', from + 1)
  if (c === 0x08 || c === 0x7f) return named('backspace', from + 1)
  return { key: { type: 'control', letter: String.fromCharCode(c + 0x60) }, end: from + 1 }
}

const FINALS: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
}

const SEQUENCES: Readonly<Record<string, KeyName>> = {
  '1~': 'home',
  '7~': 'home',
  '4~': 'end',
  '8~': 'end',
  '3~': 'delete',
  '200~': 'paste-start',
  '201~': 'paste-end',
  '1;5C': 'word-right',
  '1;3C': 'word-right',
  '1;5D': 'word-left',
  '1;3D': 'word-left',
}

const ALT: Readonly<Record<string, KeyName>> = { b: 'word-left', f: 'word-right' }

/** Longest escape sequence waited for; anything longer is dropped. */
const LONGEST = 32

const scanEscape = (input: string, from: number): Scanned | undefined => {
  const next = input.charAt(from + 1)
  if (next === '') return undefined
  if (next === '[') {
    let end = from + 2
    while (end < input.length && /[0-9;?<>=]/.test(input.charAt(end)) && end - from < LONGEST) end++
    if (end >= input.length) return undefined
    const sequence = input.slice(from + 2, end + 1)
    return named(FINALS[sequence] ?? SEQUENCES[sequence] ?? 'unknown', end + 1)
  }
  if (next === 'O') {
    if (from + 2 >= input.length) return undefined
    return named(FINALS[input.charAt(from + 2)] ?? 'unknown', from + 3)
  }
  // Escape twice: the first one was the key itself.
  if (next === '\x1b') return named('escape', from + 1)
  return named(ALT[next] ?? 'unknown', from + 2)
}
