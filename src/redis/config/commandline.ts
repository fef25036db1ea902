/** The arguments of redis-server, as `main` of `server.c` reads them. */
import { equalsIgnoreCase } from '../../bytes/bytestrings.ts'
import { quote, splitArgs } from '../../bytes/quote.ts'

export type CommandLine =
  | {
      readonly kind: 'start'
      /** The configuration file as given, if there is one. */
      readonly file?: string
      /** Standard input is to be read as configuration, after the file. */
      readonly stdin: boolean
      /** The options as configuration lines, to be read last. Undefined without any argument. */
      readonly options?: string
      readonly sentinel: boolean
    }
  | { readonly kind: 'test-memory'; readonly megabytes: number }
  /** Says something and ends with the status. */
  | { readonly kind: 'exit'; readonly status: number; readonly stdout: string; readonly stderr: string }

export const VERSION_LINE =
  'Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=ae4d7c971a948f0\n'

/** The forms of the command line; Redis prints the same ones with other remarks. */
const USAGE = `Usage: ./redis-server [/path/to/redis.conf] [options] [-]
       ./redis-server - (configuration comes from standard input)
       ./redis-server -v or --version
       ./redis-server -h or --help
       ./redis-server --test-memory <megabytes>
       ./redis-server --check-system

For instance:
       ./redis-server (every setting at its default)
       echo 'maxmemory 128mb' | ./redis-server -
       ./redis-server /etc/redis/6379.conf
       ./redis-server --port 7777
       ./redis-server --port 7777 --replicaof 127.0.0.1 8888
       ./redis-server /etc/myredis.conf --loglevel verbose -
       ./redis-server /etc/myredis.conf --loglevel verbose

As a sentinel:
       ./redis-server /etc/sentinel.conf --sentinel
`

const MEMORY_MISSING = `Please specify the amount of memory to test in megabytes.
Example: ./redis-server --test-memory 4096

`

/** The machine of the world passes every check. */
const SYSTEM_CHECKS = ['slow-clocksource', 'xen-clocksource', 'overcommit', 'THP']
  .map((check) => `[${check}]...OK\n`)
  .join('')

const says = (status: number, stdout: string, stderr = ''): CommandLine => ({
  kind: 'exit',
  status,
  stdout,
  stderr,
})

/** What the first argument asks for instead of a server. */
const special = (args: readonly string[]): CommandLine | undefined => {
  switch (args[0]) {
    case '-v':
    case '--version':
      return says(0, VERSION_LINE)
    case '-h':
    case '--help':
      return says(1, '', USAGE)
    case '--test-memory':
      if (args.length !== 2) return says(1, '', MEMORY_MISSING)
      return { kind: 'test-memory', megabytes: Number(/^\s*[+-]?[0-9]+/.exec(args[1]!)?.[0] ?? 0) }
    case '--check-system':
      return says(0, SYSTEM_CHECKS)
    default:
      return undefined
  }
}

/**
 * Options as configuration lines. `--name` starts a line, what follows are its quoted arguments; right after a
 * name even `--x` is an argument, but for `--save` and `--sentinel`, which may come without one.
 */
const optionLines = (args: readonly string[]): string => {
  let lines = ''
  let hasArgument = true
  for (const [i, arg] of args.entries()) {
    if (!hasArgument || !arg.startsWith('--')) {
      lines += `${quote(arg)} `
      hasArgument = true
      continue
    }
    lines += `${lines === '' ? '' : '\n'}${arg.slice(2)} `
    // "--port 6380" in one piece has its argument already.
    hasArgument = splitArgs(arg)?.length !== 1
    if (hasArgument) continue
    const next = args[i + 1]
    if (equalsIgnoreCase(arg, '--save') && (next === undefined || next.startsWith('--'))) {
      lines += '""'
      hasArgument = next !== undefined
    } else if (equalsIgnoreCase(arg, '--sentinel') && next?.startsWith('--')) {
      hasArgument = true
    }
  }
  return lines
}

/**
 * Reads the arguments after the program's name. `program` is that name: as redis-sentinel the server is one.
 * A wrong option is found when the lines are read (`file.ts`), not here.
 */
export const parseCommandLine = (args: readonly string[], program = 'redis-server'): CommandLine => {
  const name = program.slice(program.lastIndexOf('/') + 1)
  const sentinel = name.includes('redis-sentinel') || args.includes('--sentinel')
  if (args.length === 0) return { kind: 'start', stdin: false, sentinel }
  const asked = special(args)
  if (asked) return asked
  const file = args[0]!.startsWith('-') ? undefined : args[0]!
  const first = file === undefined ? 0 : 1
  const isStdin = (arg: string, i: number): boolean => arg === '-' && (i === 0 || i === args.length - 1)
  const options = args.filter((arg, i) => i >= first && !isStdin(arg, i))
  return {
    kind: 'start',
    ...(file === undefined ? {} : { file }),
    stdin: args.some((arg, i) => i >= first && isStdin(arg, i)),
    options: optionLines(options),
    sentinel,
  }
}

/** `getAbsolutePath`: a path seen from the current directory, with only a leading `../` taken away. */
export const absolutePath = (directory: string, path: string): string => {
  let rest = path.replace(/^[ \r\n\t]+|[ \r\n\t]+$/g, '')
  if (rest.startsWith('/')) return rest
  let base = directory.endsWith('/') ? directory : `${directory}/`
  while (rest.startsWith('../')) {
    rest = rest.slice(3)
    if (base.length > 1) base = base.slice(0, base.lastIndexOf('/', base.length - 2) + 1)
  }
  return base + rest
}
