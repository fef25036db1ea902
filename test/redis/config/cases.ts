/** What is asked of redis-server 7.0.15 by `record.ts` and of the simulation by the tests. */
import { Config } from '../../../src/redis/config/config.ts'
import { entries } from '../../../src/redis/config/parameters.ts'

/** CONFIG SET commands given one after the other to one server. */
export interface SetCase {
  readonly start: readonly string[]
  readonly steps: readonly (readonly string[])[]
}

const one = (name: string, ...values: string[]): string[][] => values.map((value) => [name, value])

const many = Array.from({ length: 17 }, (_, i) => `-10.0.0.${i}`).join(' ')

const plain: string[][] = [
  [],
  ['port'],
  ['maxmemory', '1', 'hz'],
  ['nosuch', '1'],
  ['maxmemory', '5', 'nosuch', '1'],
  ['nosuch', '1', 'databases', '1'],
  ['databases', '1', 'nosuch', '1'],
  ['HZ', '20', 'hz', '30'],
  ['HZ', '20'],
  ['hz', '11', 'maxmemory', 'x'],
  ['slave-priority', '1', 'replica-priority', '2'],
  ['slave-priority', 'x'],
  ['lua-time-limit', '-1'],
  ['dir', '/data'],
  ['dbfilename', 'x.rdb'],
  ['DBfilename', 'x.rdb'],
  ['enable-debug-command', 'yes'],
  ['replicaof', 'no one'],
  ...one('maxmemory', '', 'b', '1gB', '1 ', ' 1', '+1', '-1', '007kb', '1kk', '1.5gb', '10m', 'gb', '0x10'),
  ...one(
    'maxmemory',
    '18446744073709551615',
    '18446744073709551616',
    '99999999999gb',
    '9007199254740993',
    '0',
  ),
  ...one('stream-node-max-bytes', '9223372036854775807', '9223372036854775808', '4096'),
  ...one('repl-backlog-size', '9223372036854775808', '0', '1mb'),
  ...one('proto-max-bulk-len', '1mb', '1048575', '512mb'),
  ...one('maxmemory-clients', '5%', '100%', '101%', '0%', '-0%', '010%', '%', '1g', '-5', 'x', '0'),
  ...one('maxmemory-clients', '9223372036854775808', '18446744073709551613', '9999999999999999999999%'),
  ...one('timeout', '010', '+5', ' 5', '-0', '', '2147483647', '2147483648', '99999999999999999999', '0'),
  ...one('slowlog-log-slower-than', '-1', '-2', '9223372036854775807', '9223372036854775808', '10000'),
  ...one('list-max-listpack-size', '-2147483649', '-5', '2147483648', '-2'),
  ...one('hz', '1000', '0', '500', '10'),
  ...one('loglevel', 'NOTICE', 'Debug', 'info', '', 'notice'),
  ...one('oom-score-adj', 'x', 'no'),
  ...one('activedefrag', 'yes', 'maybe', 'NO'),
  ...one('appendfsync', '', 'ALWAYS', 'always everysec', 'everysec'),
  ...one('maxmemory-policy', 'lru', 'allkeys-lru', 'noeviction'),
  ...one('shutdown-on-sigterm', 'save nosave', 'now  force', 'default', 'default save', 'FORCE now save', ''),
  ...one('shutdown-on-sigterm', 'save save', ' save', 'force', 'default'),
  ...one(
    'client-output-buffer-limit',
    'normal 1 2 3',
    'replica 1 2 3 normal 0 0 0',
    'master 1 2 3',
    'x 1 2 3',
  ),
  ...one('client-output-buffer-limit', 'pubsub 1gb 2mb -1', 'pubsub 1gb 2mb 4294967297', 'pubsub 1gb 2mb 4x'),
  ...one('client-output-buffer-limit', 'PUBSUB 1gb 2mb 2147483648', 'pubsub 1gb 2mb ', '', 'pubsub x 1 1'),
  ...one(
    'client-output-buffer-limit',
    'normal 1 2',
    'pubsub 18446744073709551615 1gb 1',
    'SLAVE 1 1 1 normal 1 x 1',
  ),
  ...one(
    'save',
    '3600 1',
    '3600 1 60 10000',
    '0 1',
    '1 0',
    '1 4294967297',
    '3600  1',
    ' 3600 1',
    '1 -1',
    'x',
  ),
  ...one('save', '99999999999999999999 1', '3600,1 2', '+5 0x1', '+5 012', '1 2 3', '', '1 1'),
  ...one(
    'notify-keyspace-events',
    'KEA',
    'g$lshzxetd',
    'g$lshzxe',
    'KEg$lshzxetdmn',
    'xE',
    'Anm',
    'nK',
    'tdn',
  ),
  ...one('notify-keyspace-events', 'q', 'K E', '', 'A', 'm', ''),
  ...one(
    'latency-tracking-info-percentiles',
    '',
    '0.0 12.345678912 100',
    '50  1',
    'nan',
    '-1',
    '101',
    '1e1 0x10',
  ),
  ...one('latency-tracking-info-percentiles', 'x', '0.0078125', '.5 5.', ' 5', 'inf', '50 99 99.9'),
  ...one(
    'oom-score-adj-values',
    '0 200 800 1',
    '800 200 0',
    '0 200 x',
    '0 200 2001',
    '1 2',
    '0 200 +900',
    '',
  ),
  ...one('bind', many, '127.0.0.1 -::1', '-9.9.9.9 127.0.0.1', '* -::*'),
  ...one('cluster-announce-hostname', 'a_b', 'a'.repeat(255), 'a'.repeat(256), 'A-b.9', ''),
  ...one(
    'proc-title-template',
    '{foo}',
    '',
    '{title} }',
    '{title',
    '{{title',
    '  ',
    '{title}',
    '{server-mode}',
  ),
  ...one(
    'proc-title-template',
    '{unixsocket}',
    '{config-file}',
    'x{',
    '{}',
    '{{',
    '{title} {listen-addr} {server-mode}',
  ),
  ...one('masterauth', 'a b', 'a\0b', ''),
  ...one('masteruser', 'a\0b', ''),
  ...one('ignore-warnings', 'ARM64-COW-BUG', ''),
  ...one('tls-port', '99999', '7822', '0'),
  ...one('tls-cluster', 'yes', 'no'),
  ...one('tls-ciphers', 'foo', ''),
  ...one('tls-auth-clients', 'maybe', 'no', 'yes'),
  ...one('propagation-error-behavior', 'panic-on-replicas', 'x', 'ignore'),
  ...one('use-exit-on-panic', 'yes', 'no'),
  ...one('loading-process-events-interval-bytes', '1023', '1024', '2097152'),
  ...one('rdb-key-save-delay', '-5', '2147483648', '0'),
  ['hash-max-ziplist-entries', '5', 'hash-max-listpack-entries', '6'],
  ['maxmemory', '2mb', 'maxmemory-policy', 'allkeys-lfu', 'maxmemory-samples', '0'],
  ['maxmemory', '2mb', 'maxmemory-policy', 'allkeys-lfu', 'maxmemory-samples', '7'],
  ['save', '5 5', 'notify-keyspace-events', 'q'],
]

