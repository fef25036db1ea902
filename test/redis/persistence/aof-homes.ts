/** Append-only directories as a real server leaves them, and what is done to them before a server is started on them. */

/** Files of a working directory: path and contents, byte strings. */
export type Files = Readonly<Record<string, string>>

export interface Home {
  readonly name: string
  readonly options: readonly string[]
  /** Typed before the rewrite, and after it; undefined: there is none. */
  readonly before: readonly string[]
  readonly after?: readonly string[]
}

const EVERYTHING = [
  'SET text hello',
  'SET number 42',
  'SET far 1 PXAT 33177117420000',
  'SETRANGE raw 0 abc',
  'RPUSH list a b c 1 2 3',
  'RPUSH long ' + Array.from({ length: 200 }, (_, i) => `element:${i}`).join(' '),
  'SADD ints 1 2 3 -5',
  'SADD words a b c',
  'HSET hash f1 v1 f2 2',
  'HSET wide ' + Array.from({ length: 150 }, (_, i) => `field:${i} ${i}`).join(' '),
  'ZADD zset 1 a 2.5 b -inf c +inf d 0.1 e',
  'ZADD wide-zset ' + Array.from({ length: 150 }, (_, i) => `${i / 8} member:${i}`).join(' '),
  'XADD stream 1-1 a 1 b 2',
  'XADD stream 2-5 a 1',
  'XADD stream 3-0 c 3',
  'XDEL stream 3-0',
  'XGROUP CREATE stream g1 0',
  'XGROUP CREATE stream g2 2-5',
  'XGROUP CREATECONSUMER stream g2 idle',
  'XREADGROUP GROUP g1 reader COUNT 1 STREAMS stream >',
  'XGROUP CREATE empty g $ MKSTREAM',
  'PFADD visitors a b c d',
  'SETBIT bits 1000 1',
  'GEOADD places 126.97 37.56 seoul',
  "EVAL \"redis.call('SET', 'scripted', 1) redis.call('INCR', 'scripted')\" 0",
  'MULTI',
  'SET in-transaction 1',
  'INCR in-transaction',
  'EXEC',
  'SELECT 3',
  'SET elsewhere 1',
]
const LATER = ['SET later 1', 'INCR number', 'SELECT 5', 'SET five 5', 'DEL five', 'SET six 6']

export const homes: readonly Home[] = [
  { name: 'fresh', options: [], before: ['SET x1 1', 'SET x2 2', 'SET x3 3'] },
  { name: 'everything', options: [], before: EVERYTHING },
  { name: 'rewritten', options: [], before: EVERYTHING, after: LATER },
  { name: 'commands', options: ['--aof-use-rdb-preamble', 'no'], before: EVERYTHING, after: LATER },
  {
    name: 'stamped',
    options: ['--aof-timestamp-enabled', 'yes'],
    before: ['SET a 1', 'SET b 2'],
    after: LATER,
  },
  {
    name: 'functions',
    options: ['--aof-use-rdb-preamble', 'no'],
    before: [
      'FUNCTION LOAD "#!lua name=lib\\nredis.register_function(\'one\', function() return 1 end)"',
      'FCALL one 0',
      'SET k v',
    ],
    after: ['SET l w'],
  },
]

const DIRECTORY = 'appendonlydir'
const MANIFEST = `${DIRECTORY}/appendonly.aof.manifest`
const INCR = `${DIRECTORY}/appendonly.aof.1.incr.aof`

const change = (files: Files, path: string, edit: (text: string) => string): Files => ({
  ...files,
  [path]: edit(files[path]!),
})

const without = (files: Files, path: string): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => name !== path))

/** What a server is started on. */
export interface Start {
  readonly name: string
  readonly home: string
  /** Left out: the files as they were left. */
  readonly edit?: (files: Files) => Files
  readonly options?: readonly string[]
}

const MULTI = '*1\r\n$5\r\nMULTI\r\n*3\r\n$3\r\nSET\r\n$2\r\nx1\r\n$1\r\n9\r\n'
const NO_TRUNCATION = ['--aof-load-truncated', 'no']

/** Edits of the directory `fresh`, whose only file of commands is INCR. */
const cut = (name: string, edit: (text: string) => string, options?: readonly string[]): Start => ({
  name,
  home: 'fresh',
  edit: (files) => change(files, INCR, edit),
  options,
})

const second = `${DIRECTORY}/appendonly.aof.2.incr.aof`
const LISTED = 'file appendonly.aof.2.incr.aof seq 2 type i\n'
const withSecond = (files: Files): Files =>
  change(
    { ...files, [second]: '*3\r\n$3\r\nSET\r\n$2\r\ny1\r\n$1\r\n1\r\n' },
    MANIFEST,
    (text) => text + LISTED,
  )

/** A single file as versions before 7.0 leave it. */
const oldStyle = (files: Files): Files => ({ 'appendonly.aof': files[INCR]! })

const withManifest = (name: string, manifest: string): Start => ({
  name: `manifest: ${name}`,
  home: 'fresh',
  edit: (files) => ({ ...files, [MANIFEST]: manifest }),
})

