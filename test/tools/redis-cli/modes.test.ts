import { describe, expect, it } from 'vitest'
import { redisCli } from '../../../src/tools/redis-cli/program.ts'
import { ToolBench, bulk } from '../bench.ts'
import type { Answers } from '../bench.ts'

const run = (argv: string[], answers: Answers | null, more: object = {}) => {
  const bench = new ToolBench({ 'redis-cli': redisCli }, answers)
  return Object.assign(bench, { printed: bench.start('redis-cli', argv, more) })
}

const array = (...items: string[]) => `*${items.length}\r\n${items.join('')}`
const page = (cursor: string, keys: string[]) => array(bulk(cursor), array(...keys.map(bulk)))

interface Value {
  type: string
  size: number
}

const DATA: Record<string, Value> = {
  s: { type: 'set', size: 2 },
  str: { type: 'string', size: 5 },
  l1: { type: 'list', size: 3 },
  h: { type: 'hash', size: 1 },
  l2: { type: 'list', size: 3 },
  st: { type: 'stream', size: 1 },
  z: { type: 'zset', size: 1 },
  l3: { type: 'list', size: 3 },
}

const LENGTH: Record<string, string> = {
  set: 'SCARD',
  string: 'STRLEN',
  list: 'LLEN',
  hash: 'HLEN',
  stream: 'XLEN',
  zset: 'ZCARD',
}

/** The keyspace above, in pages of three. */
const keyspace: Answers = (argv) => {
  const [name, key] = argv as [string, string]
  const names = Object.keys(DATA)
  if (name === 'DBSIZE') return `:${names.length}\r\n`
  if (name === 'SCAN') {
    const from = Number(key)
    const found = names.slice(from, from + 3).filter((found) => argv[2] !== 'MATCH' || found.startsWith('l'))
    return page(from + 3 < names.length ? String(from + 3) : '0', found)
  }
  if (name === 'TYPE') return `+${DATA[key]?.type ?? 'none'}\r\n`
  if (name === 'OBJECT') return `:${DATA[argv[2]!]!.size}\r\n`
  if (name === 'MEMORY') return argv.length === 5 ? ':64\r\n' : ':48\r\n'
  const value = DATA[key]
  return value && LENGTH[value.type] === name ? `:${value.size}\r\n` : undefined
}

const refused: Answers = () => '-NOAUTH Authentication required.\r\n'

describe('--scan', () => {
  it('lists every key, a line each', () => {
    const c = run(['--scan'], keyspace)
    expect(c.printed).toBe('"s"\n"str"\n"l1"\n"h"\n"l2"\n"st"\n"z"\n"l3"\n')
    expect(c.ended).toBe(0)
    expect(run(['--scan', '--raw'], keyspace).printed).toBe('s\nstr\nl1\nh\nl2\nst\nz\nl3\n')
    expect(run(['--scan', '--pattern', 'l*'], keyspace).printed).toBe('"l1"\n"l2"\n"l3"\n')
  })

  it('rests between pages', () => {
    const c = run(['--scan', '--raw', '-i', '1'], keyspace)
    expect(c.printed).toBe('s\nstr\nl1\n')
    expect(c.run(1)).toBe('h\nl2\nst\n')
  })

  it('ends at an error, or without a server', () => {
    const c = run(['--scan'], refused)
    expect(c.printed).toBe('SCAN error: NOAUTH Authentication required.\n')
    expect(c.ended).toBe(1)
    expect(run(['--scan'], null).ended).toBe(1)
  })
})

