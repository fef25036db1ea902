import { describe, expect, it } from 'vitest'
import { CommandError } from '../../../src/redis/command/errors.ts'
import { CommandTable } from '../../../src/redis/command/table.ts'
import { keysOfCall } from '../../../src/redis/commands/server/command/keys-of-call.ts'
import { commands } from '../../../src/redis/commands/index.ts'
import { recordedKeys } from '../../conformance/command-fixtures.ts'

const table = new CommandTable(commands)

/** `key flag flag; key flag` or `-ERR …`, as recorded. */
const answer = (call: readonly string[]): string => {
  try {
    return keysOfCall(table, call)
      .map(({ index, flags }) => [call[index], ...flags].join(' '))
      .join('; ')
  } catch (error) {
    if (error instanceof CommandError) return `-${error.text}`
    throw error
  }
}

/** Calls of commands this server has, and of such that redis-server doesn't know either. */
const calls = Object.entries(recordedKeys()).filter(
  ([line, text]) => text === '-ERR Invalid command specified' || table.lookup(line.split(' ')) !== undefined,
)

describe('COMMAND GETKEYSANDFLAGS against redis-server 7.0.15', () => {
  it('finds the same keys, flags and errors', () => {
    expect(calls.length).toBeGreaterThan(800)
    const ours = calls.map(([line]) => [line, answer(line.split(' '))])
    expect(ours).toEqual(calls)
  })
})
