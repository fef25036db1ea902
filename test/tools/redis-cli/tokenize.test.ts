import { describe, expect, it } from 'vitest'
import { isSecret, readLine } from '../../../src/tools/redis-cli/tokenize.ts'

const INVALID = { type: 'error', message: 'Invalid argument(s)\n', remember: true }
const REPEAT = { type: 'error', message: 'Invalid redis-cli repeat command option value.\n', remember: false }
const command = (argv: string[], repeat = 1) => ({ type: 'command', argv, repeat })

describe('readLine', () => {
  it.each([
    ['', { type: 'empty' }],
    ['  \t ', { type: 'empty' }],
    ['set a "x y"', command(['set', 'a', 'x y'])],
    ['set k "\\x00\\xff\\n\\"\\\\"', command(['set', 'k', '\x00\xff\n"\\'])],
    ["set k 'it\\'s \\n'", command(['set', 'k', "it's \\n"])],
    ['set "" ""', command(['set', '', ''])],
    ['"abc', INVALID],
    ["'x'y", INVALID],
    ['"x"y', INVALID],
    ['5 ping', command(['ping'], 5)],
    ['+2 ping', command(['ping'], 2)],
    ['3', command(['3'])],
    ['0 ping', REPEAT],
    ['-1 ping', REPEAT],
    ['99999999999999999999 ping', REPEAT],
    ['"" ping', REPEAT],
    ['5x ping', command(['5x', 'ping'])],
  ])('reads %j', (line, expected) => expect(readLine(line)).toEqual(expected))
})

describe('isSecret', () => {
  it('keeps AUTH out of the history', () => {
    expect(isSecret(['AUTH', 'p'])).toBe(true)
    expect(isSecret(['get', 'auth'])).toBe(false)
    expect(isSecret([])).toBe(false)
  })
})
