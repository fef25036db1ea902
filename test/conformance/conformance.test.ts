/** Every transcript, replayed against the simulator and, where there is one, against a real redis-server. */
import { describe, expect, it } from 'vitest'
import { standaloneCommands } from '../../src/programs/redis-server.ts'
import { differences } from './compare.ts'
import { readTranscript, transcriptNames } from './files.ts'
import type { Timing } from './play.ts'
import { CHECKING, play } from './play.ts'
import { RealServer, realServerVersion } from './real-server.ts'
import { Simulator } from './simulator.ts'
import type { StartTarget } from './target.ts'

const VERSION = '7.0.15'
const names = transcriptNames()

/** The commands that transcripts send, as the table finds them: `object|encoding`, `get`. */
const recordedCommands = (): Set<string> => {
  const sent = names.flatMap((name) => readTranscript(name).steps)
  const found = sent.map(({ action }) =>
    action.kind === 'send' && action.bytes === 'command'
      ? standaloneCommands.lookup(action.words)
      : undefined,
  )
  return new Set(found.flatMap((command) => (command ? [command.fullName] : [])))
}

const replay = async (name: string, start: StartTarget, timing: Timing): Promise<string> => {
  const transcript = readTranscript(name)
  const target = await start(transcript.server)
  try {
    return differences(transcript.steps, await play(target, transcript, timing)).join('\n\n')
  } finally {
    await target.close()
  }
}

describe('transcripts', () => {
  it('send every command there is', () => {
    const recorded = recordedCommands()
    const missing = standaloneCommands.all
      .map(({ fullName }) => fullName)
      .filter((name) => !recorded.has(name))
    expect(missing).toEqual([])
  })
})

describe('the simulator answers as recorded', () => {
  it.each(names)('%s', async (name) => {
    expect(await replay(name, Simulator.start, CHECKING)).toBe('')
  })
})

describe.skipIf(realServerVersion() !== VERSION)(`redis-server ${VERSION} still answers as recorded`, () => {
  it.each(names)('%s', async (name) => {
    expect(await replay(name, RealServer.start, CHECKING)).toBe('')
  })
})
