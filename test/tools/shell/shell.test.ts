import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../src/bytes/utf8.ts'
import { redisCli } from '../../../src/tools/redis-cli/program.ts'
import { shell } from '../../../src/tools/shell/program.ts'
import type { Process, Program, System } from '../../../src/world/process.ts'
import { HOST, ToolBench, bulk } from '../bench.ts'
import type { Answers } from '../bench.ts'

/** A server of nothing: `daemonize` as its argument detaches it; ends with 0 on SIGTERM and SIGINT. */
class Daemon implements Process {
  private readonly system: System
  private readonly argv: readonly string[]

  constructor(system: System, argv: readonly string[]) {
    this.system = system
    this.argv = argv
  }
  start() {
    this.system.write(`up ${this.argv.join(' ')}\n`)
    if (this.argv.includes('yes')) this.system.detach()
  }
  onSignal() {
    this.system.write('bye\n')
    this.system.exit(0)
  }
}

/** Prints what it was given. */
class Show implements Process {
  private readonly system: System
  private readonly argv: readonly string[]

  constructor(system: System, argv: readonly string[]) {
    this.system = system
    this.argv = argv
  }
  start() {
    const { input, environment } = this.system
    this.system.write(JSON.stringify({ argv: this.argv, input, environment }) + '\n')
    this.system.exit(Number(this.argv[0] ?? 0))
  }
}

const programs = {
  sh: shell,
  'redis-cli': redisCli,
  'redis-server': { name: 'redis-server', create: (s, a) => new Daemon(s, a) } satisfies Program,
  early: {
    name: 'early',
    create(system, argv) {
      system.detach()
      return new Daemon(system, argv)
    },
  } satisfies Program,
  show: { name: 'show', create: (s, a) => new Show(s, a) } satisfies Program,
}

const answers: Answers = (argv) => {
  if (argv[0] === 'info') return bulk('# Stats\r\nevicted_keys:3\r\nexpired_keys:1\r\nevicted_clients:0\r\n')
  if (argv[0] === 'SCAN') return `*2\r\n${bulk('0')}*2\r\n${bulk('a')}${bulk('b')}`
  if (argv[0] === 'monitor') return '+OK\r\n'
  if (argv[0] === 'get') return bulk(argv[1]!)
  return '+OK\r\n'
}

const sh = (argv: string[] = []) => {
  const bench = new ToolBench(programs, answers)
  const printed = bench.start('sh', argv)
  const { disk } = bench.world.host(HOST)
  /** What a line prints, the prompt behind it left out. */
  const line = (text: string, seconds?: number) => {
    bench.run()
    const written = bench.type(text + '\r', seconds)
    const echoed = encodeUtf8(text) + '\n'
    expect(written.startsWith(echoed)).toBe(true)
    return written.slice(echoed.length).replace(/\$ $/, '')
  }
  return Object.assign(bench, { printed, line, disk })
}

describe('words', () => {
  it.each([
    ['echo a  b', 'a b\n'],
    ['echo "a  b" \'$x\' \\$x', 'a  b $x $x\n'],
    ['echo a"b"\'c\'d', 'abcd\n'],
    ['echo # nothing', '\n'],
    ['echo 한글', encodeUtf8('한글\n')],
    ['x=1; echo $x "${x}2" $xy.', '1 12 .\n'],
    ['x="a b"; show 0 $x "$x"', '{"argv":["0","a","b","a b"],"environment":{}}\n'],
    ['false; echo $?', '1\n'],
    ['echo "it\'s \\"x\\""', 'it\'s "x"\n'],
    ['echo -n a; echo b', 'ab\n'],
    ["printf 'a\\tb%s\\n' 1 2", 'a\tb1\na\tb2\n'],
    ['echo "abc', 'sh: syntax error: unterminated quoted string\n'],
    ['| x', "sh: syntax error near unexpected token `|'\n"],
    ['echo a &&', "sh: syntax error near unexpected token `newline'\n"],
    ['echo a >', "sh: syntax error near unexpected token `newline'\n"],
    ['echo a 2>&1', 'sh: 2>&1: this shell cannot redirect error output\n'],
    ['nosuch a', 'sh: nosuch: command not found\n'],
    ['nosuch; echo $?', 'sh: nosuch: command not found\n127\n'],
    ['true && echo yes || echo no', 'yes\n'],
    ['false && echo yes || echo no', 'no\n'],
    ['', ''],
  ])('%s', (text, printed) => expect(sh().line(text)).toBe(printed))
})

