import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HarnessClient } from '../../harness.ts'
import { startRedis } from '../../harness.ts'
import { propagationCases, withoutTimes } from './propagation-cases.ts'

const recorded = JSON.parse(readFileSync(new URL('propagation.json', import.meta.url), 'utf8')) as Record<
  string,
  string[]
>

/** XCLAIM tells how far a group has read, but not how many entries: replicas of 7.0 lose count. */
const withoutCount = (full: string): string => full.replace(/entries-read\r\n(:\d+|\$-1)/g, 'entries-read')

describe('what AOF and replicas get', () => {
  it.each(Object.entries(propagationCases))('%s', (name, steps) => {
    const redis = startRedis()
    const heard: string[] = []
    redis.server.propagation.sinks.push({ feed: (_db, argv) => heard.push(withoutTimes(argv.join(' '))) })
    const clients = new Map<string, HarnessClient>()
    for (const [who, line] of steps) {
      if (!clients.has(who)) clients.set(who, redis.client())
      clients.get(who)!.command(line)
    }
    expect(heard).toEqual(recorded[name])
  })

  it('makes the same stream again', () => {
    const redis = startRedis()
    const twin = startRedis()
    const told = twin.client()
    redis.server.propagation.sinks.push({
      feed: (_db, argv) => {
        const client = [...twin.server.clients.values()][0]!
        client.mustObey = true
        told.send(argv)
      },
    })
    const lines = Object.values(propagationCases).flatMap((steps) => steps.map(([, line]) => line))
    for (const line of lines) {
      if (line.startsWith('CONFIG')) told.command(line)
      if (!line.includes('BLOCK')) redis.command(line)
    }
    for (const key of ['s', 't']) {
      const full = `XINFO STREAM ${key} FULL COUNT 0`
      expect(redis.command(full)).toContain('pending')
      expect(withoutCount(twin.command(full))).toBe(withoutCount(redis.command(full)))
    }
  })
})
