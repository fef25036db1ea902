/** The append-only file while a server runs: what is written and durable when, and what a crash leaves. */
import { describe, expect, it } from 'vitest'
import { encodeCommand, encodeSelect } from '../../../src/formats/aof/encode.ts'
import { incrName, incrPath, Machine, MANIFEST } from './aof-machine.ts'

const INCR = incrPath(1)
const SLOW = { fsync: 5_000_000, bytesPerMicrosecond: 500 }
const set = (key: string, value: string): string => encodeCommand(['SET', key, value])

describe('a command', () => {
  it('is in the file before it is answered, after the SELECT of its database', () => {
    const machine = new Machine()
    expect(machine.run('SET a 1')).toBe('+OK\r\n')
    expect(machine.read(INCR)).toBe(encodeSelect(0) + set('a', '1'))
    machine.run('SET b 2', 'SELECT 4', 'SET c 3', 'GET c')
    expect(machine.read(INCR)).toBe(
      encodeSelect(0) + set('a', '1') + set('b', '2') + encodeSelect(4) + set('c', '3'),
    )
    expect(machine.info('aof_current_size')).toBe(String(machine.read(INCR).length))
  })

  it('has an annotation before it in each second, if that is wanted', () => {
    const machine = new Machine({ 'aof-timestamp-enabled': 'yes' })
    machine.run('SET a 1', 'SET b 2')
    machine.wait(2)
    machine.run('SET c 3')
    expect(machine.read(INCR)).toBe(
      `#TS:1700000000\r\n${encodeSelect(0)}${set('a', '1')}${set('b', '2')}#TS:1700000002\r\n${set('c', '3')}`,
    )
  })

  it('is not written while the file is off', () => {
    const machine = new Machine({ appendonly: 'no' })
    machine.run('SET a 1')
    expect(machine.files).toEqual([])
    expect(machine.info('aof_enabled')).toBe('0')
    expect(machine.info('aof_current_size')).toBe('')
  })
})

describe('appendfsync', () => {
  it('always: what was answered survives a power cut, and the answer waits for the disk', () => {
    const machine = new Machine(
      { appendfsync: 'always' },
      { timing: { fsync: 7000, bytesPerMicrosecond: 500 } },
    )
    const before = machine.redis.world.now
    machine.run('SET a 1')
    machine.redis.world.runUntil(before + 6000)
    expect(machine.disk.syncedSize(INCR)).toBe(machine.disk.size(INCR))
    machine.cutPower()
    machine.restart()
    expect(machine.run('GET a')).toBe('$1\r\n1\r\n')
  })

  it('everysec: a thread of its own makes durable what was written, once a second', () => {
    const machine = new Machine({}, { timing: { fsync: 300_000, bytesPerMicrosecond: 500 } })
    machine.run('SET a 1')
    const size = machine.disk.size(INCR)!
    expect(machine.disk.syncedSize(INCR)).toBe(0)
    machine.wait(1.11)
    expect(machine.info('aof_pending_bio_fsync')).toBe('1')
    machine.run('SET b 2')
    expect(machine.disk.syncedSize(INCR)).toBe(0)
    machine.wait(0.3)
    expect(machine.disk.syncedSize(INCR)).toBe(size)
    machine.wait(2)
    expect(machine.disk.syncedSize(INCR)).toBe(machine.disk.size(INCR))
  })

  it('no: the kernel decides when, half a minute later', () => {
    const machine = new Machine({ appendfsync: 'no' })
    machine.run('SET a 1')
    machine.wait(20)
    expect(machine.disk.syncedSize(INCR)).toBe(0)
    machine.wait(20)
    expect(machine.disk.syncedSize(INCR)).toBe(machine.disk.size(INCR))
  })

  it.each(['always', 'everysec', 'no'])(
    '%s: a killed process loses nothing that was answered',
    (appendfsync) => {
      const machine = new Machine({ appendfsync })
      for (let i = 0; i < 100; i++) machine.run('INCR n')
      machine.kill()
      machine.restart()
      expect(machine.run('GET n')).toBe('$3\r\n100\r\n')
    },
  )

  it('everysec: a power cut takes what was written since the last fsync', () => {
    const machine = new Machine()
    machine.run('SET a 1')
    machine.wait(3)
    machine.run('SET b 2')
    machine.cutPower()
    machine.restart()
    expect(machine.run('EXISTS a')).toBe(':1\r\n')
    expect(machine.run('EXISTS b')).toBe(':0\r\n')
  })
})

