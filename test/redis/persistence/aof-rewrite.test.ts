/** Rewriting the append-only file: what the child writes, what the parent does, and what failures leave. */
import { describe, expect, it } from 'vitest'
import { encodeCommand, encodeSelect } from '../../../src/formats/aof/encode.ts'
import { DIRECTORY, incrName, incrPath, Machine, MANIFEST } from './aof-machine.ts'

const STARTED = '+Background append only file rewriting started\r\n'
const SLOW_CHILD = { 'rdb-key-save-delay': '100000' }
const PREAMBLE_OFF = { 'aof-use-rdb-preamble': 'no' }
const baseOf = (machine: Machine): string => machine.read(`${DIRECTORY}/${machine.files[0]!}`)

/** Kills the child that rewrites. */
const killChild = (machine: Machine): void => {
  machine.redis.world.signal(machine.server.child!.pid, 'KILL')
}

describe('a rewrite', () => {
  it('makes one SET, or one key of a snapshot, of a thousand INCRs', () => {
    const machine = new Machine()
    for (let i = 0; i < 1000; i++) machine.run('INCR some_key')
    expect(machine.disk.size(incrPath(1))).toBe(28_023)
    expect(machine.run('BGREWRITEAOF')).toBe(STARTED)
    machine.wait(1)
    expect(machine.disk.size(`${DIRECTORY}/appendonly.aof.2.base.rdb`)).toBe(107)
    machine.run('CONFIG SET aof-use-rdb-preamble no', 'BGREWRITEAOF')
    machine.wait(1)
    expect(baseOf(machine)).toBe(encodeSelect(0) + encodeCommand(['SET', 'some_key', '1000']))
    expect(baseOf(machine)).toHaveLength(60)
  })

  it('goes through the files of the directory as redis-server does', () => {
    const machine = new Machine(SLOW_CHILD)
    machine.run('SET a 1', 'SET b 2', 'BGREWRITEAOF')
    expect(machine.files).toEqual([
      'appendonly.aof.1.base.rdb',
      incrName(1),
      incrName(2),
      'appendonly.aof.manifest',
    ])
    expect(machine.read(MANIFEST)).toBe(
      'file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\nfile appendonly.aof.2.incr.aof seq 2 type i\n',
    )
    machine.run('SET c 3')
    expect(machine.read(incrPath(2))).toBe(encodeSelect(0) + encodeCommand(['SET', 'c', '3']))
    expect(machine.run('BGREWRITEAOF')).toBe(
      '-ERR Background append only file rewriting already in progress\r\n',
    )
    machine.wait(1)
    expect(machine.files).toEqual(['appendonly.aof.2.base.rdb', incrName(2), 'appendonly.aof.manifest'])
    expect(machine.read(MANIFEST)).toBe(
      'file appendonly.aof.2.base.rdb seq 2 type b\nfile appendonly.aof.2.incr.aof seq 2 type i\n',
    )
    expect(machine.info('aof_base_size')).toBe(machine.info('aof_current_size'))
    expect(machine.lines.slice(-12).filter((line) => !/pid|temporary|Fork/.test(line))).toEqual([
      '* Creating AOF incr file appendonly.aof.2.incr.aof on background rewrite',
      '* Background AOF rewrite terminated with success',
      '* Removing the history file appendonly.aof.1.incr.aof in the background',
      '* Removing the history file appendonly.aof.1.base.rdb in the background',
      '* Background AOF rewrite finished successfully',
    ])
  })

  it('keeps history when it is asked to, until the next start', () => {
    const machine = new Machine({ 'aof-disable-auto-gc': 'yes' })
    machine.run('SET a 1', 'BGREWRITEAOF')
    machine.wait(1)
    expect(machine.read(MANIFEST)).toContain('file appendonly.aof.1.incr.aof seq 1 type h\n')
    expect(machine.files).toContain(incrName(1))
  })

  it.each([{}, PREAMBLE_OFF])(
    'writes what was there at the fork, whatever changes meanwhile: %o',
    (config) => {
      const machine = new Machine({ ...SLOW_CHILD, ...config })
      const names = Array.from({ length: 20 }, (_, i) => `k${i}`)
      for (const name of names) machine.run(`SET ${name} old`, `RPUSH l:${name} 1 2 3`, `EXPIRE ${name} 100`)
      machine.run('BGREWRITEAOF')
      for (const [i, name] of names.entries()) {
        machine.run(`SET ${name} new`, `RPUSH l:${name} 4`, `PERSIST ${name}`)
        if (i % 3 === 0) machine.run(`DEL ${name}`, `RENAME l:${name} m:${name}`)
        if (i === 10) machine.run('SWAPDB 0 3', 'SELECT 3')
      }
      machine.run('SET after 1')
      expect(machine.server.child?.task.kind).toBe('aof')
      machine.wait(6)
      expect(machine.files).toHaveLength(3)
      const { digest } = machine
      machine.kill()
      machine.restart()
      expect(machine.digest).toBe(digest)
    },
  )

  it('writes commands for every type that make the same again', () => {
    const machine = new Machine(PREAMBLE_OFF)
    const many = Array.from({ length: 200 }, (_, i) => i)
    machine.run(
      'SET s text',
      'SET n 12',
      'SET far 1 PXAT 9007199254740993',
      `RPUSH l ${many.join(' ')}`,
      `SADD ints ${many.join(' ')}`,
      'SADD words a b c',
      `HSET h ${many.map((i) => `f${i} ${i}`).join(' ')}`,
      `ZADD z ${many.map((i) => `${i / 8} m${i}`).join(' ')}`,
      'ZADD zi -inf a inf b 0.1 c',
      'XADD x 1-1 a 1',
      'XADD x 2-1 b 2',
      'XADD x 3-1 c 3',
      'XDEL x 3-1',
      'XGROUP CREATE x g 0',
      'XGROUP CREATECONSUMER x g idle',
      'XREADGROUP GROUP g me COUNT 1 STREAMS x >',
      'XGROUP CREATE empty g $ MKSTREAM',
      'SELECT 9',
      'SET nine 9',
      'FUNCTION LOAD "#!lua name=lib\\nredis.register_function(\'one\', function() return 1 end)"',
    )
    const { digest } = machine
    const consumers = machine.run('SELECT 0', 'XPENDING x g')
    machine.run('BGREWRITEAOF')
    machine.wait(1)
    const base = baseOf(machine)
    expect(
      base.startsWith(
        encodeCommand([
          'FUNCTION',
          'LOAD',
          "#!lua name=lib\nredis.register_function('one', function() return 1 end)",
        ]),
      ),
    ).toBe(true)
    expect(base).toContain(encodeCommand(['PEXPIREAT', 'far', '9007199254740993']))
    expect(base).toContain('*66\r\n$5\r\nRPUSH\r\n')
    expect(base).toContain('*10\r\n$5\r\nRPUSH\r\n')
    expect(base).toContain('*130\r\n$5\r\nHMSET\r\n')
    machine.kill()
    machine.restart()
    expect(machine.digest).toBe(digest)
    expect(machine.run('XPENDING x g')).toBe(consumers)
    expect(machine.run('FCALL one 0')).toBe(':1\r\n')
  })
})

