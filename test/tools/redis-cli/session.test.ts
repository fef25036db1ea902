import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../src/bytes/utf8.ts'
import { redisCli } from '../../../src/tools/redis-cli/program.ts'
import { ToolBench, bulk } from '../bench.ts'
import type { Answer, Answers } from '../bench.ts'

const PROMPT = '127.0.0.1:6379> '

const table =
  (entries: Record<string, Answer>): Answers =>
  (argv) =>
    entries[argv.join(' ')] ?? entries[argv.join(' ').toLowerCase()]

const simple = table({
  ping: '+PONG\r\n',
  'set a 1': '+OK\r\n',
  'get a': bulk('1'),
  'get b': '$-1\r\n',
  'get h': bulk(encodeUtf8('한글')),
  'select 1': '+OK\r\n',
  'select 2': '+OK\r\n',
  'select 99': '-ERR DB index is out of range\r\n',
  multi: '+OK\r\n',
  exec: '*1\r\n$-1\r\n',
  discard: '+OK\r\n',
  reset: '+RESET\r\n',
  slow: { bytes: '+OK\r\n', after: 600_000 },
  'blpop q 0': { bytes: '*2\r\n$1\r\nq\r\n$1\r\nx\r\n', after: 3_000_000 },
  subscribe: "-ERR wrong number of arguments for 'subscribe' command\r\n",
  'subscribe ch': '*3\r\n$9\r\nsubscribe\r\n$2\r\nch\r\n:1\r\n',
  monitor: '+OK\r\n',
  shutdown: { bytes: '', close: true },
  'debug protocol bignum': '(12345678901234567890\r\n',
  'debug protocol attrib': '|1\r\n+a\r\n:1\r\n+OK\r\n',
  info: bulk('# Server\r\nredis_version:7.0.15\r\n'),
})

/** A terminal with redis-cli in it; `screen` shows what a learner sees. */
const cli = (argv: string[] = [], answers: Answers | null = simple) => {
  const bench = new ToolBench({ 'redis-cli': redisCli }, answers)
  const printed = bench.start('redis-cli', argv)
  /** What a line prints, its echo and the next prompt left out. */
  const line = (text: string, seconds?: number) => {
    const before = bench.screen.row
    bench.type(text + '\r', seconds)
    return bench.screen.rows.slice(before + 1)
  }
  return Object.assign(bench, { printed, line })
}

const REFUSED = 'Could not connect to Redis at 127.0.0.1:6379: Connection refused'
const CLOSED = 'Error: Server closed the connection'
const at = PROMPT.trimEnd()