describe('--bigkeys and --memkeys', () => {
  // As recorded over the same keys; the two introductory lines are ours.
  it('finds the biggest of each type', () => {
    const c = run(['--bigkeys'], keyspace)
    expect(c.printed.replace(/^\n(#.*\n)+/, '')).toBe(`
[00.00%] Biggest set    found so far '"s"' with 2 members
[12.50%] Biggest string found so far '"str"' with 5 bytes
[25.00%] Biggest list   found so far '"l1"' with 3 items
[37.50%] Biggest hash   found so far '"h"' with 1 fields
[62.50%] Biggest stream found so far '"st"' with 1 entries
[75.00%] Biggest zset   found so far '"z"' with 1 members

-------- summary -------

Sampled 8 keys in the keyspace!
Total key length in bytes is 14 (avg len 1.75)

Biggest string found '"str"' has 5 bytes
Biggest   list found '"l1"' has 3 items
Biggest   hash found '"h"' has 1 fields
Biggest stream found '"st"' has 1 entries
Biggest    set found '"s"' has 2 members
Biggest   zset found '"z"' has 1 members

1 strings with 5 bytes (12.50% of keys, avg size 5.00)
3 lists with 9 items (37.50% of keys, avg size 3.00)
1 hashs with 1 fields (12.50% of keys, avg size 1.00)
1 streams with 1 entries (12.50% of keys, avg size 1.00)
1 sets with 2 members (12.50% of keys, avg size 2.00)
1 zsets with 1 members (12.50% of keys, avg size 1.00)
`)
    expect(c.ended).toBe(0)
  })

  it('measures memory, sampling as told', () => {
    expect(run(['--memkeys'], keyspace).printed).toContain(
      '3 lists with 144 bytes (37.50% of keys, avg size 48.00)\n',
    )
    expect(run(['--memkeys-samples', '0'], keyspace).printed).toContain('3 lists with 192 bytes')
  })

  it('survives keys that vanish meanwhile', () => {
    const gone: Answers = (argv) => (argv[0] === 'TYPE' && argv[1] !== 'l1' ? '+none\r\n' : keyspace(argv, 0))
    expect(run(['--bigkeys'], gone).printed).toContain('Sampled 1 keys in the keyspace!\n')
    const all: Answers = (argv) => (argv[0] === 'TYPE' ? '+none\r\n' : keyspace(argv, 0))
    expect(run(['--bigkeys'], all).printed).toContain('Total key length in bytes is 0 (avg len 0.00)\n')
  })

  it('counts an empty keyspace', () => {
    const none: Answers = (argv) => (argv[0] === 'DBSIZE' ? ':0\r\n' : page('0', []))
    expect(run(['--bigkeys'], none).printed).toContain(
      '0 hashs with 0 fields (00.00% of keys, avg size 0.00)\n',
    )
  })

  it('ends at an error', () => {
    const c = run(['--bigkeys'], refused)
    expect(c.printed).toBe("Couldn't determine DBSIZE: NOAUTH Authentication required.\n")
    expect(c.ended).toBe(1)
  })

  it('sums up what it has at Ctrl-C', () => {
    const slow: Answers = (argv) => {
      const bytes = keyspace(argv, 0) as string
      return argv[0] === 'SCAN' && argv[1] !== '0' ? { bytes, after: 5_000_000 } : bytes
    }
    const c = run(['--bigkeys'], slow)
    expect(c.type('\x03')).toContain('Sampled 3 keys in the keyspace!\n')
    expect(c.ended).toBe(0)
  })
})

describe('--hotkeys', () => {
  it('lists the highest counters', () => {
    const { printed } = run(['--hotkeys'], keyspace)
    expect(printed).toContain(`[12.50%] Hot key '"str"' found so far with counter 5\n`)
    expect(printed).toContain(
      'Sampled 8 keys in the keyspace!\nhot key found with counter: 5\tkeyname: "str"\n' +
        'hot key found with counter: 3\tkeyname: "l1"\n',
    )
  })

  it('needs an LFU policy', () => {
    const c = run(['--hotkeys'], (argv) => (argv[0] === 'OBJECT' ? '-ERR An LFU …\r\n' : keyspace(argv, 0)))
    expect(c.printed).toContain('Error: ERR An LFU …\n')
    expect(c.ended).toBe(1)
  })
})

describe('--stat', () => {
  let commands = 681
  const info: Answers = () =>
    bulk(
      `used_memory:2107000\r\nconnected_clients:1\r\nblocked_clients:0\r\nrdb_bgsave_in_progress:1\r\n` +
        `total_commands_processed:${++commands}\r\ntotal_connections_received:123\r\ndb0:keys=8,expires=0\r\n`,
    )

  it('prints a line every second', () => {
    const c = run(['--stat'], info)
    expect(c.printed).toBe(
      '------- data ------ --------------------- load -------------------- - child -\n' +
        'keys       mem      clients blocked requests            connections          \n' +
        '8          2.01M    1       0       682 (+0)            123         SAVE\n',
    )
    expect(c.run(1)).toBe('8          2.01M    1       0       683 (+1)            123         SAVE\n')
    expect(c.run(25).match(/keys {7}mem/g)?.length).toBe(1)
    expect(c.type('\x03')).toBe('^C\n')
    expect(c.ended).toBe(130)
  })

  it('waits for a server that went', () => {
    const c = run(['--stat'], info)
    c.stopServer()
    expect(c.run(3)).toContain('\r\x1b[0KReconnecting... 2\r')
    c.startServer()
    expect(c.run(2)).toMatch(/^\r\x1b\[0K8 /)
  })
})

describe('--latency', () => {
  const pong: Answers = () => ({ bytes: '+PONG\r\n', after: 2000 })

  it('draws over its line on a terminal', () => {
    const c = run(['--latency'], pong)
    expect(c.printed).toMatch(/^\x1b\[0G\x1b\[2Kmin: \d, max: \d, avg: \d\.\d\d \(1 samples\)\x1b\[0G/)
    c.run(10)
    expect(c.ended).toBeUndefined()
  })

  it('prints one bare line with --raw, and --csv', () => {
    const c = run(['--latency', '--raw'], pong)
    expect(c.run(2)).toMatch(/^\d \d \d\.\d\d \d\d\n$/)
    expect(c.ended).toBe(0)
    expect(run(['--latency', '--csv', '-i', '0.05'], pong).printed).toMatch(/^\d,\d,\d\.\d\d,\d\n$/)
  })

  it('starts a new line with each interval of its history', () => {
    const c = run(['--latency-history', '-i', '1'], pong)
    expect(c.run(2.5).match(/ -- 1\.0\d seconds range\n/g)?.length).toBe(2)
  })
})

describe('--pipe', () => {
  const protocol = '*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n*1\r\n$3\r\nFOO\r\n'
  const answers: Answers = (argv) => {
    if (argv[0] === 'ECHO') return bulk(argv[1]!)
    if (argv[0] === 'FOO') return undefined
    return argv[0] === 'PING' ? '+PONG\r\n' : '$-1\r\n'
  }

  it('counts replies and errors', () => {
    // The server of these tests reads arrays only; a real one skips the empty line before ECHO.
    const c = run(['--pipe'], answers, { input: protocol.replace(/\r\n$/, '') })
    expect(c.printed).toBe(
      'All data transferred. Waiting for the last reply...\n' +
        "ERR unknown command 'FOO', with args beginning with: \n" +
        'Last reply received from server.\nerrors: 1, replies: 3\n',
    )
    expect(c.ended).toBe(1)
  })

  it('gives up on silence', () => {
    const c = run(['--pipe', '--pipe-timeout', '3'], () => ({ bytes: '', after: 1 }), {
      input: '*1\r\n$4\r\nPING',
    })
    expect(c.run(5)).toContain('No replies for 3 seconds: exiting.\nerrors: 1, replies: 0\n')
    expect(c.ended).toBe(1)
  })
})