const guarded: string[][] = [
  ['dbfilename', 'a/b'],
  ['dbfilename', 'a\\b'],
  ['dbfilename', ''],
  ['dbfilename', 'other.rdb'],
  ['dir', '/nosuch'],
  ['dir', ''],
  ['dir', 'sub/../sub'],
  ['dir', 'sub'],
  ['dir', '..'],
  ['dir', '/data/./sub/'],
]

/** Every parameter by every name: its default again, one beyond each end of its range, and nonsense. */
const sweep: string[][] = entries
  .filter(({ name }) => name !== 'port')
  .flatMap(({ name, parameter }) => {
    const again = new Config('/data').get(name)!
    const ends = parameter.kind === 'int' ? [parameter.min - 1n, parameter.max + 1n].map(String) : []
    const text = parameter.kind === 'string' || parameter.kind === 'sds' || name === 'bind'
    return one(name, again, ...ends, ...(text ? [] : ['zzz', again]))
  })

export const setCases: readonly SetCase[] = [
  { start: [], steps: plain },
  { start: [], steps: sweep },
  { start: ['--enable-protected-configs', 'yes'], steps: guarded },
  { start: ['--enable-protected-configs', 'local'], steps: [['dbfilename', 'here.rdb']] },
]

/** CONFIG GET: only what the order of the answer does not decide. */
export const getCases: readonly (readonly string[])[] = [
  ['hz'],
  ['HZ'],
  ['HZ', 'hz', 'h?'],
  ['hz', 'hz'],
  ['\\hz'],
  ['hz['],
  ['[h]z'],
  ['nosuch'],
  ['slave-priority', 'replica-priority'],
  ['*ziplist*'],
  ['*LISTPACK*'],
  ['watchdog-period'],
  ['watchdog*'],
  ['key-load-delay', '*-delay'],
  ['slave*'],
]