describe('when it begins', () => {
  it('waits for a BGSAVE, and for the end of a transaction', () => {
    const machine = new Machine(SLOW_CHILD)
    machine.run('SET a 1', 'SET b 2', 'SET c 3', 'BGSAVE')
    expect(machine.run('BGREWRITEAOF')).toBe('+Background append only file rewriting scheduled\r\n')
    expect(machine.info('aof_rewrite_scheduled')).toBe('1')
    machine.wait(0.2)
    expect(machine.server.child?.task.kind).toBe('rdb')
    machine.wait(0.4)
    expect(machine.server.child?.task.kind).toBe('aof')
    machine.wait(1)
    expect(machine.run('MULTI', 'BGREWRITEAOF', 'EXEC')).toBe(
      '*1\r\n+Background append only file rewriting scheduled\r\n',
    )
    machine.wait(0.15)
    expect(machine.server.child?.task.kind).toBe('aof')
  })

  it('begins by itself when the file has grown enough and is large enough', () => {
    const config = { 'auto-aof-rewrite-min-size': '1000', 'auto-aof-rewrite-percentage': '100' }
    const machine = new Machine(config)
    const grow = (n: number) => {
      for (let i = 0; i < n; i++) machine.run('INCR some_key')
      machine.wait(1)
    }
    grow(30)
    expect(machine.info('aof_rewrites')).toBe('0')
    grow(10)
    expect(machine.info('aof_rewrites')).toBe('1')
    expect(machine.lines).toContainEqual(
      expect.stringMatching(/^\* Starting automatic rewriting of AOF on \d+% growth$/),
    )
    grow(20)
    expect(machine.info('aof_rewrites')).toBe('1')
    grow(20)
    expect(machine.info('aof_rewrites')).toBe('2')
    machine.run('CONFIG SET auto-aof-rewrite-percentage 0')
    grow(60)
    expect(machine.info('aof_rewrites')).toBe('2')
  })
})

