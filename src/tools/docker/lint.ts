/**
 * Reads a `docker run` line for the official redis image and says what will not do what its writer wants. Facts:
 * docker's own reference, and the official image (its entrypoint puts `redis-server` before options and .conf
 * files, and its build switches protected-mode off).
 */
import { isDockerOption, parseDockerRun } from './command.ts'
import type { DockerOption, DockerRun, Piece, Trouble } from './command.ts'
import { messages } from './messages.ts'
import type { Message } from './messages.ts'

/** `error`: it fails or does something else. `warning`: it works, and should not be left so. `note`: good to know. */
export type Level = 'error' | 'warning' | 'note'

export interface Finding {
  readonly rule: keyof typeof messages
  readonly level: Level
  readonly message: Message
  /** Place in the line: from (inclusive) to (exclusive), in UTF-16 units. */
  readonly from: number
  readonly to: number
}

interface Place {
  readonly from: number
  readonly to: number
}

const PROGRAMS = new Set([
  'redis-cli',
  'redis-server',
  'redis-sentinel',
  'redis-benchmark',
  'redis-check-aof',
  'redis-check-rdb',
])

/** All findings, in the order of their places. No finding of level `error` means the line passes. */
export const lintDockerRun = (line: string): Finding[] => {
  const run = parseDockerRun(line)
  const found: Finding[] = run.troubles.map((trouble) => troubleFinding(trouble, line))
  if (!run.troubles.some(({ type }) => type === 'quote' || type === 'not-docker-run')) {
    found.push(...imageFindings(run), ...optionFindings(run))
    if (run.image !== undefined && !PROGRAMS.has(run.image.text) && isRedis(run.image.text)) {
      found.push(...(isServer(run) ? serverFindings(run) : clientFindings(run)))
    }
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to)
}

/** True when the line does what it says: an image, and nothing that fails. */
export const passesLint = (line: string): boolean =>
  lintDockerRun(line).every(({ level }) => level !== 'error')

const finding = <R extends keyof typeof messages>(
  rule: R,
  level: Level,
  place: Place,
  ...args: Parameters<(typeof messages)[R]>
): Finding => ({
  rule,
  level,
  message: (messages[rule] as (...args: unknown[]) => Message)(...args),
  from: place.from,
  to: place.to,
})

const troubleFinding = (trouble: Trouble, line: string): Finding => {
  if (!('piece' in trouble)) {
    const rule = trouble.type === 'quote' ? 'quote' : 'notDockerRun'
    return finding(rule, 'error', { from: 0, to: line.length })
  }
  const option = trouble.piece.text.replace(/=.*/s, '')
  return trouble.type === 'unknown-option'
    ? finding('unknownOption', 'error', trouble.piece, option)
    : finding('missingValue', 'error', trouble.piece, option)
}

const isRedis = (image: string): boolean => /(^|\/)redis(:|@|$)/.test(image)