describe('the prompt', () => {
  it('shows replies as on a terminal', () => {
    const c = cli()
    expect(c.printed).toBe(PROMPT)
    expect(c.line('set a 1')).toEqual(['OK', at])
    expect(c.line('get a')).toEqual(['"1"', at])
    expect(c.line('get b')).toEqual(['(nil)', at])
    expect(c.line('get h')).toEqual(['"\\xed\\x95\\x9c\\xea\\xb8\\x80"', at])
    expect(c.line('nosuch')).toEqual(["(error) ERR unknown command 'nosuch', with args beginning with:", at])
    expect(c.line('info')).toEqual(['# Server', 'redis_version:7.0.15', at])
    expect(c.line('')).toEqual([at])
    expect(c.line('"abc')).toEqual(['Invalid argument(s)', at])
    expect(c.line('0 ping')).toEqual(['Invalid redis-cli repeat command option value.', at])
    expect(c.line('3 ping')).toEqual(['PONG', 'PONG', 'PONG', at])
    expect(c.server!.asked.length).toBe(9)
  })

  it('shows Hangul readably with --raw', () => {
    expect(cli(['--raw']).line('get h')).toEqual(['한글', at])
  })

  it('tells the database and the transaction', () => {
    const c = cli()
    expect(c.line('select 1').at(-1)).toBe('127.0.0.1:6379[1]>')
    expect(c.line('select 99').at(-1)).toBe('127.0.0.1:6379[1]>')
    expect(c.line('multi').at(-1)).toBe('127.0.0.1:6379[1](TX)>')
    expect(c.line('exec').at(-1)).toBe('127.0.0.1:6379[1]>')
    c.line('multi')
    // Queued, and believed at once.
    expect(c.line('select 2').at(-1)).toBe('127.0.0.1:6379[2](TX)>')
    expect(c.line('discard').at(-1)).toBe('127.0.0.1:6379[1]>')
    c.line('multi')
    expect(c.line('reset')).toEqual(['RESET', at])
  })

  it('counts the seconds of what takes long', () => {
    const c = cli()
    expect(c.line('slow', 1)).toEqual(['OK', '(0.60s)', at])
    expect(c.line('2 slow', 2)).toEqual(['OK', 'OK', '(1.20s)', at])
    expect(cli(['--raw']).line('slow', 1)).toEqual(['OK', at])
  })

  it('knows words of its own', () => {
    const c = cli()
    expect(c.line(':set foo')).toEqual(["unknown redis-cli preference 'foo'", at])
    expect(c.line(':foo')).toEqual(["unknown redis-cli internal command ':foo'", at])
    expect(c.line('restart')).toEqual(["Use 'restart' only in Lua debugging mode.", at])
    expect(c.type('clear\r')).toBe('clear\n\x1b[H\x1b[2J' + PROMPT)
    expect(c.line('help @nosuch')).toEqual(['', at])
    expect(c.line('? ping').slice(1, 3)).toEqual(['  PING [message]', '  summary: About ping'])
    expect(c.server!.asked).toEqual([])
    c.type('quit\r')
    expect(c.ended).toBe(0)
  })

  it.each(['\x03', '\x04'])('ends at %j', (key) => {
    const c = cli()
    c.type(key)
    expect(c.ended).toBe(0)
  })

  it('hints the arguments in grey until told not to', () => {
    const c = cli()
    c.type('get')
    expect(c.screen.grey).toBe(' key')
    c.type('\x15')
    c.line(':set nohints')
    c.type('get')
    expect(c.screen.rows.at(-1)).toBe(PROMPT + 'get')
  })

  it('completes', () => {
    const c = cli()
    c.type('mse\t')
    expect(c.screen.rows.at(-1)).toBe(PROMPT + 'MSET key value [key value ...]')
  })

  it('remembers lines, but not passwords', () => {
    const c = cli()
    c.line('ping')
    c.line('auth secret')
    c.type('\x1b[A')
    expect(c.screen.rows.at(-1)).toBe(PROMPT + 'ping [message]')
  })

  it('runs the lines of a paste one after the other', () => {
    const c = cli()
    c.type('set a 1\rget a\rslow\rping\rge', 2)
    expect(c.screen.rows.slice(1)).toEqual([
      'OK',
      PROMPT + 'get a',
      '"1"',
      PROMPT + 'slow',
      'OK',
      '(0.60s)',
      PROMPT + 'ping',
      'PONG',
      PROMPT + 'ge',
    ])
  })

  it('pastes a hundred thousand lines of its own words without running out of stack', () => {
    const c = cli()
    c.type(':set hints\r'.repeat(100_000))
    expect(c.line('ping')).toEqual(['PONG', at])
  })

  it('ends as 7.0.15 does on what it cannot print', () => {
    const c = cli()
    expect(c.line('debug protocol bignum')).toEqual(['Unknown reply type: 13', ''])
    expect(c.ended).toBe(1)
    const d = cli()
    expect(d.line('debug protocol attrib')).toEqual(['Error: Protocol error, got "|" as reply type byte', ''])
    expect(d.ended).toBe(1)
  })
})

