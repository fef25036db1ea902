import { describe, expect, test } from 'vitest'
import { parseCommandLine, absolutePath } from '../../../src/redis/config/commandline.ts'
import { Config } from '../../../src/redis/config/config.ts'
import { diagnose } from '../../../src/redis/config/diagnose.ts'
import { loadConfig, parseConfigFile } from '../../../src/redis/config/file.ts'
import { commandLineCases, fileCases } from './cases.ts'
import type { StartCase } from './cases.ts'
import { DATA, hooksFor, recorded } from './fixtures.ts'
import type { Values } from './fixtures.ts'

interface RecordedStart extends StartCase {
  readonly changed?: Values
  readonly status?: number
  readonly stdout?: string
  readonly stderr?: string
  readonly log?: readonly string[]
}

type Outcome = Pick<RecordedStart, 'changed' | 'status' | 'stdout' | 'stderr' | 'log'>

const defaults = recorded<Values>('defaults')

const different = (config: Config): Values =>
  Object.fromEntries(
    config
      .match(['*'])
      .filter(([name, value]) => defaults[name] !== value)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const run = ({ args, stdin = '', files = {} }: StartCase): Outcome => {
  const asked = parseCommandLine(args)
  if (asked.kind === 'test-memory') throw new Error('no case tests memory')
  if (asked.kind === 'exit') {
    const { status, stdout, stderr } = asked
    return { status, stdout, stderr }
  }
  const config = new Config(DATA)
  const hooks = { ...hooksFor(files, () => config.values.dir), sentinel: asked.sentinel }
  const file = asked.file === undefined ? undefined : absolutePath(DATA, asked.file)
  const source = { ...(asked.stdin ? { stdin } : {}), ...(file ? { file } : {}), options: asked.options }
  const loaded = loadConfig(config, source, hooks)
  const log = asked.stdin ? ['Reading config from stdin'] : []
  if (loaded.ok) return { changed: different(config), ...(log.length ? { log } : {}) }
  if (loaded.log) log.push(loaded.log)
  const { status, stderr } = loaded
  // The shell, not the server, speaks of a segmentation fault.
  const said = status === 139 ? '' : stderr
  return { status, stdout: '', stderr: said, ...(log.length ? { log } : {}) }
}

const outcome = ({ changed, status, stdout, stderr, log }: RecordedStart): Outcome => ({
  ...(changed ? { changed } : { status, stdout, stderr }),
  ...(log ? { log } : {}),
})

const given = ({ args, stdin, files }: StartCase): StartCase => ({
  args,
  ...(stdin === undefined ? {} : { stdin }),
  ...(files === undefined ? {} : { files }),
})

describe.each([
  ['redis.conf', 'files', fileCases],
  ['command line', 'commandlines', commandLineCases],
] as const)('%s', (_, name, cases) => {
  const recordings = recorded<RecordedStart[]>(name)
  test('the recording has every case', () => {
    expect(recordings.map(given)).toEqual(cases)
  })
  test.each(
    recordings.map((recording): [string, RecordedStart] => [JSON.stringify(given(recording)), recording]),
  )('%s', (_, recording) => {
    expect(run(recording)).toEqual(outcome(recording))
  })
})

describe('what a file says besides parameters', () => {
  test('is kept in its order', () => {
    const text =
      'user bob on\nrename-command GET ""\nloadmodule /x.so a b\nmod.key 1\nUSER Al +@all\nsentinel monitor m h 1 2\n'
    expect(parseConfigFile(new Config(), text, '', { sentinel: true })).toEqual({
      ok: true,
      users: [
        ['bob', 'on'],
        ['Al', '+@all'],
      ],
      renames: [{ from: 'GET', to: '' }],
      modules: [{ path: '/x.so', args: ['a', 'b'] }],
      moduleConfigs: [{ name: 'mod.key', value: '1' }],
      sentinel: [{ args: ['monitor', 'm', 'h', '1', '2'], line: 6, text: 'sentinel monitor m h 1 2' }],
    })
  })

  test('is refused in the words of whoever knows better', () => {
    const hooks = {
      renameCommand: () => 'No such command in rename-command',
      user: () => ({ at: 0, error: 'Syntax error' }),
    }
    const refused = (text: string): string => {
      const loaded = parseConfigFile(new Config(), text, '', hooks)
      return loaded.ok ? '' : loaded.stderr.split('\n').at(-2)!
    }
    expect(refused('rename-command foo bar')).toBe('No such command in rename-command')
    expect(refused('user a b')).toBe("Error in user declaration 'user': Syntax error")
  })
})

describe('help and memory test', () => {
  test('--help goes to standard error with status 1', () => {
    const asked = parseCommandLine(['--help'])
    expect(asked).toMatchObject({ kind: 'exit', status: 1, stdout: '' })
    expect(parseCommandLine(['-h'])).toEqual(asked)
  })
  test('--test-memory takes megabytes, --check-system finds nothing wrong', () => {
    expect(parseCommandLine(['--test-memory', '64x'])).toEqual({ kind: 'test-memory', megabytes: 64 })
    expect(parseCommandLine(['--check-system'])).toMatchObject({ kind: 'exit', status: 0 })
  })
  test('a sentinel by option or by name', () => {
    expect(parseCommandLine(['s.conf', '--sentinel'])).toMatchObject({ sentinel: true, file: 's.conf' })
    expect(parseCommandLine(['s.conf'], '/usr/bin/redis-sentinel')).toMatchObject({ sentinel: true })
    expect(parseCommandLine([])).toEqual({ kind: 'start', stdin: false, sentinel: false })
  })
})

describe('diagnose', () => {
  test('marks every line Redis would stop at, where it is wrong', () => {
    const text = 'port 6379\n  port x  \nfoo bar\n\nmaxmemory\nsave "1\n# foo\ninclude other.conf'
    expect(diagnose(text)).toEqual([
      { line: 2, from: 7, to: 8, message: "argument couldn't be parsed into an integer" },
      { line: 3, from: 0, to: 7, message: 'Bad directive or wrong number of arguments' },
      { line: 5, from: 0, to: 9, message: 'wrong number of arguments' },
      { line: 6, from: 0, to: 7, message: 'Unbalanced quotes in configuration line' },
    ])
  })
  test('marks what only the whole file has wrong', () => {
    expect(diagnose('replicaof a 1\ncluster-enabled yes\n')).toEqual([
      { line: 1, from: 10, to: 13, message: 'replicaof directive not allowed in cluster mode' },
    ])
  })
  test('a good file has nothing to say', () => {
    expect(diagnose('save 900 1\nappendonly yes\nslave-read-only no\nrename-command KEYS ""\n')).toEqual([])
  })
})
