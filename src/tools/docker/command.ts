/** A `docker run` line taken apart, every piece with its place in the line. Text as typed, not byte strings. */

export interface Piece {
  /** Without its quotes. */
  readonly text: string
  /** Where it stands, quotes included: from (inclusive) to (exclusive). */
  readonly from: number
  readonly to: number
}

export interface DockerOption {
  /** Long name: `publish` for `-p`. */
  readonly name: string
  /** As typed: `-p`, `--publish`; of `-it` each letter on its own. */
  readonly written: string
  /** Undefined: a switch, or its value is missing. */
  readonly value: string | undefined
  readonly from: number
  readonly to: number
}

export type Trouble =
  | { readonly type: 'quote' | 'not-docker-run' }
  | { readonly type: 'unknown-option' | 'missing-value'; readonly piece: Piece }

export interface DockerRun {
  readonly options: readonly DockerOption[]
  readonly image: Piece | undefined
  /** What stands behind the image. */
  readonly command: readonly Piece[]
  readonly troubles: readonly Trouble[]
  /** Where the image would have to stand. */
  readonly imagePlace: number
}

/** Switches of `docker run`, and options that take a value (docker run --help). */
const SWITCHES = new Set([
  'detach',
  'disable-content-trust',
  'help',
  'init',
  'interactive',
  'no-healthcheck',
  'oom-kill-disable',
  'privileged',
  'publish-all',
  'quiet',
  'read-only',
  'rm',
  'sig-proxy',
  'tty',
  'use-api-socket',
])

const VALUED = new Set([
  'add-host',
  'annotation',
  'attach',
  'blkio-weight',
  'cap-add',
  'cap-drop',
  'cgroup-parent',
  'cgroupns',
  'cidfile',
  'cpu-period',
  'cpu-quota',
  'cpu-shares',
  'cpus',
  'cpuset-cpus',
  'cpuset-mems',
  'detach-keys',
  'device',
  'dns',
  'dns-option',
  'dns-search',
  'domainname',
  'entrypoint',
  'env',
  'env-file',
  'expose',
  'gpus',
  'group-add',
  'health-cmd',
  'health-interval',
  'health-retries',
  'health-timeout',
  'hostname',
  'ip',
  'ip6',
  'ipc',
  'isolation',
  'label',
  'label-file',
  'link',
  'log-driver',
  'log-opt',
  'mac-address',
  'memory',
  'memory-reservation',
  'memory-swap',
  'mount',
  'name',
  'net',
  'net-alias',
  'network',
  'network-alias',
  'oom-score-adj',
  'pid',
  'pids-limit',
  'platform',
  'publish',
  'pull',
  'restart',
  'runtime',
  'security-opt',
  'shm-size',
  'stop-signal',
  'stop-timeout',
  'sysctl',
  'tmpfs',
  'ulimit',
  'user',
  'userns',
  'uts',
  'volume',
  'volume-driver',
  'volumes-from',
  'workdir',
])

const SHORT: Readonly<Record<string, string>> = {
  a: 'attach',
  c: 'cpu-shares',
  d: 'detach',
  e: 'env',
  h: 'hostname',
  i: 'interactive',
  l: 'label',
  m: 'memory',
  P: 'publish-all',
  p: 'publish',
  q: 'quiet',
  t: 'tty',
  u: 'user',
  v: 'volume',
  w: 'workdir',
}

const ALIASES: Readonly<Record<string, string>> = { net: 'network', 'net-alias': 'network-alias' }

/** Whether docker has an option of that name, as typed (`-p`, `--publish`). */
export const isDockerOption = (word: string): boolean => {
  const name = /^--([a-z0-9-]+)/.exec(word)?.[1]
  if (name !== undefined) return SWITCHES.has(name) || VALUED.has(name)
  return /^-[A-Za-z]/.test(word) && SHORT[word[1]!] !== undefined
}

/** Takes a line apart; a backslash before a line end joins lines, a leading `$` or `sudo` is passed over. */
export const parseDockerRun = (line: string): DockerRun => {
  const words = splitWords(line)
  const nothing = { options: [], image: undefined, command: [], imagePlace: line.length }
  if (words === undefined) return { ...nothing, troubles: [{ type: 'quote' }] }
  let i = 0
  while (words[i]?.text === '$' || words[i]?.text === 'sudo') i++
  const container = words[i + 1]?.text === 'container' ? 1 : 0
  if (words[i]?.text !== 'docker' || words[i + 1 + container]?.text !== 'run')
    return { ...nothing, troubles: [{ type: 'not-docker-run' }] }
  return readRun(words, i + 2 + container)
}

