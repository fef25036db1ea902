/** Replies as transcripts show them: redis-cli's look, but every RESP type can be told from every other. */
import type { Aggregate, Reply } from './reply.ts'
import { isAggregate } from './reply.ts'
import { escapeBytes, quote, unescapeBytes } from './words.ts'

const MARKS: Record<Aggregate['type'], string> = { array: ')', set: '~', push: '>', map: '#', attribute: '|' }
const TYPES: Record<string, Aggregate['type']> = Object.fromEntries(
  Object.entries(MARKS).map(([type, mark]) => [mark, type as Aggregate['type']]),
)

/** A status may be any line; one that would read as something else is marked. */
const formatStatus = (text: string): string =>
  /^[A-Za-z0-9][^"]*$/.test(text) && !/^\d+[)~>#|] |^[a-z][a-z0-9]*(<$|>)/.test(text)
    ? escapeBytes(text)
    : `(status) ${escapeBytes(text)}`

const formatScalar = (reply: Exclude<Reply, Aggregate>): string => {
  switch (reply.type) {
    case 'status':
      return formatStatus(reply.text)
    case 'bulk':
      return quote(reply.text)
    case 'verbatim':
      return `(verbatim ${reply.format}) ${quote(reply.text)}`
    case 'boolean':
      return `(${reply.value})`
    case 'nil':
    case 'nil array':
    case 'null':
      return `(${reply.type})`
    default:
      return `(${reply.type}) ${escapeBytes(reply.text)}`
  }
}

const indent = (lines: string[], width: number): string[] =>
  lines.map((line, i) => (i === 0 ? line : ' '.repeat(width) + line))

/** One reply as lines of text. */
export const formatReply = (reply: Reply): string[] => {
  if (!isAggregate(reply)) return [formatScalar(reply)]
  const { type, items } = reply
  if (items.length === 0) return [`(empty ${type})`]
  const pairs = type === 'map' || type === 'attribute'
  const count = pairs ? items.length / 2 : items.length
  const digits = String(count).length
  const lines: string[] = []
  for (let i = 0; i < count; i++) {
    const number = `${String(i + 1).padStart(digits)}${MARKS[type]} `
    const value = formatReply(items[pairs ? i * 2 + 1 : i]!)
    const head = pairs ? `${formatReply(items[i * 2]!).join(' ')} => ` : ''
    indent(value, number.length).forEach((line, j) => lines.push(j === 0 ? number + head + line : line))
  }
  return lines
}

const SCALARS = ['error', 'integer', 'double', 'big number', 'status'] as const

const parseScalar = (line: string): Reply => {
  if (line.startsWith('"')) return { type: 'bulk', text: unescapeBytes(line.slice(1, -1)) }
  if (line === '(nil)' || line === '(nil array)' || line === '(null)')
    return { type: line.slice(1, -1) as 'nil' | 'nil array' | 'null' }
  if (line === '(true)' || line === '(false)') return { type: 'boolean', value: line === '(true)' }
  const empty = /^\(empty (\w+)\)$/.exec(line)
  if (empty) return { type: empty[1] as Aggregate['type'], items: [] }
  const verbatim = /^\(verbatim (...)\) "(.*)"$/.exec(line)
  if (verbatim) return { type: 'verbatim', format: verbatim[1]!, text: unescapeBytes(verbatim[2]!) }
  for (const type of SCALARS)
    if (line.startsWith(`(${type}) `)) return { type, text: unescapeBytes(line.slice(type.length + 3)) }
  return { type: 'status', text: unescapeBytes(line) }
}

const splitPair = (line: string): [string, string] => {
  const quoted = /^("(?:[^"\\]|\\.)*") => (.*)$/.exec(line)
  const at = line.indexOf(' => ')
  return quoted ? [quoted[1]!, quoted[2]!] : [line.slice(0, at), line.slice(at + 4)]
}

/** Takes back `formatReply`. */
export const parseReply = (lines: string[]): Reply => {
  const first = /^( *\d+)([)~>#|]) /.exec(lines[0]!)
  if (!first) {
    if (lines.length > 1) throw new Error(`a reply of ${lines.length} lines that is no list: ${lines[0]}`)
    return parseScalar(lines[0]!)
  }
  const width = first[0].length
  const type = TYPES[first[2]!]!
  const items: Reply[] = []
  let part: string[] = []
  const flush = () => {
    if (part.length === 0) return
    if (type === 'map' || type === 'attribute') {
      const [key, value] = splitPair(part[0]!)
      items.push(parseScalar(key), parseReply([value, ...part.slice(1)]))
    } else items.push(parseReply(part))
    part = []
  }
  for (const line of lines) {
    if (line.slice(0, width).trim() !== '') flush()
    part.push(line.slice(width))
  }
  flush()
  return { type, items }
}
