import { describe, expect, it } from 'vitest'
import { parseArguments, unquote } from '../../../src/tools/redis-cli/arguments.ts'
import type { Options } from '../../../src/tools/redis-cli/arguments.ts'

const parse = (line: string, environment = {}) => parseArguments(line.split(' '), environment)

const run = (line: string, environment = {}) => {
  const parsed = parse(line, environment)
  if (parsed.type === 'exit') throw new Error(parsed.stderr)
  return parsed
}

const WARNING =
  "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n"

describe('parseArguments', () => {
  it('stops at the command, whose own words may look like options', () => {
    const { options, command } = run('-h db -p 6380 -n 2 -r 3 -i 0.5 set -h 1')
    expect(options).toMatchObject({ host: 'db', port: 6380, database: 2, repeat: 3, interval: 500_000 })
    expect(command).toEqual(['set', '-h', '1'])
  })

  it.each([
    ['--foo', "Unrecognized option or bad number of args for: '--foo'\n"],
    ['-z get a', "Unrecognized option or bad number of args for: '-z'\n"],
    ['-p', "Unrecognized option or bad number of args for: '-p'\n"],
    ['--scan --count 2', "Unrecognized option or bad number of args for: '--count'\n"],
    ['-2 -3 get a', 'Options -2 and -3 are mutually exclusive.\n'],
    ['-x -X tag set a', 'Options -x and -X are mutually exclusive.\n'],
    ['-u http://x get x', 'Invalid URI scheme\n'],
    ['-u redis://%zz@x get x', 'Illegal character in URI encoding\n'],
    ['--memkeys-samples x', '--memkeys-samples conversion error.\n'],
    ['--memkeys-samples -1', '--memkeys-samples value should be positive.\n'],
  ])('refuses %s', (line, stderr) => {
    expect(parse(line)).toEqual({ type: 'exit', status: 1, stdout: '', stderr })
  })

  it.each(['-v', '--version', '-n 3 --version get'])('%s prints the version', (line) => {
    expect(parse(line)).toEqual({ type: 'exit', status: 0, stdout: 'redis-cli 7.0.15\n', stderr: '' })
  })

  it('prints its help for --help and for a -h without a host, naming every option', () => {
    const help = parse('--help')
    expect(parse('-h')).toEqual(help)
    expect(help).toMatchObject({ type: 'exit', status: 0, stderr: '' })
    for (const option of ['-h <', '-p <', '--scan', '--bigkeys', '--no-auth-warning', '-X <', '--stat'])
      expect(help.type === 'exit' && help.stdout).toContain(option)
  })

  it('warns about a password on the line, and takes one from REDISCLI_AUTH silently', () => {
    expect(run('-a secret ping').stderr).toBe(WARNING)
    expect(run('--user u --pass p ping')).toMatchObject({
      stderr: WARNING,
      options: { user: 'u', password: 'p' },
    })
    expect(run('-a secret --no-auth-warning ping').stderr).toBe('')
    expect(run('ping', { REDISCLI_AUTH: 'quiet' })).toMatchObject({
      stderr: '',
      options: { password: 'quiet' },
    })
    expect(run('-a loud ping', { REDISCLI_AUTH: 'quiet' }).options.password).toBe('loud')
  })

  it.each<[string, Partial<Options>]>([
    ['redis://', {}],
    ['redis://db', { host: 'db' }],
    ['REDIS://db:7000', { host: 'db', port: 7000 }],
    ['redis://db:7000/3', { host: 'db', port: 7000, database: 3 }],
    ['redis:///3', { database: 3 }],
    ['redis://p%40ss@db', { host: 'db', password: 'p@ss' }],
    ['redis://u:p@db/1', { host: 'db', user: 'u', password: 'p', database: 1 }],
  ])('reads %s', (uri, expected) => {
    const plain = run('ping').options
    expect(run(`-u ${uri} ping`).options).toEqual({ ...plain, ...expected })
  })

  it('lets --json ask for RESP3 without insisting', () => {
    expect(run('--json ping').options).toMatchObject({ output: 'json', resp3: 'implied' })
    expect(run('-3 --json ping').options.resp3).toBe('asked')
  })

  it('goes on after a wrong --show-pushes, which it names', () => {
    expect(run('--show-pushes foo ping').stderr).toBe(
      "Unknown --show-pushes value 'foo' (valid: '[y]es', '[n]o')\n",
    )
    expect(run('--show-pushes no ping').options.showPushes).toBe(false)
  })

  it('reads numbers as atoi does', () => {
    expect(run('-p abc ping').options.port).toBe(0)
    expect(run('-r 3x ping').options.repeat).toBe(3)
    expect(run('-r -1 ping').options.repeat).toBe(-1)
  })
})

describe('unquote', () => {
  it.each([
    ['a', 'a'],
    ['"a b"', 'a b'],
    ['"a\\x00b"', 'a\x00b'],
    ["'x'", 'x'],
    ['""', ''],
    ['a b', undefined],
    ['"a" "b"', undefined],
    ['"a', undefined],
  ])('reads %j', (word, expected) => expect(unquote(word)).toBe(expected))
})
