/** proc-title-template: text with variables in braces (`sds.c`, `server.c`). */

export const TITLE_TEMPLATE = '{title} {listen-addr} {server-mode}'

const VARIABLES = new Set([
  'title',
  'listen-addr',
  'server-mode',
  'config-file',
  'port',
  'tls-port',
  'unixsocket',
])

/**
 * Puts the template together; `{{` stands for one brace. Undefined for an unknown variable or an open brace
 * without an end. Spaces at both ends are removed.
 */
export const expandTitle = (template: string, variable: (name: string) => string): string | undefined => {
  let out = ''
  let at = 0
  for (;;) {
    const open = template.indexOf('{', at)
    if (open < 0) return (out + template.slice(at)).replace(/^ +| +$/g, '')
    out += template.slice(at, open)
    if (template[open + 1] === '{') {
      out += '{'
      at = open + 2
      continue
    }
    const close = template.indexOf('}', open + 1)
    const name = template.slice(open + 1, close)
    if (open + 1 === template.length || close < 0 || !VARIABLES.has(name)) return undefined
    out += variable(name)
    at = close + 1
  }
}

/** Valid if it expands, with an empty title and the other variables as they are now, to more than nothing. */
export const checkTitleTemplate = (
  template: string,
  values: Readonly<Record<string, unknown>>,
): string | undefined => {
  const now = (name: string): string => {
    if (name === 'server-mode') return values.clusterEnabled ? '[cluster]' : ''
    if (name === 'unixsocket') return String(values.unixsocket)
    // The others never are empty: an address, a number, a path or a dash.
    return name === 'title' ? '' : name
  }
  return expandTitle(template, now) ? undefined : 'template format is invalid or contains unknown variables'
}