/** A start of redis-server: arguments, standard input, and files beside it. */
export interface StartCase {
  readonly args: readonly string[]
  readonly stdin?: string
  readonly files?: Readonly<Record<string, string>>
}

const SOCKET = 'port 0\nunixsocket /data/redis.sock\n'
/** Fails at its lines, or would start without listening to anything we can ask. */
const bad = (text: string, files: Record<string, string> = {}): StartCase => ({
  args: ['redis.conf'],
  files: { 'redis.conf': text, ...files },
})
const good = (text: string, files: Record<string, string> = {}): StartCase => bad(SOCKET + text, files)

const refusedLines = [
  'foo bar\n',
  'port\n',
  'port 1 2\n',
  'port ""\n',
  'save "900 1" 60 1\n',
  "save 'x\n",
  'save 900\n',
  'save 900,1\n',
  'save\nsave 1 1\nsave\nfoo\n',
  'include nosuch.conf\n',
  'include\n',
  'include a b\n',
  'rename-command get\n',
  'user\n',
  'loadmodule\n',
  'a.b\n',
  'sentinel monitor a 1 2 3\n',
  'list-max-ziplist-entries 1\nfoo\n',
  'list-max-ziplist-entries\n',
  'LIST-max-ziplist-value 1 2\n',
  'lua-replicate-commands yes\nfoo\n',
  'cluster-enabled yes\nreplicaof 1.1.1.1 1\n',
  'logfile /nosuch/x\n',
  'replicaof a b\n',
  'replicaof a 65536\n',
  'replicaof a\n',
  'replicaof no one\nfoo\n',
  'replicaof "a 1"\nfoo\n',
  '\xff\n',
  '"" 1\n',
  '"a b" 1\n',
  '  PORT 1   # comment\n',
  '\tport 7 #\r\n',
  'port 99999999\r\n',
  '#foo\n\n \t \n # foo\nfoo',
  'dir /nosuch\n',
  'dir\n',
  'dir a b\n',
  'client-output-buffer-limit "normal 1 2 3"\nfoo\n',
  'client-output-buffer-limit normal 1 2\n',
  'client-output-buffer-limit master 1 2 3\n',
  'bind "127.0.0.1 ::1"\nfoo\n',
  'bind 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n',
  'shutdown-on-sigterm save nosave\n',
  'shutdown-on-sigterm "save nosave"\n',
  'shutdown-on-sigterm\n',
  'shutdown-on-sigterm ""\n',
  'oom-score-adj-values 0 200 8000\n',
  'oom-score-adj-values "0 200"\n',
  'oom-score-adj-values\n',
  'latency-tracking-info-percentiles "50 x"\n',
  'latency-tracking-info-percentiles 50 101\n',
  'notify-keyspace-events K E\n',
  'notify-keyspace-events q\n',
  'daemonize "yes"x\n',
  'daemonize maybe\n',
  'hz 999999\nport yes',
  'maxmemory 1tb\n',
  'maxmemory-policy lru\n',
  'maxmemory-clients 5%%\n',
  'unixsocketperm 9\n',
  'unixsocketperm 1000\n',
  'unixsocketperm -1\n',
  'unixsocketperm 99999999999999999999999\n',
  'unixsocketperm 77777777777777777777777\n',
  'unixsocketperm " +0700"\nfoo\n',
  'tcp-backlog -1\n',
  'databases 0\n',
  'io-threads 129\n',
  'supervised yes\n',
  'enable-debug-command maybe\n',
  'syslog-facility mail\n',
  'socket-mark-id 4294967296\n',
  'appendfilename ""\n',
  'appendfilename a/b\n',
  'appenddirname ""\n',
  'appenddirname a/b\n',
  'dbfilename a/b\n',
  'cluster-announce-hostname a_b\n',
  'proc-title-template {x}\n',
  'timeout 1\0 rest is lost\nport 2\nfoo\n',
  "port 'a\\'b'\n",
  'port "a\\x41\\n"\n',
]

