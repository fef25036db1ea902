/** One command of a random stream, and how its replies on two servers may differ. */

/** Commands that only make sense together: shrinking keeps or drops them as one. */
export type Unit = readonly string[][]

/**
 * `exact`; `unordered` and `pairs`: lists in any order; `shape`: chance decides; `seconds`, `milliseconds`: the two
 * clocks do not read the same; `times`: so it is with those of pending entries and consumers; `words`: those of a text
 * in any order, `+…` and `-…` left out; `payload`: what DUMP answers, but for the order of a table
 * and for times; `skip`: not compared.
 * A list: the replies within EXEC.
 */
export type Mode =
  | 'exact'
  | 'unordered'
  | 'pairs'
  | 'shape'
  | 'seconds'
  | 'milliseconds'
  | 'times'
  | 'words'
  | 'payload'
  | 'skip'
  | Mode[]

const MODES: Record<string, Mode> = {
  keys: 'unordered',
  smembers: 'unordered',
  sinter: 'unordered',
  sunion: 'unordered',
  sdiff: 'unordered',
  hkeys: 'unordered',
  hvals: 'unordered',
  scan: 'unordered',
  sscan: 'unordered',
  hgetall: 'pairs',
  hscan: 'pairs',
  zscan: 'pairs',
  spop: 'shape',
  srandmember: 'shape',
  hrandfield: 'shape',
  zrandmember: 'shape',
  randomkey: 'shape',
  // SET with an instant in the past leaves a key until somebody, or the expiry cycle, comes across it.
  dbsize: 'shape',
  hello: 'skip',
  time: 'skip',
  info: 'skip',
  ttl: 'seconds',
  expiretime: 'seconds',
  pttl: 'milliseconds',
  pexpiretime: 'milliseconds',
  xpending: 'times',
  xinfo: 'times',
  dump: 'payload',
}

/** From the start and in one go: anything else depends on where the table has its buckets. */
const wholeScan = (argv: string[]): boolean =>
  argv[argv[0] === 'scan' ? 1 : 2] === '0' && argv[argv.lastIndexOf('count') + 1] === '1000'

/** Who else refers to a value (COPY, a transaction) is not modelled. */
const OBJECT: Record<string, Mode> = { idletime: 'skip', freq: 'skip', refcount: 'skip' }

/** Which commands are allowed is compared by DRYRUN: it is told in the order of a hash table. */
const ACL: Record<string, Mode> = {
  getuser: 'words',
  list: 'words',
  genpass: 'shape',
  log: 'skip',
  help: 'skip',
}

const words = (argv: readonly string[]): string[] => argv.map((word) => word.toLowerCase())

/**
 * SORT by a pattern without `*` does not sort, and ALPHA keeps the order of equal weights: then a set comes in the
 * order of its table.
 */
const keepsOrder = (argv: string[]): boolean =>
  argv.some((word, i) => word === 'by' && (argv.includes('alpha') || !argv[i + 1]?.includes('*')))

/** Without STORE, ALPHA compares C strings: what differs only after a zero byte is equal too. */
const sortMode = (argv: string[]): Mode => {
  if (argv.includes('store') || !(keepsOrder(argv) || argv.includes('alpha'))) return 'exact'
  return argv.includes('limit') ? 'skip' : 'unordered'
}

/** How this command's own reply is compared. */
export const modeOf = (argv: readonly string[]): Mode => {
  const lower = words(argv)
  const [name, second] = lower
  if (name === 'sort' || name === 'sort_ro') return sortMode(lower)
  if (name?.endsWith('scan') && !wholeScan(lower)) return 'skip'
  if (name === 'object') return OBJECT[second ?? ''] ?? 'exact'
  if (name === 'acl') return ACL[second ?? ''] ?? 'exact'
  if (name === 'config') return second === 'get' ? 'pairs' : 'exact'
  if (name === 'client') return second === 'id' || second === 'list' || second === 'info' ? 'skip' : 'exact'
  if (name === 'command') return second === 'count' || second === 'list' ? 'skip' : 'exact'
  return MODES[name ?? ''] ?? 'exact'
}

/** The modes of a stream's replies: commands within MULTI are compared in EXEC's reply. */
export const modesOf = (stream: readonly (readonly string[])[]): Mode[] => {
  let queued: Mode[] | undefined
  return stream.map((argv) => {
    const name = argv[0]?.toLowerCase()
    if (queued === undefined) {
      if (name === 'multi' && argv.length === 1) queued = []
      return modeOf(argv)
    }
    if (name === 'exec' || name === 'discard' || name === 'reset') {
      const modes = queued
      if (name === 'exec' || argv.length === 1) queued = undefined
      return name === 'exec' ? modes : 'exact'
    }
    if (name !== 'multi' && name !== 'watch') queued.push(modeOf(argv))
    return 'exact'
  })
}

/** Where a command that searches places has the keys in which it stores distances. */
const distancesAt = (argv: string[]): number[] => {
  if (argv[0] === 'geosearchstore') return [1]
  if (!argv[0]!.startsWith('georadius')) return []
  return argv.flatMap((word, i) => (word === 'storedist' && i + 1 < argv.length ? [i + 1] : []))
}

/** Keys whose contents chance decided: they are deleted afterwards, so that both servers agree again. */
export const spoiled = (argv: readonly string[]): string[] => {
  const lower = words(argv)
  if (lower[0] === 'spop') return argv.slice(1, 2)
  // What glibc's sine makes of a distance in the last bit depends on the processor.
  if (lower.includes('storedist')) return distancesAt(lower).map((at) => argv[at]!)
  if (lower[0] !== 'sort' || !keepsOrder(lower)) return []
  return lower.flatMap((word, i) => (word === 'store' ? argv.slice(i + 1, i + 2) : []))
}