export const starts: readonly Start[] = [
  ...homes.map(({ name }) => ({ name, home: name })),
  { name: 'nothing at all', home: 'fresh', edit: () => ({}) },
  { name: 'an empty directory', home: 'fresh', edit: () => ({ [`${DIRECTORY}/other`]: '' }) },
  cut('tail cut within a word', (text) => text.slice(0, -4)),
  cut('tail cut within a header', (text) => text.slice(0, -14)),
  cut('tail cut after a count', (text) => text + '*3\r\n'),
  cut('a lone star at the end', (text) => text + '*'),
  cut('a transaction without EXEC', (text) => text + MULTI),
  cut('a transaction cut off', (text) => (text + MULTI).slice(0, -3)),
  cut('tail cut, truncation off', (text) => text.slice(0, -4), NO_TRUNCATION),
  cut('a transaction without EXEC, truncation off', (text) => text + MULTI, NO_TRUNCATION),
  cut('damaged in the middle', (text) => text.replace('$2\r\nx2', '#2\r\nx2')),
  cut('a wrong length in the middle', (text) => text.replace('$2\r\nx2', '$3\r\nx2')),
  cut('junk at the end', (text) => text + 'junk\r\n'),
  cut('a command of no words', (text) => text + '*0\r\n'),
  cut('an unknown command', (text) => text + '*1\r\n$5\r\nBLURB\r\n'),
  cut('an unknown subcommand', (text) => text + '*2\r\n$6\r\nCONFIG\r\n$4\r\nNOPE\r\n'),
  cut('line ends that are none', (text) => text.replace('x2\r\n', 'x2__')),
  cut('annotations', (text) => `#TS:1700000000\r\n${text}#anything\r\n`),
  cut('an annotation that is never ended', (text) => `${text}#TS:17`),
  cut('nothing in the file', () => ''),
  { name: 'a second file', home: 'fresh', edit: withSecond },
  {
    name: 'the first of two files cut off',
    home: 'fresh',
    edit: (files) => change(withSecond(files), INCR, (text) => text.slice(0, -4)),
  },
  {
    name: 'the second of two files cut off',
    home: 'fresh',
    edit: (files) => change(withSecond(files), second, (text) => text.slice(0, -4)),
  },
  { name: 'a file is missing', home: 'fresh', edit: (files) => without(files, INCR) },
  {
    name: 'the base is missing',
    home: 'fresh',
    edit: (files) => without(files, `${DIRECTORY}/appendonly.aof.1.base.rdb`),
  },
  {
    name: 'a damaged base',
    home: 'rewritten',
    edit: (files) =>
      change(files, `${DIRECTORY}/appendonly.aof.2.base.rdb`, (text) => text.slice(0, text.length >> 1)),
  },
  {
    name: 'history in the manifest',
    home: 'fresh',
    edit: (files) =>
      change({ ...files, [`${DIRECTORY}/old`]: 'x' }, MANIFEST, (text) => `${text}file old seq 1 type h\n`),
  },
  { name: 'an old-style file', home: 'fresh', edit: oldStyle },
  {
    name: 'an old-style file cut off',
    home: 'fresh',
    edit: (files) => change(oldStyle(files), 'appendonly.aof', (text) => text.slice(0, -4)),
  },
  {
    name: 'an old-style file with a snapshot in front',
    home: 'rewritten',
    edit: (files) => ({
      'appendonly.aof': files[`${DIRECTORY}/appendonly.aof.2.base.rdb`]! + files[second]!,
    }),
  },
  {
    name: 'an old-style file beside a directory',
    home: 'fresh',
    edit: (files) => ({ ...files, 'appendonly.aof': 'junk' }),
  },
  {
    name: 'a snapshot is left alone',
    home: 'rewritten',
    edit: (files) => ({ 'dump.rdb': files[`${DIRECTORY}/appendonly.aof.2.base.rdb`]! }),
  },
  { name: 'both files', home: 'rewritten', edit: (files) => ({ ...files, 'dump.rdb': 'REDIS0010' }) },
  withManifest('empty', ''),
  withManifest('no line end', 'file a seq 1 type b'),
  withManifest('too few words', 'file a seq 1\n'),
  withManifest('an odd number of words', 'file a seq 1 type b c\n'),
  withManifest('words of a later version', 'file appendonly.aof.1.incr.aof seq 1 type i size 5\n'),
  withManifest('two bases', 'file a seq 1 type b\nfile b seq 2 type b\n'),
  withManifest('a path', 'file a/b seq 1 type i\n'),
  withManifest('numbers that do not grow', 'file a seq 2 type i\nfile b seq 2 type i\n'),
  withManifest('an unknown type', 'file a seq 2 type z\n'),
  withManifest('a blank line', '\n'),
  withManifest('no number', 'file a seq x type i\n'),
  withManifest('a comment', '# made by hand\nfile "appendonly.aof.1.incr.aof" seq 1 type i\n'),
]
