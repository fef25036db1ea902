/** grep's patterns as JavaScript's: what POSIX writes differently. */

/** Characters that mean nothing in a basic regular expression unless a backslash stands before them. */
const PLAIN_IN_BASIC = '+?|(){}'

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9a-fA-F',
}

/** A JavaScript pattern's source; undefined when it is none. */
export const grepPattern = (
  pattern: string,
  kind: 'basic' | 'extended' | 'fixed',
  word: boolean,
): string | undefined => {
  const source = kind === 'fixed' ? pattern.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : convert(pattern, kind)
  const whole = word ? `\\b(?:${source})\\b` : source
  try {
    return new RegExp(whole).source
  } catch {
    return undefined
  }
}

const convert = (pattern: string, kind: 'basic' | 'extended'): string => {
  let out = ''
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!
    if (c === '[') {
      const close = bracketEnd(pattern, i)
      if (close < 0) return '['
      out += bracket(pattern.slice(i + 1, close))
      i = close
    } else if (c === '\\' && i + 1 < pattern.length) {
      const next = pattern[++i]!
      if (kind === 'basic' && PLAIN_IN_BASIC.includes(next)) out += next
      else if (next === '<' || next === '>') out += '\\b'
      else out += `\\${next}`
    } else if (kind === 'basic' && PLAIN_IN_BASIC.includes(c)) out += `\\${c}`
    else if (kind === 'basic' && c === '*' && (out === '' || out === '^')) out += '\\*'
    else out += c
  }
  return out
}

const bracketEnd = (pattern: string, from: number): number => {
  let i = from + 1
  if (pattern[i] === '^') i++
  if (pattern[i] === ']') i++
  for (; i < pattern.length; i++) {
    if (pattern.startsWith('[:', i)) {
      const end = pattern.indexOf(':]', i)
      if (end > 0) i = end + 1
    } else if (pattern[i] === ']') return i
  }
  return -1
}

const bracket = (inside: string): string => {
  const negated = inside.startsWith('^')
  const body = (negated ? inside.slice(1) : inside)
    .replace(/[\\\]]|\[(?!:)/g, '\\$&')
    .replace(/\[:(\w+):\\?\]/g, (_, name: string) => CLASSES[name] ?? '')
  return `[${negated ? '^' : ''}${body}]`
}
