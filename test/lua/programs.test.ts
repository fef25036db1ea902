import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { copyGraph } from '../../src/world/copy.ts'
import { load, LuaError, newState } from '../../src/lua/index.ts'
import type { LuaState } from '../../src/lua/index.ts'

interface Recorded {
  readonly program: string
  readonly value?: string | number | null
  readonly error?: string
  readonly syntax?: string
}

/** Small programs and what EVAL of redis-server 7.0.15 made of them. */
const programs = JSON.parse(
  readFileSync(new URL('fixtures/programs.json', import.meta.url), 'utf8'),
) as Recorded[]

/** A Lua value as EVAL replies it. */
const asReply = (value: unknown): unknown => {
  if (value === undefined || value === false) return null
  if (value === true) return 1
  return typeof value === 'number' ? Math.trunc(value) : value
}

const start = (program: string): LuaState | string => {
  const lua = newState()
  try {
    lua.begin(load(lua, program, '@user_script'), [])
  } catch (error) {
    if (error instanceof LuaError) return String(error.value)
    throw error
  }
  return lua
}

const outcome = (lua: LuaState, state: 'done' | 'more' | 'error'): object => {
  const [value] = lua.results
  if (state === 'error') return { error: typeof value === 'string' ? value : 'nil' }
  return { value: asReply(value) }
}

const LIMIT = 20_000_000

describe('programs as recorded', () => {
  test.each(programs)('$program', ({ program, ...expected }) => {
    const lua = start(program)
    if (typeof lua === 'string') expect({ syntax: lua }).toEqual(expected)
    else expect(outcome(lua, lua.run(LIMIT))).toEqual(expected)
  })
})

/** Deep recursion makes a copy at every slice dear, and shows nothing more. */
const sliced = programs.filter(({ program }) => !/stack|pcall\(f\)|100000/.test(program))

describe('cut into slices of 7 instructions, each run on by a copy', () => {
  test.each(sliced)('$program', ({ program, ...expected }) => {
    let lua = start(program)
    if (typeof lua === 'string') return
    let state = lua.run(7)
    for (let slices = 0; state === 'more'; slices++) {
      if (slices < 200) lua = copyGraph(lua)
      state = lua.run(slices < 2000 ? 7 : LIMIT)
    }
    expect(outcome(lua, state)).toEqual(expected)
  })
})