const imageFindings = ({ image, imagePlace, command }: DockerRun): Finding[] => {
  if (image === undefined) return [finding('noImage', 'error', { from: imagePlace, to: imagePlace })]
  if (PROGRAMS.has(image.text)) return [finding('programAsImage', 'error', image, image.text)]
  const found: Finding[] = []
  if (isRedis(image.text) && !/[:@]/.test(image.text.replace(/^.*\//, '')))
    found.push(finding('noTag', 'note', image, image.text))
  // `-h`, `-p` and `-a` mean something to redis-cli: only a server's arguments can be mistaken for docker's.
  if (isRedis(image.text) && !PROGRAMS.has(command[0]?.text ?? '')) {
    const mistaken = command.filter(({ text }) => isDockerOption(text) && !/^--(user|port)\b/.test(text))
    found.push(
      ...mistaken.map((piece) => finding('optionBehindImage', 'error', piece, piece.text, image.text)),
    )
  }
  return found
}

const optionNamed = ({ options }: DockerRun, name: string): DockerOption | undefined =>
  options.find((option) => option.name === name)

const optionFindings = (run: DockerRun): Finding[] => {
  const found: Finding[] = []
  const rm = optionNamed(run, 'rm')
  const name = optionNamed(run, 'name')
  const restart = optionNamed(run, 'restart')
  if (rm !== undefined && name?.value !== undefined) found.push(finding('rmAndName', 'note', rm, name.value))
  if (rm !== undefined && restart !== undefined && restart.value !== 'no')
    found.push(finding('rmAndRestart', 'error', restart))
  for (const mount of mounts(run))
    if (
      mount.bind &&
      /\.conf$/.test(mount.source) &&
      !mount.source.includes('/') &&
      !/^[A-Za-z]:/.test(mount.source)
    )
      found.push(finding('volumeName', 'error', mount.option, mount.source))
  return found
}

// ---- what is mounted and published ----------------------------------------------------------------

interface Mount {
  readonly option: DockerOption
  /** By -v: a source without a slash is a volume. */
  readonly bind: boolean
  readonly source: string
  readonly target: string
}

const mounts = ({ options }: DockerRun): Mount[] =>
  options.flatMap((option): Mount[] => {
    const value = option.value ?? ''
    if (option.name === 'volume') {
      const [, source, target] = /^((?:[A-Za-z]:)?[^:]*):([^:]+)/.exec(value) ?? []
      return source === undefined || target === undefined ? [] : [{ option, bind: true, source, target }]
    }
    if (option.name !== 'mount') return []
    const field = (names: string) => new RegExp(`(?:^|,)(?:${names})=([^,]*)`).exec(value)?.[1]
    const target = field('target|dst|destination')
    return target === undefined ? [] : [{ option, bind: false, source: field('source|src') ?? '', target }]
  })

interface Published {
  readonly option: DockerOption
  readonly address: string
  /** Undefined: a range, or all of them (-P). */
  readonly inside: number | undefined
}

const published = ({ options }: DockerRun): Published[] =>
  options.flatMap((option): Published[] => {
    if (option.name === 'publish-all') return [{ option, address: '', inside: undefined }]
    if (option.name !== 'publish' || option.value === undefined) return []
    const parts = /^(?:(.*):)?([^:]*):([^:]*)$/.exec(option.value)
    const inside = Number((parts?.[3] ?? option.value).replace(/\/.*/, ''))
    return [{ option, address: parts?.[1] ?? '', inside: Number.isInteger(inside) ? inside : undefined }]
  })

const isLocal = (address: string): boolean => /^(127\.|localhost$|\[?::1\]?$)/.test(address)

// ---- a server -------------------------------------------------------------------------------------

/** The image's entrypoint: nothing, options and .conf files are for redis-server. */
const isServer = ({ command, options }: DockerRun): boolean => {
  if (options.some(({ name }) => name === 'entrypoint')) return false
  const first = command[0]?.text ?? 'redis-server'
  return (
    first === 'redis-server' || first === 'redis-sentinel' || first.startsWith('-') || first.endsWith('.conf')
  )
}

const serverArguments = ({ command }: DockerRun): readonly Piece[] =>
  PROGRAMS.has(command[0]?.text ?? '') ? command.slice(1) : command

/** The value of `--name value …` among a server's arguments; undefined when it is not there. */
const setting = (args: readonly Piece[], name: string): { value: string; place: Piece } | undefined => {
  const at = args.findIndex(({ text }) => text.toLowerCase() === `--${name}`)
  return at < 0 ? undefined : { value: args[at + 1]?.text ?? '', place: args[at]! }
}

const serverFindings = (run: DockerRun): Finding[] => {
  const args = serverArguments(run)
  const found = [...confFindings(run, args), ...portFindings(run, args)]
  const daemonize = setting(args, 'daemonize')
  if (daemonize?.value.toLowerCase() === 'yes') found.push(finding('daemonize', 'error', daemonize.place))
  if (optionNamed(run, 'detach') === undefined) found.push(finding('foreground', 'note', run.image!))
  const cluster = setting(args, 'cluster-enabled')
  const announced = setting(args, 'cluster-announce-ip') ?? setting(args, 'cluster-announce-hostname')
  const host = optionNamed(run, 'network')?.value === 'host'
  if (cluster?.value.toLowerCase() === 'yes' && announced === undefined && !host && published(run).length > 0)
    found.push(finding('clusterBehindNat', 'warning', cluster.place))
  return found
}

const covers = (target: string, path: string): boolean =>
  path === target || path.startsWith(target.replace(/\/*$/, '/'))

const confFindings = (run: DockerRun, args: readonly Piece[]): Finding[] => {
  const all = mounts(run)
  const index = args.findIndex(({ text }) => !text.startsWith('-') && text.endsWith('.conf'))
  const passed = args[index]
  if (passed === undefined) {
    const conf = all.find(({ target, source }) => target.endsWith('.conf') || source.endsWith('.conf'))
    const directory = all.find(({ target }) => /(^|\/)(conf|etc)(\/|$)/.test(target))
    if (conf !== undefined) return [finding('confNotPassed', 'error', conf.option, conf.target)]
    if (directory === undefined) return []
    const path = `${directory.target.replace(/\/*$/, '')}/redis.conf`
    return [finding('confNotPassed', 'error', directory.option, path)]
  }
  const found: Finding[] = []
  if (index > 0) found.push(finding('confNotFirst', 'error', passed))
  if (!all.some(({ target }) => covers(target, passed.text)))
    found.push(finding('confNotMounted', 'error', passed, passed.text))
  return found
}

const portFindings = (run: DockerRun, args: readonly Piece[]): Finding[] => {
  const ports = published(run)
  if (ports.length === 0 || optionNamed(run, 'network')?.value === 'host') return []
  const found: Finding[] = []
  const conf = args.find(({ text }) => text.endsWith('.conf'))
  const guarded = (setting(args, 'requirepass')?.value ?? '') !== '' || setting(args, 'user') !== undefined
  const protectedMode = setting(args, 'protected-mode')
  const open = ports.find(({ address }) => !isLocal(address))
  if (protectedMode?.value.toLowerCase() === 'yes' && !guarded)
    found.push(finding('protectedMode', 'warning', protectedMode.place))
  else if (open !== undefined && !guarded) {
    found.push(
      conf === undefined
        ? finding('openPort', 'warning', open.option)
        : finding('openPortConf', 'note', open.option, conf.text),
    )
  }
  const bind = setting(args, 'bind')
  if (bind !== undefined && isLocal(bind.value))
    found.push(finding('boundInside', 'error', bind.place, bind.value))
  const sentinel = run.command[0]?.text === 'redis-sentinel' || args.some(({ text }) => text === '--sentinel')
  const listening = setting(args, 'port')?.value ?? (sentinel ? '26379' : '6379')
  if (conf === undefined)
    for (const { option, inside } of ports)
      if (inside !== undefined && String(inside) !== listening && inside !== Number(listening) + 10000)
        found.push(finding('otherPort', 'error', option, String(inside), listening))
  return found
}

// ---- redis-cli ------------------------------------------------------------------------------------

/** Options of redis-cli that take a value, as far as they matter for finding its command. */
const CLI_VALUED = new Set([
  '-h',
  '-p',
  '-s',
  '-a',
  '-u',
  '-r',
  '-i',
  '-n',
  '-d',
  '-D',
  '-X',
  '--user',
  '--pass',
  '--pattern',
])

const clientFindings = (run: DockerRun): Finding[] => {
  const [program, ...args] = run.command
  if (program?.text !== 'redis-cli') return []
  let host: Piece | undefined
  let i = 0
  for (; i < args.length && args[i]!.text.startsWith('-'); i++) {
    if (args[i]!.text === '-h') host = args[i + 1]
    if (args[i]!.text === '-u') host = args[i + 1] && uriHost(args[i + 1]!)
    if (CLI_VALUED.has(args[i]!.text)) i++
  }
  const alone =
    i >= args.length &&
    !args.some(({ text }) => /^--(scan|bigkeys|stat|version|help|cluster|latency)/.test(text))
  return [...terminalFindings(run, program, alone), ...hostFindings(run, program, host)]
}

const uriHost = (uri: Piece): Piece => ({
  ...uri,
  text: /^rediss?:\/\/(?:[^@/]*@)?([^:/]*)/.exec(uri.text)?.[1] ?? '',
})

const terminalFindings = (run: DockerRun, program: Piece, alone: boolean): Finding[] => {
  const detach = optionNamed(run, 'detach')
  if (detach !== undefined) return [finding('detachedClient', 'error', detach)]
  const typed = optionNamed(run, 'interactive') !== undefined && optionNamed(run, 'tty') !== undefined
  return alone && !typed ? [finding('clientWithoutTerminal', 'error', program)] : []
}

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host) || host.includes('.')

const hostFindings = (run: DockerRun, program: Piece, host: Piece | undefined): Finding[] => {
  const network = optionNamed(run, 'network')?.value
  if (network === 'host' || network?.startsWith('container:')) return []
  if (host === undefined || isLocal(host.text)) return [finding('clientToItself', 'error', host ?? program)]
  const reachable =
    isAddress(host.text) ||
    optionNamed(run, 'link') !== undefined ||
    optionNamed(run, 'add-host') !== undefined
  return network === undefined && !reachable ? [finding('nameWithoutNetwork', 'error', host, host.text)] : []
}
