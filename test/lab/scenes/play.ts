/** Folds what a real server's trace says while commands run. */
import { expect } from 'vitest'
import type { Scene } from '../../../src/lab/scenes/scene.ts'
import type { TraceEvent } from '../../../src/world/trace.ts'
import type { Harness, HarnessClient } from '../../redis/harness.ts'
import { startRedis } from '../../redis/harness.ts'

export interface Play<S> {
  readonly state: S
  readonly redis: Harness
  /** `event: sentence` in English, for each event that has one. */
  readonly captions: readonly string[]
  readonly marks: readonly string[]
}

/** A line is a command by the harness's own client, or `name> command` by another one; `name> close` closes it. */
export const play = <S>(
  scene: Scene<S>,
  lines: readonly string[],
  config: Readonly<Record<string, string>> = {},
): Play<S> => {
  const redis = startRedis({ config })
  redis.world.tracing = true
  const others = new Map<string, HarnessClient>()
  let state = scene.initial
  const captions: string[] = []
  const marks: string[] = []
  const told = (event: TraceEvent): void => {
    const before = JSON.stringify(scene.describe(state, 'en'))
    const next = scene.fold(state, event)
    // A fold changes nothing it was given.
    expect(JSON.stringify(scene.describe(state, 'en'))).toBe(before)
    state = next
    const caption = scene.caption(event, state, 'en')
    expect(Boolean(scene.caption(event, state, 'ko'))).toBe(Boolean(caption))
    if (caption !== undefined) captions.push(`${caption.event}: ${caption.say}`)
    const mark = scene.mark(event, state)
    if (mark !== undefined) marks.push(mark.mark)
  }
  for (const line of lines) {
    const [, name, command = line] = /^(\w+)> (.*)$/.exec(line) ?? []
    if (name === undefined) redis.command(command)
    else {
      if (!others.has(name)) others.set(name, redis.client())
      if (command === 'close') others.get(name)!.close()
      else others.get(name)!.command(command)
      if (command === 'close') others.delete(name)
    }
    redis.world.takeTrace().forEach(told)
  }
  for (const language of ['en', 'ko'] as const) {
    const [header = [], ...rows] = scene.describe(state, language)
    for (const row of rows) expect(row).toHaveLength(header.length)
  }
  return { state, redis, captions, marks }
}
