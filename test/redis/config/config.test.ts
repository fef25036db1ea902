import { describe, expect, test } from 'vitest'
import { about } from '../../../src/redis/config/about.ts'
import { Config, sensitiveArguments, setFailed } from '../../../src/redis/config/config.ts'
import { camel } from '../../../src/redis/config/declaration.ts'
import { entries, findEntry, parameters } from '../../../src/redis/config/parameters.ts'
import { getCases, setCases } from './cases.ts'
import { chdirFrom, DATA, recorded } from './fixtures.ts'
import type { Values } from './fixtures.ts'

interface RecordedSet {
  readonly set: readonly string[]
  readonly reply: string
  readonly values: Values
}

const sorted = (pairs: readonly (readonly [string, string])[]): [string, string][] =>
  pairs.map(([name, value]): [string, string] => [name, value]).sort(([a], [b]) => (a < b ? -1 : 1))

const start = (args: readonly string[]): Config => {
  const config = new Config(DATA)
  for (let i = 0; i < args.length; i += 2) {
    expect(config.assign(findEntry(args[i]!.slice(2))!.parameter, [args[i + 1]!])).toBeUndefined()
  }
  return config
}

describe('the declarations', () => {
  test('CONFIG GET * of a fresh server shows the same names and values', () => {
    expect(sorted(new Config(DATA).match(['*']))).toEqual(sorted(Object.entries(recorded('defaults'))))
  })

  test('a pattern does not show hidden parameters, their names do', () => {
    const hidden = parameters.filter((parameter) => parameter.hidden).map(({ name }) => name)
    expect(hidden).toHaveLength(5)
    const config = new Config()
    for (const name of hidden) expect(config.match([`${name}*`])).toEqual([])
    expect(config.match(hidden).map(([name]) => name)).toEqual(hidden)
  })

  test('no name, older name or field is used twice', () => {
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length)
    expect(new Set(parameters.map(({ name }) => camel(name))).size).toBe(parameters.length)
  })

  test('every parameter is described by one sentence in both languages', () => {
    for (const [name, text] of Object.entries(about)) {
      expect(text.en, name).toMatch(/^[A-Z].*[A-Za-z0-9.)"]\.$/)
      expect(text.ko, name).toMatch(/[가-힣].*다\.$/)
      expect(text.en, name).not.toMatch(/\. [A-Z]/)
    }
  })

  test('values have the type that is read on hot paths', () => {
    const { values } = new Config(DATA)
    expect(values.hashMaxListpackEntries).toBe(512)
    expect(values.activerehashing).toBe(true)
    expect(values.appendfsync).toBe('everysec')
    expect(values.requirepass).toBe('')
    expect(values.replicaof).toBeNull()
    expect(values.bind).toEqual(['*', '-::*'])
    expect(values.clientOutputBufferLimit.replica.seconds).toBe(60)
  })
})

describe('CONFIG GET', () => {
  const recordings = recorded<{ get: readonly string[]; values: Values }[]>('gets')
  test('the recording has every case', () => {
    expect(recordings.map(({ get }) => get)).toEqual(getCases)
  })
  test.each(recordings)('$get', ({ get, values }) => {
    expect(sorted(new Config(DATA).match(get))).toEqual(sorted(Object.entries(values)))
  })
})

describe('CONFIG SET', () => {
  const recordings = recorded<RecordedSet[][]>('sets')
  test('the recording has every case', () => {
    expect(recordings.map((list) => list.map(({ set }) => set))).toEqual(setCases.map(({ steps }) => steps))
  })

  test.each(setCases.map(({ start }, i) => ({ start, steps: recordings[i]! })))(
    'with the options $start: every reply and what is then read back',
    ({ start: args, steps }) => {
      const config = start(args)
      config.values.unixsocket = 'redis.sock'
      const chdir = chdirFrom(() => config.values.dir)
      for (const { set, reply, values } of steps) {
        // The command's own arity comes before config's errors.
        if (set.length < 2) continue
        const result = config.set(set, { chdir })
        expect({ set, reply: result.ok ? 'OK' : result.error }).toEqual({ set, reply })
        const names = set.filter((_, i) => i % 2 === 0)
        expect({ set, got: sorted(config.match(names)) }).toEqual({
          set,
          got: sorted(Object.entries(values)),
        })
      }
    },
  )

  test('all or nothing: a refused value takes the earlier ones back', () => {
    const config = new Config()
    expect(config.set(['maxmemory', '5', 'save', '', 'hz', 'x']).ok).toBe(false)
    expect(config.get('maxmemory')).toBe('0')
    expect(config.get('save')).toBe('3600 1 300 100 60 10000')
  })

  test('tells what changed, and takes it back', () => {
    const config = new Config()
    const result = config.set(['hz', '10', 'slave-priority', '7', 'bind', '* -::*', 'maxmemory', '9gb'])
    if (!result.ok) throw new Error(result.error)
    expect(result.changed).toEqual(['replica-priority', 'bind', 'maxmemory'])
    config.restore(result.undo)
    expect(config).toEqual(new Config())
  })

  test('an integer beyond 2^53 is shown as it was given, and forgotten when it changes', () => {
    const config = new Config()
    expect(config.set(['maxmemory', '9007199254740993']).ok).toBe(true)
    expect(config.get('maxmemory')).toBe('9007199254740993')
    config.values.maxmemory = 5
    expect(config.get('maxmemory')).toBe('5')
  })

  test('while loading, and from another machine', () => {
    const config = start(['--enable-protected-configs', 'local'])
    const loading = 'LOADING Redis is loading the dataset in memory'
    expect(config.set(['appendonly', 'yes'], { loading: true })).toEqual({ ok: false, error: loading })
    expect(config.set(['hz', '5'], { loading: true }).ok).toBe(true)
    const error = setFailed('dbfilename', "can't set protected config")
    expect(config.set(['dbfilename', 'x'], { local: false })).toEqual({ ok: false, error })
    expect(config.set(['dbfilename', 'x'], { local: true }).ok).toBe(true)
  })

  test('secrets are found by any name of theirs', () => {
    expect(sensitiveArguments(['hz', '1', 'MasterAuth', 'x', 'nosuch', 'y', 'requirepass'])).toEqual([3])
  })
})