describe('a slow disk', () => {
  it('makes writes wait for an fsync for two seconds, then they no longer do', () => {
    const machine = new Machine({}, { timing: SLOW })
    machine.run('SET a 1')
    machine.wait(1.2)
    expect(machine.info('aof_pending_bio_fsync')).toBe('1')
    const size = machine.disk.size(INCR)!
    expect(machine.run('SET b 2')).toBe('+OK\r\n')
    expect(machine.disk.size(INCR)).toBe(size)
    expect(machine.info('aof_buffer_length')).toBe(String(set('b', '2').length))
    machine.wait(1)
    expect(machine.disk.size(INCR)).toBe(size)
    machine.wait(4)
    expect(machine.disk.size(INCR)).toBe(size + set('b', '2').length)
    expect(machine.info('aof_delayed_fsync')).toBe('1')
    expect(machine.lines).toContain(
      '* Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for fsync to complete, this may slow down Redis.',
    )
  })

  it('loses what waits in the buffer when the process is killed', () => {
    const machine = new Machine({}, { timing: SLOW })
    machine.run('SET a 1')
    machine.wait(1.2)
    expect(machine.run('SET b 2')).toBe('+OK\r\n')
    machine.kill()
    machine.restart()
    expect(machine.run('EXISTS a')).toBe(':1\r\n')
    expect(machine.run('EXISTS b')).toBe(':0\r\n')
  })

  it('is left alone while a child works, if that is wanted', () => {
    const machine = new Machine({
      'no-appendfsync-on-rewrite': 'yes',
      appendfsync: 'always',
      'rdb-key-save-delay': '1000000',
    })
    machine.run('SET a 1', 'SET b 1', 'SET c 1', 'BGREWRITEAOF', 'SET d 1')
    const second = incrPath(2)
    expect(machine.disk.size(second)).toBeGreaterThan(0)
    expect(machine.disk.syncedSize(second)).toBe(0)
    machine.wait(6)
    machine.run('SET e 1')
    expect(machine.disk.syncedSize(second)).toBe(machine.disk.size(second))
  })
})

describe('DEBUG AOF-FLUSH-SLEEP', () => {
  it('makes each write wait, and the answer with it', () => {
    const machine = new Machine()
    expect(machine.run('DEBUG AOF-FLUSH-SLEEP 5000')).toBe('+OK\r\n')
    const worked = (line: string): number => {
      const { user, system } = machine.server.system.cpu()
      machine.run(line)
      const after = machine.server.system.cpu()
      return after.user + after.system - user - system
    }
    expect(worked('SET a 1')).toBeGreaterThan(5000)
    expect(worked('GET a')).toBeLessThan(1000)
  })
})

describe('a disk that is full', () => {
  it('stops writes until there is room again', () => {
    const machine = new Machine()
    machine.run('SET a 1')
    machine.disk.fault = 'ENOSPC'
    expect(machine.run('SET b 2')).toBe('+OK\r\n')
    expect(machine.lines).toContain('# Error writing to the AOF file: No space left on device')
    const refused = '-MISCONF Errors writing to the AOF file: No space left on device\r\n'
    expect(machine.run('SET c 3')).toBe(refused)
    expect(machine.run('PING')).toBe(refused)
    expect(machine.run('GET b')).toBe('$1\r\n2\r\n')
    expect(machine.info('aof_last_write_status')).toBe('err')
    machine.disk.fault = undefined
    machine.wait(1.1)
    expect(machine.lines).toContain('# AOF write error looks solved, Redis can write again.')
    expect(machine.info('aof_last_write_status')).toBe('ok')
    expect(machine.run('SET c 3')).toBe('+OK\r\n')
    expect(machine.read(INCR)).toBe(encodeSelect(0) + set('a', '1') + set('b', '2') + set('c', '3'))
    expect(machine.lines.filter((line) => line.includes('Error writing'))).toHaveLength(1)
  })

  it('ends a server that promised to keep everything, before it answers', () => {
    const machine = new Machine({ appendfsync: 'always' })
    machine.run('SET a 1')
    machine.disk.fault = 'ENOSPC'
    expect(machine.run('SET b 2')).toBe('')
    expect(machine.alive).toBe(false)
    expect(machine.lines.at(-1)).toBe(
      "# Can't recover from AOF write error when the AOF fsync policy is 'always'. Exiting...",
    )
  })
})

