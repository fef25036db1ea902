/**
 * Replies as redis-cli 7.0.15 prints them (redis-cli.c, cliFormatReply* and cli_common.c, recorded): numbered and
 * quoted for a terminal, bare for a pipe (`--raw`), as CSV and as JSON. Everything is a byte string.
 */
import { quote } from '../../bytes/quote.ts'
import type { Reply } from '../../resp/reply-decoder.ts'

export type OutputMode = 'standard' | 'raw' | 'csv' | 'json' | 'quoted-json'

/** A reply type redis-cli 7.0.15 ends on, as hiredis numbers them; it prints `Unknown reply type: 13`. */
export class UnknownReplyType extends Error {
  override readonly name = 'UnknownReplyType'
}

const unknown = (reply: Reply): never => {
  throw new UnknownReplyType(`Unknown reply type: ${reply.type === 'bignumber' ? 13 : 12}`)
}

/** The reply and what ends it: a newline, or `commandDelimiter` in raw mode (`-d` and `-D`). */
export const formatReply = (
  reply: Reply,
  mode: OutputMode,
  bulkDelimiter = '\n',
  commandDelimiter = '\n',
): string => {
  if (mode === 'standard') return formatTerminal(reply)
  if (mode === 'raw') return formatRaw(reply, bulkDelimiter) + commandDelimiter
  if (mode === 'csv') return formatCsv(reply) + '\n'
  return formatJson(reply, mode) + '\n'
}

/** As on a terminal: types named, strings quoted, elements numbered and nested by indentation; ends with a newline. */
export const formatTerminal = (reply: Reply): string => {
  const out: string[] = []
  terminal(out, reply, '')
  return out.join('')
}

const EMPTY = {
  array: '(empty array)',
  map: '(empty hash)',
  set: '(empty set)',
  push: '(empty push)',
} as const

const terminal = (out: string[], reply: Reply, prefix: string): void => {
  switch (reply.type) {
    case 'error':
      out.push('(error) ', reply.text, '\n')
      break
    case 'status':
    case 'verbatim':
      out.push(reply.text, '\n')
      break
    case 'integer':
      out.push('(integer) ', String(reply.value), '\n')
      break
    case 'double':
      out.push('(double) ', reply.text, '\n')
      break
    case 'bulk':
      out.push(quote(reply.text), '\n')
      break
    case 'boolean':
      out.push(reply.value ? '(true)\n' : '(false)\n')
      break
    case 'nil':
    case 'nil-array':
    case 'null':
      out.push('(nil)\n')
      break
    case 'array':
    case 'set':
    case 'push':
      terminalItems(out, reply, prefix)
      break
    case 'map':
      terminalMap(out, reply, prefix)
      break
    default:
      unknown(reply)
  }
}

type Items = Extract<Reply, { items: Reply[] }>
type Entries = Extract<Reply, { type: 'map' }>

const terminalItems = (out: string[], { type, items }: Items, prefix: string): void => {
  if (items.length === 0) {
    out.push(EMPTY[type], '\n')
    return
  }
  const digits = String(items.length).length
  const inner = prefix + ' '.repeat(digits + 2)
  const separator = type === 'set' ? '~ ' : ') '
  items.forEach((item, i) => {
    // The first one stands behind the number its parent printed.
    out.push(i === 0 ? '' : prefix, String(i + 1).padStart(digits), separator)
    terminal(out, item, inner)
  })
}

const terminalMap = (out: string[], { entries }: Entries, prefix: string): void => {
  if (entries.length === 0) {
    out.push(EMPTY.map, '\n')
    return
  }
  const digits = String(entries.length).length
  const inner = prefix + ' '.repeat(digits + 2)
  entries.forEach(([key, value], i) => {
    out.push(i === 0 ? '' : prefix, String(i + 1).padStart(digits), '# ')
    terminal(out, key, inner)
    out.push(out.pop()!.replace(/\n$/, ''), ' => ')
    if (severalLines(value)) out.push('\n', inner)
    terminal(out, value, inner)
  })
}