describe('the connection', () => {
  it('is tried again with each command', () => {
    const c = cli([], null)
    expect(c.printed).toBe(`${REFUSED}\nnot connected> `)
    expect(c.line('ping')).toEqual([REFUSED, 'not connected>'])
    expect(c.line('help')[0]).toBe('redis-cli 7.0.15')
  })

  it('comes back with a server', () => {
    const c = cli()
    c.line('select 1')
    c.stopServer()
    expect(c.line('get a')).toEqual([CLOSED, 'not connected>'])
    expect(c.line('get a')).toEqual([REFUSED, 'not connected>'])
    c.startServer()
    expect(c.line('get a')).toEqual(['"1"', '127.0.0.1:6379[1]>'])
    expect(c.server!.asked).toEqual(['SELECT 1', 'get a'])
  })

  it('is lost in the middle of a command', () => {
    const c = cli()
    c.type('blpop q 0\r')
    c.server!.closeAll()
    c.run()
    expect(c.screen.rows.slice(1)).toEqual([CLOSED, 'not connected>'])
    expect(c.line('ping')).toEqual(['PONG', at])
  })

  it('goes quietly with SHUTDOWN', () => {
    const c = cli()
    expect(c.line('shutdown')).toEqual(['not connected>'])
  })

  it('goes elsewhere with connect', () => {
    const c = cli()
    const refused = 'Could not connect to Redis at 127.0.0.1:7000: Connection refused'
    expect(c.line('connect 127.0.0.1 7000')).toEqual([refused, 'not connected>'])
    expect(c.line('connect nowhere 6379')).toEqual([
      'Could not connect to Redis at nowhere:6379: Name or service not known',
      'not connected>',
    ])
    expect(c.line('connect server 6379')).toEqual(['server:6379>'])
    expect(c.line('ping')).toEqual(['PONG', 'server:6379>'])
  })

  it('has no Unix socket to find', () => {
    const c = cli(['-s', '/run/redis.sock'])
    expect(c.printed).toBe(
      'Could not connect to Redis at /run/redis.sock: No such file or directory\nnot connected> ',
    )
  })

  const guarded: Answers = (argv) => {
    const line = argv.join(' ')
    if (line === 'AUTH pw' || line === 'auth pw' || line === 'AUTH default pw') {
      open = true
      return '+OK\r\n'
    }
    if (argv[0]!.toLowerCase() === 'auth')
      return '-WRONGPASS invalid username-password pair or user is disabled.\r\n'
    return open ? '+OK\r\n' : '-NOAUTH Authentication required.\r\n'
  }
  let open = false

  it('logs in, and says what is refused', () => {
    open = false
    const warning =
      "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n"
    const failed = 'AUTH failed: WRONGPASS invalid username-password pair or user is disabled.\n'
    expect(cli(['-a', 'bad', '-n', '2'], guarded).printed).toBe(warning + failed + PROMPT)
    expect(cli(['-a', 'pw', '-n', '2'], guarded).printed).toBe(warning + '127.0.0.1:6379[2]> ')
    open = false
    const c = cli(['-n', '2'], guarded)
    expect(c.printed).toBe('SELECT 2 failed: NOAUTH Authentication required.\n' + PROMPT)
    expect(c.line('auth pw')).toEqual(['OK', '127.0.0.1:6379[2]>'])
    expect(c.server!.asked).toEqual(['SELECT 2', 'auth pw', 'SELECT 2'])
  })

  it('speaks RESP3 when asked to', () => {
    const c = cli(['-3'], table({ 'hello 3': '%1\r\n+proto\r\n:3\r\n', hgetall: '%0\r\n' }))
    expect(c.server!.asked).toEqual(['HELLO 3'])
    expect(c.line('hgetall')).toEqual(['(empty hash)', at])
    c.server!.push('>2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n')
    expect(c.run()).toBe('')
    expect(c.line('hgetall')).toEqual(["-> invalidate: 'k'", '(empty hash)', at])
  })

  it('follows MOVED and ASK with -c', () => {
    const answers: Answers = (argv) => {
      if (argv[0] === 'ASKING') return '+OK\r\n'
      if (argv[1] === 'asked' && answered.push('asked') === 1) return '-ASK 42 server:6379\r\n'
      if (argv[1] === 'moved' && answered.push('moved') === 2 + 1) return '-MOVED 3999 server:6379\r\n'
      return bulk('here')
    }
    const answered: string[] = []
    const c = cli(['-c'], answers)
    expect(c.line('get asked')).toEqual([
      '-> Redirected to slot [42] located at server:6379',
      '"here"',
      'server:6379>',
    ])
    expect(c.server!.asked).toEqual(['get asked', 'ASKING', 'get asked'])
    expect(c.line('get moved')).toEqual([
      '-> Redirected to slot [3999] located at server:6379',
      '"here"',
      'server:6379>',
    ])
  })
})

