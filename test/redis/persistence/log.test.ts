/** The log byte by byte as redis-server 7.0.15 writes it: which commands, in which form and order. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Simulator } from '../../conformance/simulator.ts'
import { logCases } from './log-cases.ts'
import { LOG_FILE, LOG_OPTIONS, playLog, readLog } from './play-log.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded-log.json', import.meta.url), 'utf8')) as Record<
  string,
  string[]
>

describe('the log of', () => {
  it.each(logCases)('$name', async (each) => {
    const simulator = await Simulator.start(LOG_OPTIONS)
    await playLog(simulator, each)
    const { world } = simulator
    world.runUntil(world.now + 300_000)
    const text = world.host('server').disk.read(LOG_FILE)!
    expect(readLog(text, world.now / 1000)).toEqual(recorded[each.name])
  })

  it('was recorded in every case', () => {
    expect(Object.keys(recorded)).toEqual(logCases.map(({ name }) => name))
  })
})