describe('programs', () => {
  it('runs one in the foreground until it ends', () => {
    const s = sh()
    expect(s.line('redis-cli get a')).toBe('"a"\n')
    expect(s.line('redis-cli')).toBe('127.0.0.1:6379> ')
    expect(s.type('get "x y"\r')).toBe('get "x y"\n"x y"\n127.0.0.1:6379> ')
    expect(s.type('\x03')).toBe('\n$ ')
    expect(s.line('show 3; echo $?')).toContain('\n3\n')
  })

  it('stops a server with Ctrl-C', () => {
    const s = sh()
    expect(s.line('redis-server --port 6380')).toBe('up --port 6380\n')
    expect(s.type('get a\r')).toBe('')
    expect(s.type('\x03')).toBe('bye\n$ ')
  })

  it('keeps a server in the background', () => {
    const s = sh()
    expect(s.line('redis-server --port 6380 &')).toMatch(/^\[1\] \d+\n\$ up --port 6380\n$/)
    expect(s.line('jobs')).toBe('[1]+  Running                 redis-server --port 6380 &\n')
    expect(s.line('ps')).toMatch(/ redis-server --port 6380\n/)
    expect(s.line('kill %1')).toBe('$ bye\n')
    expect(s.line('')).toBe('[1]+  Done                    redis-server --port 6380\n')
    expect(s.line('jobs')).toBe('')
  })

  it('lets a daemon go', () => {
    const s = sh()
    expect(s.line('redis-server --daemonize yes')).toBe('up --daemonize yes\n')
    const [, pid] = /^ *(\d+) redis-server --daemonize yes$/m.exec(s.line('ps'))!
    expect(s.line('jobs')).toBe('')
    expect(s.line(`kill -9 ${pid}`)).toBe('')
    expect(s.line('ps')).not.toContain('redis-server')
    expect(s.line(`kill ${pid}`)).toBe(`sh: kill: (${pid}) - No such process\n`)
  })

  it('keeps the keys when a daemon lets go before it runs', () => {
    const s = sh()
    expect(s.line('early')).toBe('')
    expect(s.line('echo still here')).toBe('still here\n')
    expect(s.line('ps')).toContain(' early\n')
  })

  it('kills by name, and says what it does not know', () => {
    const s = sh()
    s.line('redis-server &')
    expect(s.line('kill -TERM redis-server')).toContain('bye')
    expect(s.line('kill redis-server')).toBe(
      'sh: kill: redis-server: no such process\n[1]+  Done                    redis-server\n',
    )
    expect(s.line('kill -FOO 1')).toBe('sh: kill: FOO: invalid signal specification\n')
    expect(s.line('kill %7')).toBe('sh: kill: %7: no such job\n')
  })

  it('tells of a foreground process that was killed', () => {
    const s = sh()
    s.line('redis-server')
    s.world.signal([...s.world.processes.values()].at(-1)!.pid, 'KILL')
    expect(s.run()).toBe('Killed\n$ ')
  })

  it('hands down variables', () => {
    const s = sh()
    expect(s.line('A=1 show')).toBe('{"argv":[],"environment":{"A":"1"}}\n')
    expect(s.line('echo $A.')).toBe('.\n')
    s.line('export REDISCLI_AUTH=pw B')
    expect(s.line('show')).toBe('{"argv":[],"environment":{"REDISCLI_AUTH":"pw","B":""}}\n')
    s.line('redis-cli ping')
    expect(s.server!.asked.slice(-2)).toEqual(['AUTH pw', 'ping'])
    expect(s.line('export 1x')).toBe("sh: export: `1x': not a valid identifier\n")
  })

  it('starts with the line it was given', () => {
    const s = sh(['redis-cli'])
    expect(s.printed).toBe('$ redis-cli\n127.0.0.1:6379> ')
    expect(s.type('quit\r')).toBe('quit\n$ ')
    s.type('exit\r')
    expect(s.ended).toBe(0)
  })
})

