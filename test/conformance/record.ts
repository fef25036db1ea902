/**
 * `npm run conformance:record -- [--check | --simulator] [name…]`: plays transcripts against a real redis-server and
 * writes what it replied into them. A name is the start of a path, like `string/` or `list/blpop`. Steps whose new
 * replies agree with the recorded ones under their markers keep the recorded ones, so a second recording changes
 * nothing. With `--check` nothing is written; differences are printed and the exit status is 1. `--simulator` is
 * `--check` against the simulated server.
 */
import { writeFileSync } from 'node:fs'
import { differences, recordable, sameArrivals } from './compare.ts'
import { readTranscript, transcriptNames, transcriptPath } from './files.ts'
import { CHECKING, play, RECORDING } from './play.ts'
import { RealServer, realServerVersion } from './real-server.ts'
import type { StartTarget } from './target.ts'
import { writeTranscript } from './transcript.ts'

const VERSION = '7.0.15'

const check = async (name: string, start: StartTarget): Promise<string[]> => {
  const transcript = readTranscript(name)
  const target = await start(transcript.server)
  try {
    return differences(transcript.steps, await play(target, transcript, CHECKING))
  } finally {
    await target.close()
  }
}

/** The replies in the file do not guide it: a server that says less than it did is noticed. */
const record = async (name: string): Promise<string[]> => {
  const transcript = readTranscript(name)
  const server = await RealServer.start(transcript.server)
  try {
    const blank = transcript.steps.map((step) => ({ ...step, expected: [] }))
    const arrivals = await play(server, { ...transcript, steps: blank }, RECORDING)
    const kept = transcript.steps.map((step, i) =>
      sameArrivals(step, arrivals[i]!) ? step.expected : recordable(arrivals[i]!, step.markers),
    )
    writeFileSync(transcriptPath(name), writeTranscript(transcript, kept))
    return []
  } finally {
    await server.close()
  }
}

const main = async (args: string[]): Promise<number> => {
  const simulated = args.includes('--simulator')
  const checking = simulated || args.includes('--check')
  const prefixes = args.filter((arg) => !arg.startsWith('--'))
  const version = realServerVersion()
  if (!simulated && version !== VERSION) {
    console.error(`recording wants redis-server ${VERSION} on PATH, found ${version ?? 'none'}`)
    return 1
  }
  const names = transcriptNames().filter(
    (name) => prefixes.length === 0 || prefixes.some((p) => name.startsWith(p)),
  )
  const start: StartTarget = simulated ? (await import('./simulator.ts')).Simulator.start : RealServer.start
  const run = (name: string) => (checking ? check(name, start) : record(name))
  let failures = 0
  for (const name of names) {
    try {
      for (const difference of await run(name)) {
        failures++
        console.log(`${name} ${difference}`)
      }
    } catch (error) {
      failures++
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  console.log(`${names.length} transcripts ${checking ? 'checked' : 'recorded'}, ${failures} problems`)
  return failures > 0 ? 1 : 0
}

process.exitCode = await main(process.argv.slice(2))