describe('a rewrite that fails', () => {
  it('leaves base and both incremental files, and nothing is lost', () => {
    const machine = new Machine(SLOW_CHILD)
    machine.run('SET a 1', 'SET b 2', 'BGREWRITEAOF', 'SET c 3')
    killChild(machine)
    machine.wait(0.3)
    expect(machine.info('aof_last_bgrewrite_status')).toBe('err')
    expect(machine.lines).toContain('# Background AOF rewrite terminated by signal 9')
    expect(machine.files).toEqual([
      'appendonly.aof.1.base.rdb',
      incrName(1),
      incrName(2),
      'appendonly.aof.manifest',
    ])
    expect(machine.disk.paths().some((path) => path.includes('temp'))).toBe(false)
    const { digest } = machine
    machine.kill()
    machine.restart()
    expect(machine.digest).toBe(digest)
    machine.run('SET d 4', 'BGREWRITEAOF')
    machine.wait(2)
    expect(machine.files).toEqual(['appendonly.aof.2.base.rdb', incrName(3), 'appendonly.aof.manifest'])
    expect(machine.info('aof_last_bgrewrite_status')).toBe('ok')
  })

  it('is tried again by itself: three times at once, then after 1, 2, 4 minutes', () => {
    const machine = new Machine({ ...SLOW_CHILD, 'auto-aof-rewrite-min-size': '10' })
    machine.run('SET a 1', 'SET b 2')
    const begun: number[] = []
    for (let tenth = 0; tenth < 5000; tenth++) {
      machine.wait(0.1)
      if (machine.server.child === undefined) continue
      begun.push(Math.round(machine.redis.world.now / 1e6 - 1_700_000_000))
      killChild(machine)
    }
    const gaps = begun.slice(1).map((at, i) => at - begun[i]!)
    expect(Math.max(...gaps.slice(0, 2))).toBeLessThan(2)
    expect(gaps.slice(2, 5).map((gap) => Math.round(gap / 60))).toEqual([1, 2, 4])
    expect(machine.lines).toContain(
      '# Background AOF rewrite has repeatedly failed and triggered the limit, will retry in 4 minutes',
    )
    expect(Number(machine.info('aof_rewrites_consecutive_failures'))).toBe(begun.length)
  })

  it('of the first one after switching on is tried again', () => {
    const machine = new Machine({ ...SLOW_CHILD, appendonly: 'no' })
    machine.run('SET a 1', 'SET b 2', 'CONFIG SET appendonly yes', 'SET c 3')
    killChild(machine)
    machine.wait(0.25)
    expect(machine.lines).toContain(
      '* Removing the temp incr aof file temp-appendonly.aof.incr in the background',
    )
    machine.run('SET d 4')
    machine.wait(2)
    expect(machine.files).toEqual(['appendonly.aof.1.base.rdb', incrName(1), 'appendonly.aof.manifest'])
    const { digest } = machine
    machine.kill()
    machine.config['appendonly'] = 'yes'
    machine.restart()
    expect(machine.digest).toBe(digest)
  })

  it('for want of a directory says so', () => {
    const machine = new Machine({ appendonly: 'no' })
    machine.disk.write('appendonlydir', 'a file')
    expect(machine.run('BGREWRITEAOF')).toBe(
      "-ERR Can't execute an AOF background rewriting. Please check the server logs for more information.\r\n",
    )
    expect(machine.lines.at(-1)).toBe("# Can't open or create append-only dir appendonlydir: Not a directory")
    expect(machine.run('CONFIG SET appendonly yes')).toBe(
      "-ERR CONFIG SET failed (possibly related to argument 'appendonly') - Unable to turn on AOF. Check server logs.\r\n",
    )
    expect(machine.info('aof_enabled')).toBe('0')
  })
})

describe('SHUTDOWN', () => {
  it('calls a rewrite off and makes everything durable', () => {
    const machine = new Machine(SLOW_CHILD)
    machine.run('SET a 1', 'SET b 2', 'BGREWRITEAOF', 'SET c 3', 'SHUTDOWN NOSAVE')
    machine.wait(0.1)
    expect(machine.alive).toBe(false)
    expect(machine.lines.map((line) => line.replace(/\d+/g, 'N')).slice(-6)).toEqual([
      '# User requested shutdown...',
      '# There is a child rewriting the AOF. Killing it!',
      '* Killing running AOF rewrite child: N',
      'N:signal-handler (N) Received SIGUSRN in child, exiting now.',
      '* Calling fsync() on the AOF file.',
      '# Redis is now ready to exit, bye bye...',
    ])
    expect(machine.disk.syncedSize(incrPath(2))).toBe(machine.disk.size(incrPath(2)))
    machine.restart()
    expect(machine.run('EXISTS a b c')).toBe(':3\r\n')
  })

  it('is refused while the first file is being written', () => {
    const machine = new Machine({ ...SLOW_CHILD, appendonly: 'no' })
    machine.run('SET a 1', 'SET b 2', 'CONFIG SET appendonly yes')
    expect(machine.run('SHUTDOWN NOSAVE')).toBe('-ERR Errors trying to SHUTDOWN. Check logs.\r\n')
    expect(machine.lines.slice(-2)).toEqual([
      "# Writing initial AOF, can't exit.",
      '# Errors trying to shut down the server. Check the logs for more information.',
    ])
  })
})
