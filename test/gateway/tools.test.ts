/** The real redis-cli and redis-benchmark against the gateway, where they are installed. */
import { spawn, spawnSync } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Started } from './process.ts'
import { Running, start } from './process.ts'

const installed = (program: string): boolean =>
  spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.includes(`${program} 7.0.15`) ?? false

const noCli = !installed('redis-cli')
const noBenchmark = !installed('redis-benchmark')

let server: Started
beforeAll(async () => {
  server = await start()
})
afterAll(() => server.stop())

/** Runs a program against the gateway until it ends, or `until` is printed. */
const use = async (
  program: string,
  args: readonly string[],
  { input = '', until }: { input?: string; until?: string } = {},
): Promise<{ status: number | string; stdout: string; stderr: string }> => {
  const child = spawn(program, ['-p', String(server.port), ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const running = new Running(child)
  // Who takes no input may have closed it.
  child.stdin.on('error', () => {})
  child.stdin.end(input, 'latin1')
  if (until !== undefined) {
    await running.said(until)
    child.kill()
  }
  return { status: await running.ended, stdout: running.stdout, stderr: running.stderr }
}

const cli = async (...args: string[]): Promise<string> => (await use('redis-cli', args)).stdout

describe.skipIf(noCli)('redis-cli 7.0.15', () => {
  beforeEach(async () => {
    await cli('FLUSHALL')
  })

  it('sends a command', async () => {
    expect(await cli('SET', 'a', 'it is')).toBe('OK\n')
    expect(await cli('GET', 'a')).toBe('it is\n')
    expect(await cli('--no-raw', 'LPUSH', 'l', 'x')).toBe('(integer) 1\n')
    expect(await cli('--no-raw', 'GET', 'missing')).toBe('(nil)\n')
    expect(await cli('-n', '3', 'DBSIZE')).toBe('0\n')
  })

  it('reads commands from standard input', async () => {
    const { stdout } = await use('redis-cli', [], { input: 'SET a 1\nINCR a\nLPUSH a x\n' })
    expect(stdout).toBe('OK\n2\nWRONGTYPE Operation against a key holding the wrong kind of value\n\n')
  })

  it('repeats: -r', async () => {
    expect(await cli('-r', '3', 'INCR', 'n')).toBe('1\n2\n3\n')
  })

  it('speaks RESP3: -3, --json', async () => {
    await cli('HSET', 'h', 'f', '1', 'g', '2')
    expect(await cli('--json', 'HGETALL', 'h')).toBe('{"f":"1","g":"2"}\n')
    expect(await cli('-3', '--no-raw', 'HGETALL', 'h')).toBe('1# "f" => "1"\n2# "g" => "2"\n')
  })

  it('prints --csv', async () => {
    await cli('RPUSH', 'l', 'a', 'b"c')
    expect(await cli('--csv', 'LRANGE', 'l', '0', '-1')).toBe('"a","b\\"c"\n')
  })

  it('loads with --pipe', async () => {
    const input = Array.from({ length: 20_000 }, (_, i) => `SET key:${i} value:${i}\r\n`).join('')
    const { stdout, status } = await use('redis-cli', ['--pipe'], { input })
    expect(stdout).toContain('errors: 0, replies: 20000')
    expect(status).toBe(0)
    expect(await cli('DBSIZE')).toBe('20000\n')
  })

  it('lists keys with --scan', async () => {
    await cli('MSET', 'a:1', 'x', 'a:2', 'x', 'b:1', 'x')
    expect((await cli('--scan', '--pattern', 'a:*')).trim().split('\n').sort()).toEqual(['a:1', 'a:2'])
  })

  it('finds --bigkeys', async () => {
    await cli('RPUSH', 'list', 'a', 'b', 'c')
    await cli('SET', 'text', 'x'.repeat(100))
    const stdout = await cli('--bigkeys')
    expect(stdout).toContain('Sampled 2 keys in the keyspace!')
    expect(stdout).toContain('Biggest   list found \'"list"\' has 3 items')
    expect(stdout).toContain('Biggest string found \'"text"\' has 100 bytes')
  })

  it('shows --stat', async () => {
    await cli('SET', 'a', '1')
    const args = ['-oL', 'redis-cli', '-p', String(server.port), '--stat', '-i', '0.05']
    const stat = new Running(spawn('stdbuf', args, { stdio: ['ignore', 'pipe', 'pipe'] }))
    await stat.said('(+1)')
    stat.child.kill()
    await stat.ended
    const [, heading, first] = stat.stdout.split('\n')
    expect(heading).toContain('keys       mem      clients blocked requests            connections')
    expect(first).toMatch(/^1 +\d+\.\d\d[KM] +\d+ +0 +\d+ \(\+0\) +\d+/)
  })

  it('measures --latency', async () => {
    const { stdout } = await use('redis-cli', ['--latency', '-i', '1', '--raw'])
    expect(stdout).toMatch(/^\d+ \d+ \d+\.\d+ \d+\n$/)
  })

  it('listens with MONITOR', async () => {
    const child = spawn('redis-cli', ['-p', String(server.port), 'MONITOR'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const monitor = new Running(child)
    await monitor.said('OK')
    await cli('SET', 'seen', 'with "quotes"')
    await monitor.said('"SET" "seen"')
    child.kill()
    await monitor.ended
    expect(monitor.stdout).toMatch(
      /^OK\n(.*\n)*\d+\.\d{6} \[0 127\.0\.0\.1:\d+\] "SET" "seen" "with \\"quotes\\""\n/,
    )
  })

  it('listens with SUBSCRIBE', async () => {
    const child = spawn('redis-cli', ['-p', String(server.port), 'SUBSCRIBE', 'news'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const listener = new Running(child)
    await listener.said('subscribe\nnews\n1\n')
    expect(await cli('PUBLISH', 'news', 'hello')).toBe('1\n')
    await listener.said('message\nnews\nhello\n')
    child.kill()
    await listener.ended
    expect(listener.stdout).toBe('subscribe\nnews\n1\nmessage\nnews\nhello\n')
  })

  it('weighs keys: --memkeys', async () => {
    await cli('SET', 'text', 'x'.repeat(1000))
    const stdout = await cli('--memkeys')
    expect(stdout).toMatch(/Biggest string found '"text"' has \d{4} bytes/)
  })

  it('is a replica: --replica', async () => {
    await cli('CONFIG', 'SET', 'repl-diskless-sync-delay', '0')
    const args = ['-oL', 'redis-cli', '-p', String(server.port), '--replica']
    const replica = new Running(spawn('stdbuf', args, { stdio: ['ignore', 'pipe', 'pipe'] }))
    await replica.heard('Logging commands from master.')
    await cli('SET', 'seen', '1')
    await replica.said('"SET","seen","1"')
    replica.child.kill()
    await replica.ended
  })

  it('takes a terminal: prompt, editing, reply', async () => {
    const command = `stty cols 120; redis-cli -p ${server.port}`
    const session = new Running(
      spawn('script', ['-qec', command, '/dev/null'], {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...process.env, TERM: 'xterm', HOME: '/nonexistent' },
      }),
    )
    await session.said(`127.0.0.1:${server.port}> `)
    session.child.stdin!.write('SET typed 12\x7f3\r')
    await session.said('OK')
    session.child.stdin!.write('INCR typed\r')
    await session.said('(integer) 14')
    session.child.stdin!.write('MULTI\r')
    await session.said(`${server.port}(TX)> `)
    session.child.stdin!.write('quit\r')
    await session.ended
  })

  it('shows help from COMMAND DOCS and hints nothing wrong', async () => {
    expect(await cli('COMMAND', 'COUNT')).toMatch(/^\d+\n$/)
  })
})

describe.skipIf(noBenchmark)('redis-benchmark 7.0.15', () => {
  it('runs all its tests', async () => {
    const { stdout, stderr, status } = await use('redis-benchmark', ['-n', '500', '-q'])
    expect(stderr).toBe('')
    const done = [...stdout.matchAll(/([A-Z_0-9]+(?: \([^)]*\))?): \d+\.\d+ requests per second/g)]
    expect(done.map(([, name]) => name)).toEqual([
      ...[
        'PING_INLINE',
        'PING_MBULK',
        'SET',
        'GET',
        'INCR',
        'LPUSH',
        'RPUSH',
        'LPOP',
        'RPOP',
        'SADD',
        'HSET',
      ],
      ...['SPOP', 'ZADD', 'ZPOPMIN', 'LPUSH (needed to benchmark LRANGE)', 'LRANGE_100 (first 100 elements)'],
      ...['LRANGE_300 (first 300 elements)', 'LRANGE_500 (first 500 elements)'],
      ...['LRANGE_600 (first 600 elements)', 'MSET (10 keys)'],
    ])
    expect(status).toBe(0)
  })

  it('runs -t set,get,incr,lpush,lpop,sadd,hset,zadd,mset -P 16', async () => {
    const tests = 'set,get,incr,lpush,lpop,sadd,hset,zadd,mset'
    const { stdout, stderr, status } = await use('redis-benchmark', [
      '-t',
      tests,
      '-P',
      '16',
      '-n',
      '4000',
      '-q',
    ])
    expect(stderr).toBe('')
    for (const name of ['SET', 'GET', 'INCR', 'LPUSH', 'LPOP', 'SADD', 'HSET', 'ZADD', 'MSET (10 keys)']) {
      expect(stdout).toContain(`${name}: `)
    }
    expect(stdout).not.toContain('rror')
    expect(status).toBe(0)
  })
})