/** What CONFIG SET cannot tell about the parameters it refuses to set. */
const fixedOnes = entries
  .filter(({ parameter }) => parameter.immutable)
  .flatMap(({ name, parameter }) => {
    const range = parameter.kind === 'int' ? [parameter.min - 1n, parameter.max + 1n] : ['zzz', '1 2 3']
    return range.map((value) => `${name} ${value}\nfoo\n`)
  })

export const fileCases: readonly StartCase[] = [
  ...[...refusedLines, ...fixedOnes].map((text) => bad(text)),
  bad('timeout 1\ninclude other.conf\nfoo\n', { 'other.conf': '# one\ntimeout 2\nport x\n' }),
  bad('include other.conf\nfoo\n', { 'other.conf': 'timeout 2\n' }),
  bad('include other.conf\n', { 'other.conf': 'logfile /nosuch/x\n' }),
  bad('include self.conf\n', { 'self.conf': 'include self.conf\n' }),
  bad('include no*.conf\nfoo\n'),
  good('timeout 5\nTIMEOUT 6\n  loglevel   verbose  \n'),
  good('save 900 1\nsave 300 10\n'),
  good('save ""\nsave 1 1\n'),
  good('save 1 1\nsave ""\n'),
  good('save 1 1\nsave " "\n'),
  good('save\n'),
  good('save "\'"\n'),
  good('save 1 1\nsave\n'),
  good('save "1 1"\nsave "2  2"\n'),
  good('save 9 9\ninclude other.conf\nsave 1 1\nsave 2 2\n', { 'other.conf': 'timeout 1\nsave 5 5\n' }),
  good('include other.conf\nsave ""\nsave 2 2\n', { 'other.conf': 'save 5 5\n' }),
  good('save 9 9\ninclude other.conf\n', { 'other.conf': 'save 5 5\n' }),
  good('save 9 9\ninclude other.conf\nsave\n', { 'other.conf': 'timeout 5\n' }),
  good('include part-*.conf\n', { 'part-b.conf': 'timeout 2\n', 'part-a.conf': 'timeout 1\nhz 20\n' }),
  good('client-output-buffer-limit\nclient-output-buffer-limit "normal 1kb 1k 1"\n'),
  good('client-output-buffer-limit slave 1 1 1 pubsub 2 2 2\nclient-output-buffer-limit "replica 3 3 3"\n'),
  good('hz 1000\ndatabases 3\nmaxmemory 100mb\nmaxmemory-clients 10%\nunixsocketperm 755\n'),
  good('bind\n'),
  good('bind ""\n'),
  good('bind "127.0.0.1 -::1"\n'),
  good('latency-tracking-info-percentiles ""\nnotify-keyspace-events Ex\n'),
  good('shutdown-on-sigint now "force"\nshutdown-on-sigterm "nosave now"\noom-score-adj-values 1 "2" 3\n'),
  good('slave-priority 7\nlua-time-limit 8\nzset-max-ziplist-entries 9\nslave-read-only no\n'),
  good('requirepass "a\\"b c"\nmasteruser \'it\\\'s\'\nmasterauth \\x41\n'),
  good('dir sub\nlogfile ""\npidfile ""\n', { 'sub/keep': '' }),
  good('logfile sub/redis.log\ndbfilename ""\n', { 'sub/keep': '' }),
  good('maxmemory 18446744073709551615\nslowlog-log-slower-than 9223372036854775807\n'),
  good('enable-protected-configs local\nenable-debug-command yes\nsupervised auto\nsyslog-ident "x y"\n'),
]

