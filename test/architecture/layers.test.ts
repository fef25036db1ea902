import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const src = join(root, 'src')

const walk = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })

/** Every room with the rooms it may import; `lab/…` are rooms of their own. */
const below: Readonly<Record<string, readonly string[]>> = {
  bytes: [],
  world: ['bytes'],
  resp: ['bytes'],
  formats: ['bytes'],
  structures: ['bytes'],
  lua: ['bytes'],
  // Types only of `world`: what a process is and what it is given.
  redis: ['bytes', 'world', 'resp', 'formats', 'structures', 'lua'],
  replication: ['redis', 'bytes', 'world', 'resp', 'formats', 'structures'],
  sentinel: ['replication', 'redis', 'bytes', 'world', 'resp', 'formats', 'structures'],
  cluster: ['replication', 'redis', 'bytes', 'world', 'resp', 'formats', 'structures'],
  tools: ['bytes', 'world', 'resp', 'formats'],
  programs: [
    'redis',
    'replication',
    'sentinel',
    'cluster',
    'tools',
    'bytes',
    'world',
    'resp',
    'formats',
    'lua',
  ],
  scenarios: ['programs', 'tools', 'redis', 'world', 'bytes'],
  exercises: ['scenarios', 'programs', 'tools', 'redis', 'world', 'bytes', 'resp', 'formats', 'structures'],
  'lab/scenes': ['scenarios', 'programs', 'redis', 'world', 'bytes', 'resp', 'structures'],
  gateway: ['scenarios', 'programs', 'redis', 'world', 'bytes', 'resp'],
  host: ['scenarios', 'exercises', 'programs', 'tools', 'redis', 'world', 'bytes'],
  'lab/components': [
    'lab/scenes',
    'host',
    'exercises',
    'scenarios',
    'tools',
    'redis',
    'world',
    'bytes',
    'resp',
    'formats',
    'structures',
    'site',
  ],
  site: [
    'lab/components',
    'lab/scenes',
    'host',
    'exercises',
    'scenarios',
    'programs',
    'tools',
    'redis',
    'world',
    'bytes',
    'resp',
  ],
  pages: ['site', 'lab/components', 'lab/scenes', 'exercises', 'scenarios', 'redis', 'bytes'],
}

const roomOf = (path: string): string => {
  const parts = relative(src, path).split('/')
  return parts[0] === 'lab' ? `lab/${parts[1]}` : parts[0]!
}

const sources = walk(src).filter((path) => /\.(ts|tsx)$/.test(path))

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1]!)

/** Rooms whose every decision must come from the seed. */
const pure = new Set([
  'bytes',
  'world',
  'resp',
  'formats',
  'structures',
  'lua',
  'redis',
  'replication',
  'sentinel',
  'cluster',
  'tools',
  'programs',
  'scenarios',
  'exercises',
  'lab/scenes',
])

/** What types cannot catch, each with what to use instead. */
const bans: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bDate\b\s*[.(]|new Date\b/, 'system.now() and bytes/dates.ts'],
  [/\bMath\.random\b/, 'system.random'],
  [
    /\bMath\.(sin|cos|tan|asin|acos|atan|atan2|exp|log|log2|log10|pow|cbrt|hypot|sinh|cosh|tanh|expm1|log1p)\b/,
    'bytes/math.ts',
  ],
  [/\basync\b\s*(\(|function|[a-z]+\s*=>)|\bawait\b|\bnew Promise\b/, 'a scheduled event'],
  [/\blocaleCompare\b|\bIntl\./, 'compareBytes of bytes/bytestrings.ts'],
]

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

describe('the house', () => {
  it('knows every room', () => {
    const rooms = new Set(sources.map(roomOf))
    for (const room of rooms) expect(Object.keys(below)).toContain(room)
  })

  it('imports strictly downward', () => {
    const upward: string[] = []
    for (const path of sources) {
      const room = roomOf(path)
      for (const target of importsOf(readFileSync(path, 'utf8'))) {
        const found = resolve(dirname(path), target)
        if (!found.startsWith(src + '/')) continue
        const to = roomOf(found)
        if (to !== room && !below[room]?.includes(to)) upward.push(`${relative(root, path)} → ${to}`)
      }
    }
    expect(upward).toEqual([])
  })

  it('takes neither time nor chance from the air below the views', () => {
    const found: string[] = []
    for (const path of sources.filter((p) => pure.has(roomOf(p)))) {
      const text = withoutComments(readFileSync(path, 'utf8'))
      for (const [pattern, instead] of bans) {
        if (pattern.test(text)) found.push(`${relative(root, path)}: ${String(pattern)}, use ${instead}`)
      }
    }
    expect(found).toEqual([])
  })

  it('never branches on a command name in the code that all commands share', () => {
    const shared = sources.filter((p) =>
      /src\/redis\/(server|command|clients|blocking|transactions)\//.test(p),
    )
    const found = shared.filter((p) =>
      /(command|cmd)\.(full)?[nN]ame\s*[!=]==?/.test(withoutComments(readFileSync(p, 'utf8'))),
    )
    expect(found.map((p) => relative(root, p))).toEqual([])
  })
})
