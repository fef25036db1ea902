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

  it('cuts the power: what was not synced is gone, the shell is still there', () => {
    const s = sh()
    s.line('redis-server &')
    s.line('echo safe > kept')
    s.line('sync')
    s.line('echo lost >> kept')
    expect(s.line('poweroff')).toContain('poweroff -f')
    s.line('poweroff -f')
    expect(s.line('cat kept')).toContain('safe\n')
    expect(s.line('cat kept')).not.toContain('lost')
    expect(s.line('ps')).not.toContain('redis-server')
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
      'total 12\ndrwxr-xr-x 2 redis redis 4096 Nov 20 09:00 appendonlydir\n' +
        '-rw-r--r-- 1 redis redis   20 Nov 20 09:00 dump.rdb\n-rw-r--r-- 1 redis redis   31 Nov 20 09:00 redis.conf\n',
    ],
    ['ls -l dump.rdb', '-rw-r--r-- 1 redis redis 20 Nov 20 09:00 dump.rdb\n'],
    ['ls -lh appendonlydir', 'total 4.0K\n-rw-r--r-- 1 redis redis 1.3K Nov 20 09:00 a.aof\n'],
    [
      'ls -la appendonlydir',
      'total 12\ndrwxr-xr-x 2 redis redis 4096 Nov 20 09:00 .\ndrwxr-xr-x 2 redis redis 4096 Nov 20 09:00 ..\n' +
        '-rw-r--r-- 1 redis redis 1234 Nov 20 09:00 a.aof\n',
    ],
    [
      'ls -S *',
      'dump.rdb\nredis.conf\n\nappendonlydir:\na.aof\n'.replace(
        'dump.rdb\nredis.conf',
        'redis.conf\ndump.rdb',
      ),
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
    [
      'hexdump -C dump.rdb',
      '00000000  52 45 44 49 53 30 30 31  30 fa 00 65 6e 64 20 6f  |REDIS0010..end o|\n' +
        '00000010  66 20 69 74                                       |f it|\n00000014\n',
    ],
    [
      'hexdump -C appendonlydir/a.aof | head -3',
      `00000000  ${'78 '.repeat(8)} ${'78 '.repeat(8)} |${'x'.repeat(16)}|\n*\n000004d0  78 78                                             |xx|\n`,
    ],
    ['hexdump -n 3 redis.conf', '0000000 6f70 0072                              \n0000003\n'],
    [
      'hexdump nosuch',
      'hexdump: nosuch: No such file or directory\nhexdump: all input file arguments failed\n',
    ],
    ['xxd -s 9 -l 4 dump.rdb', '00000009: fa00 656e                                ..en\n'],
    ['xxd -c 8 -g 1 -l 4 dump.rdb', '00000000: 52 45 44 49              REDI\n'],
    ['xxd -p dump.rdb', '524544495330303130fa00656e64206f66206974\n'],
    ['xxd -b -l 2 dump.rdb', '00000000: 01010010 01000101                                      RE\n'],
    ['od -c -N 11 dump.rdb', '0000000   R   E   D   I   S   0   0   1   0 372  \\0\n0000013\n'],
    ['od -A x -t x1 -N 2 dump.rdb', '000000 52 45\n000002\n'],
    ["printf 'abc' | od", '0000000 061141 000143\n0000003\n'],
    ['head -c 5 dump.rdb', 'REDIS'],
    ['tail -c 3 dump.rdb', ' it'],
    ['head -n 1 redis.conf dump.rdb | tail -n 2', '==> dump.rdb <==\nREDIS0010\u00fa\0end of it\n'],
    ['head -n -2 redis.conf', 'port 6379\n'],
    ['head -c x dump.rdb', "head: invalid number of bytes: 'x'\n"],
    ['truncate -s 9 dump.rdb; cat dump.rdb', 'REDIS0010'],
    ['truncate -s -3 redis.conf; tail -n 1 redis.conf', 'maxmemory 1\n'],
    ['truncate --size=+2 new; wc -c new', '2 new\n'],
    [
      'truncate dump.rdb',
      "truncate: you must specify either '--size' or '--reference'\nTry 'truncate --help' for more information.\n",
    ],
    [
      "printf 'X' | dd of=dump.rdb bs=1 seek=4 conv=notrunc; head -c 9 dump.rdb",
      '1+0 records in\n1+0 records out\n1 byte copied\nREDIX0010',
    ],
    ['dd if=dump.rdb bs=9 count=1 status=none', 'REDIS0010'],
    ['cmp dump.rdb redis.conf', 'dump.rdb redis.conf differ: byte 1, line 1\n'],
    ['cp dump.rdb b; cmp dump.rdb b && echo same', 'same\n'],
    [
      'file dump.rdb redis.conf appendonlydir',
      'dump.rdb:      Redis RDB file, version 0010\nredis.conf:    ASCII text\nappendonlydir: directory\n',
    ],
    ['du -b appendonlydir', '5330\tappendonlydir\n'],
    ['cp -r appendonlydir backup; ls backup', 'a.aof\n'],
    ['cp appendonlydir backup', "cp: -r not specified; omitting directory 'appendonlydir'\n"],
    ['cp a b c', "cp: target 'c' is not a directory\n"],
    [
      'cp redis.conf',
      "cp: missing destination file operand after 'redis.conf'\nTry 'cp --help' for more information.\n",
    ],
    ['mv appendonlydir old; ls', 'dump.rdb\nold\nredis.conf\n'],
    ['rm -r appendonlydir; ls', 'dump.rdb\nredis.conf\n'],
    ['rm -rf appendonlydir *; ls', ''],
    ['mkdir -p a/b; rmdir a', "rmdir: failed to remove 'a': Directory not empty\n"],
    ['touch new; wc -c new', '0 new\n'],
    ['cd appendonlydir', 'sh: cd: this shell stays in /; name files with their directory\n'],
    ['cp redis.conf c; mv c appendonlydir; ls appendonlydir', 'a.aof\nc\n'],
    ['rm dump.rdb; ls', 'appendonlydir\nredis.conf\n'],
    ['rm nosuch', "rm: cannot remove 'nosuch': No such file or directory\n"],
    ['rm -f nosuch; echo $?', '0\n'],
    ['rm appendonlydir', "rm: cannot remove 'appendonlydir': Is a directory\n"],
    ['mkdir d; mkdir d', "mkdir: cannot create directory 'd': File exists\n"],
    ['seq 2 3', '2\n3\n'],
    ['pwd', '/\n'],
  ])('%s', (text, printed) => expect(withFiles().line(text)).toBe(printed))

  it('makes written files durable', () => {
    const s = withFiles()
    expect(s.disk.syncedSize('dump.rdb')).toBe(0)
    expect(s.line('sync dump.rdb')).toBe('')
    expect(s.disk.syncedSize('dump.rdb')).toBe(20)
    expect(s.disk.syncedSize('redis.conf')).toBe(0)
    expect(s.line('sync')).toBe('')
    expect(s.disk.syncedSize('appendonlydir/a.aof')).toBe(1234)
  })

  it('points from editors to the page', () => {
    expect(withFiles().line('vi redis.conf')).toContain('The redis.conf tab')
  })

  it('tells and kills processes by their program', () => {
    const s = sh()
    s.line('redis-server --port 1 &')
    s.line('redis-server --port 2 &')
    const pids = s.line('pgrep redis-server').trim().split('\n')
    expect(pids).toHaveLength(2)
    expect(s.line('pidof redis-server')).toBe(`${pids[1]} ${pids[0]}\n`)
    s.line(`kill -9 ${pids[0]}`)
    expect(s.line('pgrep redis-server')).toContain(`${pids[1]}\n`)
    s.line('pkill -9 redis-server')
    expect(s.line('pgrep redis-server; echo $?')).toMatch(/^1\n/)
    expect(s.line('killall redis-server')).toBe('redis-server: no process found\n')
  })

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
