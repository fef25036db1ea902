import { describe, expect, it } from 'vitest'
import { completions, helpText, hintFor } from '../../../src/tools/redis-cli/help.ts'
import { commandDocs, commands, params } from './docs.ts'
import { readDocs } from '../../../src/tools/redis-cli/help.ts'

describe('readDocs', () => {
  it('writes the arguments of each command as the real redis-cli does', () => {
    expect(Object.fromEntries(commands.map((command) => [command.name, command.params]))).toEqual(params)
  })

  it('reads the RESP2 shape to the same', () => {
    expect(readDocs(commandDocs(2))).toEqual(commands)
  })

  it('is empty for an error', () => {
    expect(readDocs({ type: 'error', text: 'NOAUTH Authentication required.' })).toEqual([])
  })
})

describe('helpText', () => {
  it('explains a command', () => {
    expect(helpText(commands, ['set'])).toBe(
      '\r\n  \x1b[1mSET\x1b[0m \x1b[90mkey value [NX|XX] [GET] [EX seconds|PX milliseconds|' +
        'EXAT unix-time-seconds|PXAT unix-time-milliseconds|KEEPTTL]\x1b[0m\r\n' +
        '  \x1b[33msummary:\x1b[0m About set\r\n  \x1b[33msince:\x1b[0m 1.0.0\r\n  \x1b[33mgroup:\x1b[0m string\r\n\r\n',
    )
  })

  const names = (text: string) => [...text.matchAll(/\x1b\[1m([^\x1b]*)/g)].map((match) => match[1])

  it('lists a container with its subcommands, or one of them', () => {
    expect(names(helpText(commands, ['config']))).toEqual([
      'CONFIG',
      'CONFIG GET',
      'CONFIG HELP',
      'CONFIG RESETSTAT',
      'CONFIG REWRITE',
      'CONFIG SET',
    ])
    expect(names(helpText(commands, ['Config', 'get']))).toEqual(['CONFIG GET'])
  })

  it('lists a group without naming it again', () => {
    const text = helpText(commands, ['@STRING'])
    expect(names(text)).toContain('MSETNX')
    expect(text).not.toContain('group:')
  })

  it('has nothing to say on what it does not know', () => {
    expect(helpText(commands, ['nosuch'])).toBe('\r\n')
    expect(helpText(commands, ['@nosuch'])).toBe('\r\n')
    expect(helpText(commands, ['get', 'x'])).toBe('\r\n')
  })

  it('explains itself', () => {
    expect(helpText(commands, [])).toMatch(/^redis-cli 7\.0\.15\n/)
  })
})

describe('completions', () => {
  it('goes through the commands in order, in upper case', () => {
    expect(completions(commands, 'geo')).toEqual(['GEOADD', 'GEODIST', 'GEORADIUS', 'GEOSEARCH'])
    expect(completions(commands, 'CONFIG G')).toEqual(['CONFIG GET'])
    expect(completions(commands, 'gx')).toEqual([])
  })

  it('knows groups after help', () => {
    expect(completions(commands, 'help @s')).toEqual([
      'help @scripting',
      'help @server',
      'help @sorted-set',
      'help @stream',
      'help @string',
    ])
    expect(completions(commands, 'HELP  lp')).toEqual(['HELP  LPUSH'])
  })
})

describe('hintFor', () => {
  // Recorded.
  it.each([
    ['se', undefined],
    ['get', ' key'],
    ['get ', 'key'],
    ['  get ', 'key'],
    ['"get" ', 'key'],
    [
      'set k',
      ' value [NX|XX] [GET] [EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|KEEPTTL]',
    ],
    [
      'set k v NX ',
      '[NX|XX] [GET] [EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|KEEPTTL]',
    ],
    ['config', ' '],
    ['config ', ''],
    ['config g', ' '],
    ['config get', ' parameter [parameter ...]'],
    ['config "get" x ', '[parameter ...]'],
    ['get "a b', undefined],
    ['get "a b" ', ''],
    ['acl dryrun u get ', '[arg [arg ...]]'],
    ['mset a 1 b ', '[key value ...]'],
    ['bitop and ', 'destkey key [key ...]'],
    [
      'migrate h p k ',
      'destination-db timeout [COPY] [REPLACE] [[AUTH password]|[AUTH2 username password]] [KEYS key [key ...]]',
    ],
    ['lpush k a b c', ' [element ...]'],
    ['3 get ', undefined],
    ['', undefined],
  ])('after %j hints %j', (typed, hint) => expect(hintFor(commands, typed)).toBe(hint))
})