describe('pipelines', () => {
  it('reads what a program prints, raw', () => {
    const s = sh()
    expect(s.line('redis-cli info | grep evicted')).toBe('evicted_keys:3\r\nevicted_clients:0\r\n')
    expect(s.line('redis-cli info | grep -c evicted')).toBe('2\n')
    expect(s.line('redis-cli info | grep -v evicted | head -n 1')).toBe('# Stats\r\n')
    expect(s.line('redis-cli info | wc -l')).toBe('4\n')
    expect(s.line('redis-cli get a | cat')).toBe('a\n')
    expect(s.line('redis-cli nosuch | grep x; echo $?')).toBe('1\n')
  })

  it('gives a program its standard input', () => {
    const s = sh()
    expect(s.line('echo "get a" | redis-cli')).toBe('"a"\n')
    s.line("printf 'long\\ntext' | redis-cli -x set k")
    expect(s.server!.asked.at(-1)).toBe('set k long\ntext')
    s.disk.write('cmds', 'get 1\nget 2\n')
    expect(s.line('redis-cli < cmds')).toBe('"1"\n"2"\n')
    expect(s.line('cat cmds | redis-cli --raw | tail -n 1')).toBe('2\n')
    expect(s.line('cat < nosuch')).toBe('sh: nosuch: No such file or directory\n')
    expect(s.line('redis-cli --scan | xargs redis-cli del; echo $?')).toBe('OK\n0\n')
    expect(s.server!.asked.at(-1)).toBe('del a b')
    expect(s.line('seq 3 | xargs')).toBe('1 2 3\n')
  })

  it('shows a stream as it comes, and ends it with Ctrl-C', () => {
    const s = sh()
    expect(s.line('redis-cli monitor | grep set')).toBe('')
    s.server!.push('+1 [0 x] "set" "a"\r\n+2 [0 x] "get" "a"\r\n')
    expect(s.run()).toBe('1 [0 x] "set" "a"\n')
    expect(s.type('\x03')).toBe('^C\n$ ')
  })

  it('stops a program whose reader has enough', () => {
    const s = sh()
    s.line('redis-cli monitor | head -n 2')
    s.server!.push('+one\r\n+two\r\n')
    expect(s.run()).toBe('OK\none\n$ '.slice(3))
    expect(s.line('ps')).not.toContain('monitor')
  })

  it('shows nothing for redis-cli without a command before a pipe, until it is left', () => {
    const s = sh()
    expect(s.line('redis-cli | grep evicted')).toBe('')
    expect(s.type('info\r')).toBe('evicted_keys:3\r\nevicted_clients:0\r\n')
    expect(s.type('quit\r')).toBe('$ ')
  })

  it('writes to files', () => {
    const s = sh()
    expect(s.line('redis-cli get a > out; echo b >> out')).toBe('')
    expect(s.disk.read('out')).toBe('a\nb\n')
    expect(s.line('redis-cli -a pw get a > out')).toContain('Warning: Using a password')
    expect(s.disk.read('out')).toBe('a\n')
    expect(s.line('echo x > no/file')).toBe('sh: no/file: No such file or directory\n')
    expect(s.line('redis-cli get a > /dev/null')).toBe('')
    expect(s.disk.exists('/dev/null')).toBe(false)
  })

  it('waits for sleep, or not', () => {
    const s = sh()
    expect(s.line('sleep 2; echo up', 1)).toBe('')
    expect(s.run(2)).toBe('up\n$ ')
    s.line('sleep 100; echo never', 1)
    expect(s.type('\x03')).toBe('^C\n$ ')
    expect(s.line('echo $?')).toBe('130\n')
    expect(s.line('sleep x')).toBe("sleep: invalid time interval 'x'\n")
  })

  it('keeps lines typed meanwhile', () => {
    const s = sh()
    s.line('sleep 1', 0.1)
    s.type('echo later\r', 0.1)
    expect(s.run(2)).toBe('$ echo later\nlater\n$ ')
  })
})