/** Arguments; the ones that start a server listen on the socket. */
const line = (...args: string[]): StartCase => ({ args })
const listening = ['--port', '0', '--unixsocket', 'redis.sock']

export const commandLineCases: readonly StartCase[] = [
  line('-v'),
  line('--version', 'x'),
  line('--test-memory'),
  line('--test-memory', '1', '2'),
  line('-x'),
  line('--port'),
  line('--port', '--loglevel', 'foo'),
  line('--loglevel', '--foo', '--bar'),
  line('--save', '--port'),
  line('--SAVE', '--zz'),
  line('--save', ' ', '--zz'),
  line('--save', '1', '--zz'),
  line('nosuch.conf'),
  line('./nosuch'),
  line(' nosuch '),
  line('nosuch.conf', '-v'),
  line('--loglevel', 'a\nb'),
  line('--loglevel debug\nport', 'x'),
  line('--loglevel', 'debug', 'verbose'),
  line('--loglevel', '"a'),
  line("--loglevel 'a"),
  line('---port', '1'),
  line('--port', '1', '-x'),
  line('--replicaof', '1', '--loglevel', 'foo'),
  line('--shutdown-on-sigint', 'save', 'nosave'),
  line('--rename-command', 'GET', '', '--loglevel', 'foo'),
  line('--dir', '/nosuch'),
  line('--loglevel foo', 'bar'),
  line('--include', 'nosuch.conf'),
  line('--timeout', '5', '--', '--loglevel', 'foo'),
  { args: ['redis.conf', '--port', 'x'], files: { 'redis.conf': 'timeout 1\nhz 5\n' } },
  { args: ['redis.conf', '--port', 'x'], files: { 'redis.conf': 'timeout 1\nhz 5' } },
  { args: ['redis.conf', '--sentinel', '--loglevel', 'foo'], files: { 'redis.conf': '' } },
  { args: ['redis.conf', '--sentinel', 'x', '--loglevel', 'foo'], files: { 'redis.conf': '' } },
  { args: ['redis.conf', '--SENTINEL', '--loglevel', 'foo'], files: { 'redis.conf': '' } },
  { args: ['-', '--port', '1'], stdin: 'loglevel zz' },
  { args: ['--port', '1', '-'], stdin: 'loglevel zz' },
  { args: ['--port', '-'], stdin: 'loglevel zz' },
  { args: ['--port', '-', '1'], stdin: 'loglevel zz' },
  { args: ['--loglevel', 'foo', '-'], stdin: '' },
  { args: ['redis.conf', '-', '--port', 'x'], stdin: 'loglevel zz', files: { 'redis.conf': 'hz 5\n' } },
  { args: ['redis.conf', '--port', 'x', '-'], stdin: 'hz 5\n\n', files: { 'redis.conf': 'hz 5\n' } },
  line(...listening),
  line(...listening, '--save', ''),
  line(...listening, '--save'),
  line('--save', ...listening),
  line(...listening, '--save', '', '--timeout', '5'),
  line(...listening, '--save', '900 1', '--save', '300', '10', '60', '1'),
  line(...listening, '--save', '900', '1', '--save', ''),
  line(...listening, '--timeout 5', '--appendonly', 'yes'),
  line(...listening, '--requirepass', '--secret', '--masteruser', '-', '--hz', '20'),
  line(...listening, '--client-output-buffer-limit', 'normal 1 1 1', '--notify-keyspace-events', 'KEA'),
  line(...listening, '--client-output-buffer-limit', 'normal', '1', '1', '1', 'pubsub', '2', '2', '2'),
  line(...listening, '--bind', '127.0.0.1', '-::1', '--proc-title-template', '{title} x'),
  line(...listening, '--enable-debug-command', 'yes', '--enable-protected-configs', 'local'),
  line(...listening, '--requirepass', 'a "b" \\ c\x01'),
  { args: ['redis.conf', ...listening, '--save', ''], files: { 'redis.conf': 'save 1 1\ntimeout 3\n' } },
  { args: ['redis.conf', ...listening, '--save', '2 2'], files: { 'redis.conf': 'save 1 1\ntimeout 3\n' } },
  { args: ['-', ...listening], stdin: 'maxmemory 128mb\n' },
  {
    args: ['redis.conf', ...listening, '-'],
    stdin: 'timeout 4\nhz 5',
    files: { 'redis.conf': 'timeout 3\nhz 6' },
  },
]