describe('switching', () => {
  it('on: what is there already is written by a child, what comes meanwhile waits beside it', () => {
    const machine = new Machine({ appendonly: 'no', 'rdb-key-save-delay': '100000' })
    machine.run('SET a 1', 'SET b 2')
    expect(machine.run('CONFIG SET appendonly yes')).toBe('+OK\r\n')
    machine.run('SET c 3')
    expect(machine.files).toEqual(['temp-appendonly.aof.incr'])
    expect(machine.info('aof_enabled')).toBe('1')
    expect(machine.read(MANIFEST)).toBe('')
    machine.wait(1)
    expect(machine.files).toEqual(['appendonly.aof.1.base.rdb', incrName(1), 'appendonly.aof.manifest'])
    expect(machine.read(INCR)).toBe(encodeSelect(0) + set('c', '3'))
    expect(machine.lines.slice(-4)).toEqual([
      '* Background AOF rewrite terminated with success',
      expect.stringMatching(
        /^\* Successfully renamed the temporary AOF base file temp-rewriteaof-bg-\d+.aof into/,
      ),
      '* Successfully renamed the temporary AOF incr file temp-appendonly.aof.incr into appendonly.aof.1.incr.aof',
      '* Background AOF rewrite finished successfully',
    ])
  })

  it('off: everything is written and durable, and nothing more is', () => {
    const machine = new Machine()
    machine.run('SET a 1', 'CONFIG SET appendonly no', 'SET b 2')
    expect(machine.read(INCR)).toBe(encodeSelect(0) + set('a', '1'))
    expect(machine.disk.syncedSize(INCR)).toBe(machine.disk.size(INCR))
    expect(machine.info('aof_enabled')).toBe('0')
  })

  it('off while the first rewrite is not over calls the child off', () => {
    const machine = new Machine({ appendonly: 'no', 'rdb-key-save-delay': '1000000' })
    machine.run('SET a 1', 'SET b 2', 'CONFIG SET appendonly yes', 'CONFIG SET appendonly no')
    machine.wait(3)
    expect(machine.lines.some((line) => /^\* Killing running AOF rewrite child: \d+$/.test(line))).toBe(true)
    expect(machine.info('aof_rewrite_in_progress')).toBe('0')
    expect(machine.info('aof_last_bgrewrite_status')).toBe('ok')
    expect(machine.read(MANIFEST)).toBe('')
  })

  it('on by a restart begins with nothing: the snapshot is not looked at', () => {
    const machine = new Machine({ appendonly: 'no', save: '' })
    machine.run('SET a 1', 'SAVE')
    machine.kill()
    machine.disk.mkdir('appendonlydir')
    const other = new Machine()
    other.disk.write('dump.rdb', machine.read('dump.rdb'))
    other.kill()
    other.restart()
    expect(other.run('DBSIZE')).toBe(':0\r\n')
  })
})

describe('what is read at the start', () => {
  it('is not counted as calls, and keys that would have run out meanwhile live until the log says otherwise', () => {
    const machine = new Machine()
    machine.run('SET n 5 PX 100000', 'INCR n', 'MULTI', 'INCR n', 'SET m 1', 'EXEC')
    machine.kill()
    machine.wait(200)
    machine.restart()
    expect(machine.redis.client().command('INFO commandstats')).not.toMatch(/cmdstat_(set|incr|exec)/)
    expect(machine.read(INCR).match(/INCR/g)).toHaveLength(2)
    expect(machine.run('GET n')).toBe('$-1\r\n')
    expect(machine.read(INCR).endsWith(encodeCommand(['DEL', 'n']))).toBe(true)
    expect(machine.run('GET m')).toBe('$1\r\n1\r\n')
  })
})

describe('a copy of a world', () => {
  it('goes on like the world itself, in the middle of an fsync and of a rewrite', () => {
    const machine = new Machine({ 'rdb-key-save-delay': '200000' }, { timing: { ...SLOW, fsync: 400_000 } })
    machine.run('SET a 1', 'SET b 2', 'SET c 3')
    machine.wait(1.15)
    machine.run('BGREWRITEAOF', 'SET d 4')
    machine.wait(0.2)
    const { world } = machine.redis
    const twin = world.copy()
    const until = world.now + 5_000_000
    world.runUntil(until)
    twin.runUntil(until)
    const files = (one: typeof world) => {
      const { disk } = one.host('server')
      return disk.paths().map((path) => [path, disk.read(path), disk.syncedSize(path)])
    }
    expect(files(twin)).toEqual(files(world))
    expect(machine.files).toEqual(['appendonly.aof.2.base.rdb', incrName(2), 'appendonly.aof.manifest'])
  })
})