describe('tools', () => {
  const withFiles = () => {
    const s = sh()
    s.disk.write('redis.conf', 'port 6379\n# save\nmaxmemory 1mb\n')
    s.disk.write('dump.rdb', 'REDIS0010\xfa\x00end of it')
    s.disk.mkdir('appendonlydir')
    s.disk.write('appendonlydir/a.aof', 'x'.repeat(1234))
    return s
  }

  it.each([
    ['ls', 'appendonlydir\ndump.rdb\nredis.conf\n'],
    ['ls appendonlydir', 'a.aof\n'],
    ['ls *.rdb r*', 'dump.rdb\nredis.conf\n'],
    ['echo *.rdb "*.rdb" \\*.rdb nothing*', 'dump.rdb *.rdb *.rdb nothing*\n'],
    ['echo appendonlydir/*', 'appendonlydir/a.aof\n'],
    [
      'ls -l',
      'drwxr-xr-x 1 redis redis  0 appendonlydir\n-rw-r--r-- 1 redis redis 20 dump.rdb\n-rw-r--r-- 1 redis redis 31 redis.conf\n',
    ],
    ['ls nosuch', "ls: cannot access 'nosuch': No such file or directory\n"],
    ['ls -z', "ls: invalid option -- 'z'\n"],
    ['cat redis.conf', 'port 6379\n# save\nmaxmemory 1mb\n'],
    [
      'cat nosuch appendonlydir',
      'cat: nosuch: No such file or directory\ncat: appendonlydir: Is a directory\n',
    ],
    ['grep -n ^m redis.conf', '3:maxmemory 1mb\n'],
    ['grep -iv PORT redis.conf', '# save\nmaxmemory 1mb\n'],
    ['grep -c . redis.conf', '3\n'],
    ['grep -oE "[0-9]+" redis.conf', '6379\n1\n'],
    ['grep "[[:digit:]]\\+mb" redis.conf', 'maxmemory 1mb\n'],
    ['grep -F . redis.conf', ''],
    ['grep -w max redis.conf', ''],
    ['grep "a(" redis.conf', ''],
    ['grep -E "a(" redis.conf', 'grep: Invalid regular expression\n'],
    ['grep -q port redis.conf && echo yes', 'yes\n'],
    ['head -1 redis.conf', 'port 6379\n'],
    ['tail -n 1 redis.conf', 'maxmemory 1mb\n'],
    ['tail -n +2 redis.conf', '# save\nmaxmemory 1mb\n'],
    ['wc redis.conf', '      3       6      31 redis.conf\n'],
    ['wc -c redis.conf', '31 redis.conf\n'],
    ["printf 'b\\na\\nb\\n' | sort -u", 'a\nb\n'],
    ["printf '10\\n9\\n' | sort -rn", '10\n9\n'],
    ["printf 'b\\na\\nb\\n' | sort | uniq -c", '      1 a\n      2 b\n'],
    ["printf 'REDIS\\n' | xxd", '00000000: 5245 4449 530a                           REDIS.\n'],
    ['cp redis.conf c; mv c appendonlydir; ls appendonlydir', 'a.aof\nc\n'],
    ['rm dump.rdb; ls', 'appendonlydir\nredis.conf\n'],
    ['rm nosuch', "rm: cannot remove 'nosuch': No such file or directory\n"],
    ['rm -f nosuch; echo $?', '0\n'],
    ['rm appendonlydir', "rm: cannot remove 'appendonlydir': Is a directory\n"],
    ['mkdir d; mkdir d', "mkdir: cannot create directory 'd': File exists\n"],
    ['seq 2 3', '2\n3\n'],
    ['pwd', '/\n'],
  ])('%s', (text, printed) => expect(withFiles().line(text)).toBe(printed))

  it('explains itself, and remembers lines', () => {
    const s = sh()
    expect(s.line('help')).toContain('redis-server')
    expect(s.line('history')).toBe('    1  help\n    2  history\n')
    s.type('\x1b[A\x1b[A')
    expect(s.screen.rows.at(-1)).toBe('$ help')
  })

  it('completes commands and files', () => {
    const s = withFiles()
    s.type('redis-se\t\t')
    expect(s.screen.rows.at(-1)).toBe('$ redis-server')
    s.type(' red\t')
    expect(s.screen.rows.at(-1)).toBe('$ redis-server redis.conf')
    s.type(' | he\t')
    expect(s.screen.rows.at(-1)).toBe('$ redis-server redis.conf | head')
  })

  it('says when the disk is full', () => {
    const s = sh()
    s.disk.fault = 'ENOSPC'
    expect(s.line('echo x > f')).toBe('sh: f: No space left on device\n')
  })
})

describe('the line', () => {
  it('starts anew with Ctrl-C and ends the shell with Ctrl-D', () => {
    const s = sh()
    expect(s.type('abc\x03')).toBe('abc\n$ ')
    expect(s.line('echo $?')).toBe('130\n')
    s.type('\x04')
    expect(s.ended).toBe(0)
  })
})