/** A file, CONFIG SETs after the start with it, and then CONFIG REWRITE. */
export interface RewriteCase {
  readonly text: string
  readonly sets?: readonly (readonly string[])[]
  readonly files?: Readonly<Record<string, string>>
  /** CONFIG REWRITE is given twice. */
  readonly twice?: boolean
}

const socket = 'port 0\nunixsocket redis.sock'

export const rewriteCases: readonly RewriteCase[] = [
  { text: socket },
  { text: `${socket}\n` },
  { text: `${socket}\n`, twice: true },
  { text: `${socket}`, twice: true },
  {
    text: `# hi\n${socket}\n\n\n\n  MAXMEMORY 100mb  \nslave-read-only yes\nsave 900 1\nsave 300 10\n\nrename-command GET ""\ninclude other.conf\ntimeout 5\ntimeout 6\nlist-max-ziplist-entries 5\nHash-max-ziplist-entries 5\nuser bob on\n`,
    files: { 'other.conf': 'timeout 1\nsave 5 5\n' },
    sets: [
      ['maxmemory', '0'],
      ['hz', '20'],
    ],
  },
  {
    text: `\n\n# c\n${socket}\nloglevel notice\n\n\n`,
    sets: [
      ['notify-keyspace-events', 'g$lx'],
      ['shutdown-on-sigint', 'now force'],
    ],
  },
  {
    text: `slaveof 127.0.0.1 1\n${socket}\nclient-output-buffer-limit slave 1 2 3\nreplica-read-only no\nslave-read-only yes\noom-score-adj relative\nbind "* -::*"\nbind 127.0.0.1\nlua-time-limit 7\nrequirepass 'a"b'\nlogfile ""\npidfile ""\naclfile ""\nlatency-tracking-info-percentiles ""\nsave ""\n# Generated by CONFIG REWRITE\nhz 10`,
  },
  {
    text: `${socket}\nuser b on\nuser a on\nuser c on\nslave-priority 5\nreplica-priority 6\nmaxmemory 1500\nrepl-backlog-size 1536\nbind\n`,
    sets: [['masterauth', 'x y']],
  },
  {
    text: `${socket}\nclient-output-buffer-limit normal 1 1 1\nclient-output-buffer-limit replica 1 1 1\nclient-output-buffer-limit pubsub 1 1 1\nclient-output-buffer-limit replica 256mb 64mb 60\nclient-output-buffer-limit normal 0 0 0\nlist-max-ziplist-size 4\nlatency-tracking-info-percentiles 50 99 99.9\nbind "* -::*"\nport 0\ntimeout 1 \n`,
    sets: [['timeout', '0']],
  },
  {
    text: `${socket}\nunixsocketperm 700\nmaxmemory-clients 5%\n   # indented comment   \n\t\nsave "1 1 2 2"\nmaxmemory 1gb\nproto-max-bulk-len 1048577\n`,
    sets: [
      ['save', ''],
      ['maxmemory', '3221225472'],
      ['oom-score-adj-values', '1 2 3'],
      ['client-output-buffer-limit', 'pubsub 1 2 3'],
      ['appendfsync', 'always'],
      ['proc-title-template', '{title}'],
      ['ignore-warnings', 'a"b'],
    ],
  },
  {
    text: `${socket}\nsave 1 1\nmaxmemory 18446744073709551615\ndir .\ndbfilename ""\nsyslog-ident redis\nappendonly no\n#last`,
    sets: [
      ['save', '5 5 6 6 7 7'],
      ['bind', '127.0.0.1'],
      ['latency-tracking-info-percentiles', '1.5 2'],
    ],
  },
]