const readRun = (words: readonly Piece[], from: number): DockerRun => {
  const options: DockerOption[] = []
  const troubles: Trouble[] = []
  let i = from
  for (; i < words.length; i++) {
    const word = words[i]!
    if (word.text === '--') {
      i++
      break
    }
    if (!/^-./.test(word.text)) break
    i += word.text.startsWith('--')
      ? readLong(word, words[i + 1], options, troubles)
      : readShort(word, words[i + 1], options, troubles)
  }
  const imagePlace = words[i]?.from ?? words.at(-1)!.to
  return { options, image: words[i], command: words.slice(i + 1), troubles, imagePlace }
}

/** Reads `--name value` or `--name=value`; how many further words it used. */
const readLong = (
  word: Piece,
  next: Piece | undefined,
  options: DockerOption[],
  troubles: Trouble[],
): 0 | 1 => {
  const [, typed, joined] = /^--([^=]*)(?:=(.*))?$/s.exec(word.text)!
  const name = ALIASES[typed!] ?? typed!
  const written = `--${typed}`
  if (SWITCHES.has(name)) {
    if (joined !== 'false') options.push({ name, written, value: undefined, from: word.from, to: word.to })
    return 0
  }
  if (!VALUED.has(name)) {
    troubles.push({ type: 'unknown-option', piece: word })
    return 0
  }
  const value = joined ?? next?.text
  if (value === undefined) troubles.push({ type: 'missing-value', piece: word })
  const to = joined === undefined && next !== undefined ? next.to : word.to
  options.push({ name, written, value, from: word.from, to })
  return joined === undefined && next !== undefined ? 1 : 0
}

/** Reads `-it`, `-p 80:80`, `-p80:80`; how many further words it used. */
const readShort = (
  word: Piece,
  next: Piece | undefined,
  options: DockerOption[],
  troubles: Trouble[],
): 0 | 1 => {
  for (let j = 1; j < word.text.length; j++) {
    const name = SHORT[word.text[j]!]
    const written = `-${word.text[j]}`
    if (name === undefined) {
      troubles.push({ type: 'unknown-option', piece: word })
      return 0
    }
    if (SWITCHES.has(name)) {
      options.push({ name, written, value: undefined, from: word.from, to: word.to })
      continue
    }
    const joined = word.text.slice(j + 1).replace(/^=/, '')
    const value = joined !== '' ? joined : next?.text
    if (value === undefined) troubles.push({ type: 'missing-value', piece: word })
    options.push({
      name,
      written,
      value,
      from: word.from,
      to: joined === '' && next !== undefined ? next.to : word.to,
    })
    return joined === '' && next !== undefined ? 1 : 0
  }
  return 0
}

/** Words of a shell line with their places; undefined when a quote stays open. */
const splitWords = (line: string): Piece[] | undefined => {
  const words: Piece[] = []
  let i = 0
  for (;;) {
    for (; i < line.length; i++) {
      if (line[i] === '\\' && /^\r?\n/.test(line.slice(i + 1, i + 3))) continue
      if (!/\s/.test(line[i]!)) break
    }
    if (i >= line.length || line[i] === '#') return words
    const word = readWord(line, i)
    if (word === undefined) return undefined
    words.push(word)
    i = word.to
  }
}

const readWord = (line: string, from: number): Piece | undefined => {
  let text = ''
  let i = from
  for (; i < line.length && !/\s/.test(line[i]!); i++) {
    const c = line[i]!
    if (c === '\\') {
      if (/[\r\n]/.test(line.charAt(i + 1))) break
      text += line.charAt(++i)
    } else if (c === "'" || c === '"') {
      const close = closingQuote(line, i)
      if (close < 0) return undefined
      const inside = line.slice(i + 1, close)
      text += c === '"' ? inside.replace(/\\(["\\$`])/g, '$1') : inside
      i = close
    } else text += c
  }
  return { text, from, to: i }
}

const closingQuote = (line: string, open: number): number => {
  const quote = line[open]!
  for (let i = open + 1; i < line.length; i++) {
    if (line[i] === '\\' && quote === '"') i++
    else if (line[i] === quote) return i
  }
  return -1
}