/** Whether a map's value starts on a line of its own: an aggregate, down to its first element, of more than one. */
const severalLines = (reply: Reply): boolean => {
  if (reply.type === 'map') {
    return reply.entries.length > 1 || (reply.entries.length === 1 && severalLines(reply.entries[0]![1]))
  }
  if (!('items' in reply)) return false
  return reply.items.length > 1 || (reply.items.length === 1 && severalLines(reply.items[0]!))
}

/** Bare bytes, elements separated by `delimiter`; nothing for nil, a newline after each error. */
export const formatRaw = (reply: Reply, delimiter = '\n'): string => {
  switch (reply.type) {
    case 'nil':
    case 'nil-array':
    case 'null':
      return ''
    case 'error':
      return reply.text + '\n'
    case 'status':
    case 'bulk':
    case 'verbatim':
    case 'double':
      return reply.text
    case 'boolean':
      return reply.value ? '(true)' : '(false)'
    case 'integer':
      return String(reply.value)
    case 'array':
    case 'set':
    case 'push':
      return reply.items.map((item) => formatRaw(item, delimiter)).join(delimiter)
    case 'map':
      return reply.entries
        .map(([key, value]) => `${formatRaw(key, delimiter)} ${formatRaw(value, delimiter)}`)
        .join(delimiter)
    default:
      return unknown(reply)
  }
}

/** Comma-separated, strings quoted; nesting is flattened. */
export const formatCsv = (reply: Reply): string => {
  switch (reply.type) {
    case 'nil':
    case 'nil-array':
    case 'null':
      return 'NULL'
    case 'error':
      return 'ERROR,' + quote(reply.text)
    case 'status':
    case 'bulk':
    case 'verbatim':
      return quote(reply.text)
    case 'double':
      return reply.text
    case 'boolean':
      return String(reply.value)
    case 'integer':
      return String(reply.value)
    case 'array':
    case 'set':
    case 'push':
      return reply.items.map(formatCsv).join(',')
    case 'map':
      return reply.entries.map(([key, value]) => `${formatCsv(key)},${formatCsv(value)}`).join(',')
    default:
      return unknown(reply)
  }
}

/** JSON as `--json` writes it; an error is `error:"…"`, which is not JSON, there as here. */
export const formatJson = (reply: Reply, mode: 'json' | 'quoted-json'): string => {
  switch (reply.type) {
    case 'nil':
    case 'nil-array':
    case 'null':
      return 'null'
    case 'error':
      return 'error:' + jsonString(reply.text, mode)
    case 'status':
    case 'bulk':
    case 'verbatim':
      return jsonString(reply.text, mode)
    case 'double':
      return reply.text
    case 'boolean':
      return String(reply.value)
    case 'integer':
      return String(reply.value)
    case 'array':
    case 'set':
    case 'push':
      return `[${reply.items.map((item) => formatJson(item, mode)).join(',')}]`
    case 'map':
      return `{${reply.entries.map(([key, value]) => `${jsonKey(key, mode)}:${formatJson(value, mode)}`).join(',')}}`
    default:
      return unknown(reply)
  }
}

const jsonKey = (key: Reply, mode: 'json' | 'quoted-json'): string => {
  const text = formatJson(key, mode)
  const isString = key.type === 'error' || text.startsWith('"')
  return isString ? text : `"${text}"`
}

const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
}

const jsonEscape = (c: string): string =>
  JSON_ESCAPES[c] ?? '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')

const JSON_SPECIAL = /[\x00-\x1f"\\]/g

const jsonString = (text: string, mode: 'json' | 'quoted-json'): string =>
  mode === 'json' ? `"${text.replace(JSON_SPECIAL, jsonEscape)}"` : quote(text).replaceAll('\\', '\\\\')

/** RESP3's key invalidation on a terminal, `-> invalidate: 'key'`; undefined for any other reply. */
export const formatInvalidation = (reply: Reply): string | undefined => {
  if (reply.type !== 'push' || reply.items.length !== 2) return undefined
  const [kind, keys] = reply.items
  if (kind?.type !== 'bulk' || !kind.text.startsWith('invalidate') || keys?.type !== 'array') return undefined
  return `-> invalidate: ${keys.items.map((key) => `'${'text' in key ? key.text : ''}'`).join(', ')}\n`
}
