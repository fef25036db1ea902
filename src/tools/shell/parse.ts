/**
 * A shell line taken apart, as far as POSIX `sh` is needed here: words with quotes and variables, pipelines,
 * redirections, `;` `&&` `||` `&`. Byte strings throughout.
 */

/** A piece of a word; `name` stands for a variable's value. */
export interface WordPart {
  readonly text: string
  readonly variable: boolean
  /** Quoted: kept as one word and free of patterns. */
  readonly quoted: boolean
}

export type Word = readonly WordPart[]

export interface Stage {
  readonly assignments: readonly (readonly [string, Word])[]
  readonly words: readonly Word[]
  readonly input: Word | undefined
  readonly output: { readonly file: Word; readonly append: boolean } | undefined
}

export interface Pipeline {
  readonly stages: readonly Stage[]
  readonly background: boolean
  /** When it is run: always, or by the status of the one before. */
  readonly when: 'always' | 'success' | 'failure'
  /** As typed. */
  readonly text: string
}

export type Parsed =
  | { readonly type: 'pipelines'; readonly pipelines: readonly Pipeline[] }
  | { readonly type: 'error'; readonly message: string }

/** Ends parsing. */
class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem'
}

type Token =
  | { readonly type: 'word'; readonly word: Word; readonly start: number; readonly end: number }
  | { readonly type: 'operator'; readonly text: string; readonly start: number; readonly end: number }

const OPERATORS = ['2>&1', '2>>', '2>', '&&', '||', '>>', '|', ';', '&', '>', '<']

/** Takes a line apart. */
export const parseLine = (line: string): Parsed => {
  try {
    return { type: 'pipelines', pipelines: readPipelines(line, tokens(line)) }
  } catch (error) {
    if (error instanceof SyntaxProblem) return { type: 'error', message: error.message }
    throw error
  }
}

const tokens = (line: string): Token[] => {
  const found: Token[] = []
  let i = 0
  for (;;) {
    while (/\s/.test(line.charAt(i)) && i < line.length) i++
    if (i >= line.length || line[i] === '#') return found
    const operator = OPERATORS.find((text) => line.startsWith(text, i))
    if (operator !== undefined) {
      found.push({ type: 'operator', text: operator, start: i, end: i + operator.length })
      i += operator.length
      continue
    }
    const { word, end } = readWord(line, i)
    found.push({ type: 'word', word, start: i, end })
    i = end
  }
}

/** Characters an unquoted word ends at. */
const isEnd = (c: string): boolean => c === '' || /[\s|;&<>]/.test(c)

const readWord = (line: string, from: number): { word: Word; end: number } => {
  const parts: WordPart[] = []
  let plain = ''
  const flush = (quoted: boolean, always = false) => {
    if (plain !== '' || always) parts.push({ text: plain, variable: false, quoted })
    plain = ''
  }
  let i = from
  while (!isEnd(line.charAt(i))) {
    const c = line[i]!
    if (c === "'") {
      flush(false)
      const close = line.indexOf("'", i + 1)
      if (close < 0) throw new SyntaxProblem('syntax error: unterminated quoted string')
      parts.push({ text: line.slice(i + 1, close), variable: false, quoted: true })
      i = close + 1
    } else if (c === '"') {
      flush(false)
      i = readDouble(line, i + 1, parts)
    } else if (c === '\\' && i + 1 < line.length) {
      flush(false)
      parts.push({ text: line[i + 1]!, variable: false, quoted: true })
      i += 2
    } else {
      const variable = c === '$' ? readVariable(line, i) : undefined
      if (variable === undefined) {
        plain += c
        i++
      } else {
        flush(false)
        parts.push({ text: variable.name, variable: true, quoted: false })
        i = variable.end
      }
    }
  }
  flush(false)
  return { word: parts, end: i }
}

/** Reads from after a double quote; the index after the closing one. */
const readDouble = (line: string, from: number, parts: WordPart[]): number => {
  let text = ''
  for (let i = from; i < line.length; i++) {
    const c = line[i]!
    if (c === '"') {
      parts.push({ text, variable: false, quoted: true })
      return i + 1
    }
    const variable = c === '$' ? readVariable(line, i) : undefined
    if (variable !== undefined) {
      parts.push(
        { text, variable: false, quoted: true },
        { text: variable.name, variable: true, quoted: true },
      )
      text = ''
      i = variable.end - 1
    } else if (c === '\\' && /["\\$`]/.test(line.charAt(i + 1))) text += line[++i]!
    else text += c
  }
  throw new SyntaxProblem('syntax error: unterminated quoted string')
}

const readVariable = (line: string, from: number): { name: string; end: number } | undefined => {
  const rest = line.slice(from, from + 100)
  const found = /^\$(?:([A-Za-z_]\w*|\?)|\{([A-Za-z_]\w*|\?)\})/.exec(rest)
  return found === null ? undefined : { name: (found[1] ?? found[2])!, end: from + found[0].length }
}

const unexpected = (text: string) => new SyntaxProblem(`syntax error near unexpected token \`${text}'`)

const readPipelines = (line: string, all: readonly Token[]): Pipeline[] => {
  const pipelines: Pipeline[] = []
  let i = 0
  let when: Pipeline['when'] = 'always'
  while (i < all.length) {
    const first = all[i]!
    const stages: Stage[] = []
    for (;;) {
      const { stage, next } = readStage(all, i)
      stages.push(stage)
      i = next
      if (operatorAt(all, i) !== '|') break
      i++
    }
    const end = all[i - 1]!.end
    const separator = operatorAt(all, i)
    const background = separator === '&'
    pipelines.push({ stages, background, when, text: line.slice(first.start, end) })
    if (separator === undefined) break
    when = separator === '&&' ? 'success' : separator === '||' ? 'failure' : 'always'
    i++
    if (i >= all.length && when !== 'always') throw unexpected('newline')
  }
  return pipelines
}

const operatorAt = (all: readonly Token[], i: number): string | undefined => {
  const token = all[i]
  return token?.type === 'operator' ? token.text : undefined
}

const readStage = (all: readonly Token[], from: number): { stage: Stage; next: number } => {
  const assignments: (readonly [string, Word])[] = []
  const words: Word[] = []
  let input: Word | undefined
  let output: Stage['output']
  let i = from
  for (; i < all.length; i++) {
    const token = all[i]!
    if (token.type === 'word') {
      const assignment = words.length === 0 ? asAssignment(token.word) : undefined
      if (assignment === undefined) words.push(token.word)
      else assignments.push(assignment)
      continue
    }
    if (token.text.startsWith('2>'))
      throw new SyntaxProblem(`${token.text}: this shell cannot redirect error output`)
    if (token.text !== '<' && token.text !== '>' && token.text !== '>>') break
    const file = all[++i]
    if (file?.type !== 'word') throw unexpected(file === undefined ? 'newline' : file.text)
    if (token.text === '<') input = file.word
    else output = { file: file.word, append: token.text === '>>' }
  }
  if (words.length === 0 && assignments.length === 0) throw unexpected(operatorAt(all, i) ?? 'newline')
  return { stage: { assignments, words, input, output }, next: i }
}

/** `NAME=value`, when the name and the sign are not quoted. */
const asAssignment = (word: Word): readonly [string, Word] | undefined => {
  const [first, ...rest] = word
  if (first === undefined || first.quoted || first.variable) return undefined
  const found = /^([A-Za-z_]\w*)=/.exec(first.text)
  if (found === null) return undefined
  const value = { ...first, text: first.text.slice(found[0].length) }
  return [found[1]!, value.text === '' ? rest : [value, ...rest]]
}