describe('streams', () => {
  it('prints what is published until Ctrl-C', () => {
    const c = cli()
    expect(c.line('subscribe ch')).toEqual([
      'Reading messages... (press Ctrl-C to quit)',
      '1) "subscribe"',
      '2) "ch"',
      '3) (integer) 1',
      '',
    ])
    c.server!.push('*3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$2\r\nhi\r\n')
    expect(c.run()).toBe('1) "message"\n2) "ch"\n3) "hi"\n')
    c.run(1)
    expect(c.type('\x03')).toMatch(/^\^C\n\(1\.\d\ds\)\n127\.0\.0\.1:6379> $/)
    expect(c.line('ping')).toEqual(['PONG', at])
    expect(c.server!.connections.length).toBe(1)
  })

  it('returns from what is refused', () => {
    expect(cli().line('subscribe')).toEqual([
      'Reading messages... (press Ctrl-C to quit)',
      "(error) ERR wrong number of arguments for 'subscribe' command",
      at,
    ])
  })

  it('keeps what is typed meanwhile away from the screen', () => {
    const c = cli()
    c.line('monitor')
    expect(c.type('ping\r')).toBe('')
    c.server!.push('+1700000000.000000 [0 127.0.0.1:1] "ping"\r\n')
    expect(c.run()).toBe('1700000000.000000 [0 127.0.0.1:1] "ping"\n')
    expect(c.type('\x03')).toBe(`^C\n${PROMPT}`)
  })

  it('ends when the server goes', () => {
    const c = cli()
    c.line('monitor')
    c.server!.closeAll()
    expect(c.run()).toBe(`${CLOSED}\n`)
    expect(c.ended).toBe(1)
  })

  it('ends when Ctrl-C meets a blocked command', () => {
    const c = cli()
    c.type('blpop q 0\r')
    expect(c.type('\x03')).toBe('^C\n')
    expect(c.ended).toBe(1)
  })
})

