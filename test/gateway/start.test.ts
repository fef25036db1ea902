/** `npm run redis`: how it starts and ends. */
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { connect } from './wire.ts'
import { freePort, ROOT, run, Running, start } from './process.ts'

const directory = fs.mkdtempSync(join(tmpdir(), 'gateway-'))
afterAll(() => fs.rmSync(directory, { recursive: true }))

describe('the log', () => {
  it('is that of redis-server, from the start to the end', async () => {
    const server = await start()
    await server.stop()
    const lines = server.stdout.trim().split('\n')
    const pid = server.child.pid!
    const date = /\d\d \w{3} \d{4} \d\d:\d\d:\d\d\.\d{3}/.source
    const expected = [
      `${pid}:C ${date} # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo`,
      `${pid}:C ${date} # Redis version=7\\.0\\.15, bits=64, commit=00000000, modified=0, pid=${pid}, just started`,
      `${pid}:C ${date} # Configuration loaded`,
      `${pid}:M ${date} \\* monotonic clock: POSIX clock_gettime`,
      `${pid}:M ${date} \\* Running mode=standalone, port=${server.port}\\.`,
      `${pid}:M ${date} # Server initialized`,
      `${pid}:M ${date} \\* Ready to accept connections`,
      `${pid}:signal-handler \\(\\d+\\) Received SIGTERM scheduling shutdown\\.\\.\\.`,
      `${pid}:M ${date} # User requested shutdown\\.\\.\\.`,
      `${pid}:M ${date} # Redis is now ready to exit, bye bye\\.\\.\\.`,
    ]
    expect(lines).toHaveLength(expected.length)
    for (const [i, pattern] of expected.entries()) expect(lines[i]).toMatch(new RegExp(`^${pattern}$`))
  })

  it('has the picture instead of the mode where it is asked for, at levels that show notices', async () => {
    const server = await start(['--always-show-logo', 'yes'])
    await server.stop()
    expect(server.stdout).toMatch(/\n.* Running in standalone mode\n/)
    expect(server.stdout).toMatch(new RegExp(`\\n.* Port: ${server.port}\\n.* PID: ${server.child.pid}\\n`))
    expect(server.stdout).toMatch(/\n\n\d+:M .* # Server initialized\n/)
    expect(server.stdout).not.toContain('Running mode=')

    const quiet = run(['--always-show-logo', 'yes', '--loglevel', 'warning', '--port', '0', '--save', ''])
    await quiet.said('Server initialized')
    await quiet.stop()
    expect(quiet.stdout).not.toContain('PID: ')
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends in order after %s, clients connected or not',
    async (signal) => {
      const server = await start()
      const client = await connect(server.port)
      await client.ask('SET a 1')
      server.child.kill(signal)
      expect(await server.ended).toBe(0)
      expect(server.stdout).toContain(`Received ${signal} scheduling shutdown...`)
      expect(server.stdout).toContain('Redis is now ready to exit, bye bye...')
      await client.closed
    },
  )
})

describe('the command line', () => {
  it('survives npm, empty strings too; npm passes signals on', async () => {
    const port = await freePort()
    const args = ['run', 'redis', '--', '--port', String(port), '--save', '']
    const npm = new Running(spawn('npm', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }))
    await npm.said('Ready to accept connections')
    const client = await connect(port)
    expect(await client.ask('CONFIG GET save')).toEqual(['save', ''])
    npm.child.kill('SIGTERM')
    expect(await npm.ended).toBe(0)
    expect(npm.stdout).toContain('bye bye')
    await client.closed
  })

  it('sets any parameter; the default address is the loopback', async () => {
    const server = await start(['--maxmemory', '100mb', '--hash-max-listpack-entries', '7'])
    const client = await connect(server.port)
    expect(await client.ask('CONFIG GET maxmemory hash-max-listpack-entries bind')).toEqual([
      'maxmemory',
      '104857600',
      'hash-max-listpack-entries',
      '7',
      'bind',
      '127.0.0.1',
    ])
    await server.stop()
  })

  it('renames commands, which go on calling themselves what they did', async () => {
    const server = await start(['--rename-command', 'flushall', 'badger', '--rename-command', 'get', ''])
    const client = await connect(server.port)
    expect(await client.ask('GET a').catch(String)).toContain("ERR unknown command 'GET'")
    expect(await client.ask('BADGER x').catch(String)).toContain('ERR syntax error')
    expect(await client.ask('COMMAND COUNT')).toBe(239)
    expect(await client.ask('ACL SETUSER u +get +flushall')).toBe('OK')
    expect(await client.ask('ACL SETUSER u +badger').catch(String)).toContain('Unknown command or category')
    expect(await client.ask('EVAL "return redis.call(\'badger\')" 0')).toBe('OK')
    await server.stop()
  })

  it('names a file, which CONFIG REWRITE writes', async () => {
    const file = join(directory, 'redis.conf')
    const port = await freePort()
    fs.writeFileSync(file, `# mine\nport ${port}\nsave ""\n`)
    const server = run([file, '--timeout', '30'])
    await server.said('Ready to accept connections')
    const client = await connect(port)
    expect(await client.ask('CONFIG SET maxclients 77')).toBe('OK')
    expect(await client.ask('CONFIG REWRITE')).toBe('OK')
    await server.stop()
    const text = fs.readFileSync(file, 'utf8')
    expect(text).toMatch(/^# mine\nport \d+\nsave ""\n/)
    expect(text).toContain('\nmaxclients 77\n')
    expect(text).toContain('\ntimeout 30\n')
    expect(text).toContain('\nuser default on nopass ~* &* +@all\n')
  })

  it('takes configuration from standard input after a dash', async () => {
    const port = await freePort()
    const entry = join(ROOT, 'src/gateway/redis.ts')
    const child = spawn(process.execPath, [entry, '-'], { stdio: ['pipe', 'pipe', 'pipe'] })
    const server = new Running(child)
    child.stdin.end(`port ${port}\nsave ""\nmaxclients 33\n`)
    await server.said('Ready to accept connections')
    const client = await connect(port)
    expect(await client.ask('CONFIG GET maxclients')).toEqual(['maxclients', '33'])
    await server.stop()
  })
})

describe('what keeps it from starting', () => {
  it('a port in use', async () => {
    const first = await start()
    const second = run(['--port', String(first.port)])
    expect(await second.ended).toBe(1)
    expect(second.stdout).toContain(
      `# Warning: Could not create server TCP listening socket 127.0.0.1:${first.port}: bind: Address already in use`,
    )
    expect(second.stdout).toContain(`# Failed listening on port ${first.port} (TCP), aborting.`)
    expect(second.stdout).not.toContain('Ready to accept')
    await first.stop()
  })

  it.each([
    [['--nosuch', 'x'], `>>> 'nosuch "x"'\nBad directive or wrong number of arguments\n`],
    [['--port', '99999'], `>>> 'port "99999"'\nargument must be between 0 and 65535 inclusive\n`],
    [['--maxmemory-policy', 'best'], 'argument(s) must be one of the following'],
    [['--port'], 'wrong number of arguments'],
  ])('%j', async (args, words) => {
    const server = run(args)
    expect(await server.ended).toBe(1)
    expect(server.stderr).toContain('*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***')
    expect(server.stderr).toContain(words)
    expect(server.stdout).toBe('')
  })

  it('a file that is not there', async () => {
    const server = run([join(directory, 'nowhere.conf')])
    expect(await server.ended).toBe(1)
    expect(server.stdout).toContain(`Fatal error, can't open config file '${directory}/nowhere.conf'`)
  })
})

describe('ports and addresses', () => {
  it('change while it runs', async () => {
    const server = await start()
    const client = await connect(server.port)
    const next = await freePort()
    expect(await client.ask(`CONFIG SET port ${next}`)).toBe('OK')
    const other = await connect(next)
    expect(await other.ask('PING')).toBe('PONG')
    expect(await client.ask('PING')).toBe('PONG')
    await expect(connect(server.port)).rejects.toThrow()
    await server.stop()
  })

  it('stay when the new port is taken', async () => {
    const taken = await start()
    const server = await start()
    const client = await connect(server.port)
    await expect(client.ask(`CONFIG SET port ${taken.port}`)).rejects.toThrow(
      "ERR CONFIG SET failed (possibly related to argument 'port') - Unable to listen on this port. Check server logs.",
    )
    expect(await client.ask('CONFIG GET port')).toEqual(['port', String(server.port)])
    await connect(server.port)
    await Promise.all([server.stop(), taken.stop()])
  })
})

describe('DEBUG SLEEP', () => {
  it('stops the whole process, within a script too', async () => {
    const server = await start(['--enable-debug-command', 'yes'])
    const wire = await connect(server.port)
    const now = async () => {
      const [seconds, micro] = (await wire.ask('TIME')) as string[]
      return Number(seconds) * 1e6 + Number(micro)
    }
    const before = await now()
    await wire.ask('DEBUG SLEEP 0.05')
    const between = await now()
    expect(between - before).toBeGreaterThanOrEqual(50_000)
    await wire.ask('DEBUG SET-DISABLE-DENY-SCRIPTS 1')
    const script =
      "redis.call('SET','k','v','PX',1) redis.call('DEBUG','SLEEP','0.05') return redis.call('EXISTS','k')"
    expect(await wire.ask(['EVAL', script, '0'])).toBe(1)
    expect(await wire.ask('EXISTS k')).toBe(0)
    expect((await now()) - between).toBeGreaterThanOrEqual(50_000)
    await server.stop()
  })
})