describe('one command', () => {
  const run = (argv: string[], answers: Answers | null = simple, more: object = {}) => {
    const bench = new ToolBench({ 'redis-cli': redisCli }, answers)
    const printed = bench.start('redis-cli', argv, more)
    return Object.assign(bench, { printed })
  }

  it.each([
    [['get', 'a'], '"1"\n', 0],
    [['--raw', 'get', 'a'], '1\n', 0],
    [['--csv', 'get', 'b'], 'NULL\n', 0],
    [['--json', '-2', 'get', 'a'], '"1"\n', 0],
    [['--json', '-2', 'info'], '# Server\r\nredis_version:7.0.15\r\n', 0],
    [['nosuch'], "(error) ERR unknown command 'nosuch', with args beginning with: \n", 0],
    [['-e', 'nosuch'], "ERR unknown command 'nosuch', with args beginning with: \n", 1],
    [['-r', '3', 'ping'], 'PONG\nPONG\nPONG\n', 0],
    [['-r', '0', 'ping'], '', 0],
    [['-D', ';', '--raw', '-r', '2', 'get', 'a'], '1;1;', 0],
    [['--quoted-input', 'get', '"\\x61"'], '"1"\n', 0],
    [['--quoted-input', 'get', '"a'], 'Invalid quoted string\n', 1],
    [['-X', 'tag', 'get', 'a'], 'Using -X option but stdin tag not match.\n', 1],
    [['-n', '99', 'get', 'a'], 'SELECT 99 failed: ERR DB index is out of range\n"1"\n', 0],
    [['monitor'], 'OK\n', undefined],
    [['--foo'], "Unrecognized option or bad number of args for: '--foo'\n", 1],
    [['-v'], 'redis-cli 7.0.15\n', 0],
    [['help', 'nosuch'], '\r\n', 0],
    [['--eval', 'no.lua'], "Can't open file 'no.lua': No such file or directory\n", 1],
  ])('%j', (argv, printed, status) => {
    const c = run(argv as string[])
    expect(c.printed).toBe(printed)
    expect(c.ended).toBe(status)
  })

  it('needs a server', () => {
    const c = run(['get', 'a'], null)
    expect(c.printed).toBe(`${REFUSED}\n`)
    expect(c.ended).toBe(1)
    expect(run(['help', 'set'], null).printed).toBe('\r\n')
  })

  it('waits between repetitions', () => {
    const c = run(['-r', '3', '-i', '1', 'ping'])
    expect(c.printed).toBe('PONG\n')
    expect(c.run(1)).toBe('PONG\n')
    expect(c.run(3)).toBe('PONG\n')
    expect(c.ended).toBe(0)
    const forever = run(['-r', '-1', '-i', '1', 'ping'])
    expect(forever.run(100).length).toBe(5 * 100)
  })

  it('is stopped by Ctrl-C and signals', () => {
    const c = run(['blpop', 'q', '0'])
    expect(c.type('\x03')).toBe('^C\n')
    expect(c.ended).toBe(130)
    const d = run(['blpop', 'q', '0'])
    d.world.signal([...d.world.processes.values()].at(-1)!.pid, 'TERM')
    d.run()
    expect(d.ended).toBe(143)
  })

  it('takes its last argument, or a tag, from standard input', () => {
    const c = run(['-x', 'set', 'k'], simple, { input: 'a\nb' })
    expect(c.server!.asked).toEqual(['set k a\nb'])
    expect(run(['-X', 'T', 'set', 'T', '1'], simple, { input: 'a' }).server!.asked).toEqual(['set a 1'])
    const typed = run(['-x', 'set', 'k'])
    typed.type('one\rtwo\r\x04')
    expect(typed.server!.asked).toEqual(['set k one\ntwo\n'])
    expect(typed.ended).toBe(0)
  })

  it('runs a script from a file', () => {
    const bench = new ToolBench({ 'redis-cli': redisCli }, () => '+OK\r\n')
    bench.world.host('server').disk.write('e.lua', 'return 1')
    bench.start('redis-cli', ['--eval', 'e.lua', 'k1', 'k2', ',', 'a'])
    expect(bench.server!.asked).toEqual(['EVAL return 1 2 k1 k2 a'])
  })

  it('takes a password from the environment', () => {
    const c = run(['ping'], () => '+OK\r\n', { environment: { REDISCLI_AUTH: 'pw' } })
    expect(c.server!.asked).toEqual(['AUTH pw', 'ping'])
    expect(c.printed).toBe('OK\n')
  })
})

describe('lines from a pipe', () => {
  const run = (input: string, argv: string[] = [], answers: Answers | null = simple) => {
    const bench = new ToolBench({ 'redis-cli': redisCli }, answers)
    return Object.assign(bench, { printed: bench.start('redis-cli', argv, { input, outputToParent: false }) })
  }

  it('are carried out one by one, without prompts', () => {
    const c = run('set a 1\nget a\n"x\n\nget a', ['--raw'])
    expect(c.printed).toBe('OK\n1\nInvalid argument(s)\n1\n')
    expect(c.ended).toBe(0)
  })

  it('end at quit', () => {
    expect(run('set a 1\nquit\nget a\n').server!.asked).toEqual(['set a 1'])
  })

  it('are all tried without a server', () => {
    const c = run('get a\nget a\n', [], null)
    expect(c.printed).toBe(`${REFUSED}\n`.repeat(3))
    expect(c.ended).toBe(0)
  })
})

describe('a copy of the world', () => {
  it('goes on like the original, mid-command and mid-line', () => {
    const c = cli()
    c.type('slow\rge', 0.3)
    const copy = c.world.copy()
    copy.tracing = true
    copy.takeTrace()
    copy.input({ kind: 'type', terminal: 't', data: 't a\r' })
    copy.runUntil(copy.now + 1_000_000)
    const there = copy.takeTrace().filter(({ type }) => type === 'terminal.output')
    const here = c.type('t a\r', 1)
    expect(there.map((event) => event['data']).join('')).toBe(here)
    expect(here).toContain('"1"')
  })
})
