/** RDB files made by hand: of older versions, and damaged ones. Byte strings. */

const code = String.fromCharCode
const big32 = (n: number): string => code((n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255)
const little = (n: number, bytes: number): string => {
  let out = ''
  for (let i = 0; i < bytes; i++) out += code(Math.floor(n / 256 ** i) % 256)
  return out
}

const length = (n: number): string => {
  if (n < 64) return code(n)
  return n < 16384 ? code(0x40 | (n >> 8), n & 255) : '\x80' + big32(n)
}

const string = (s: string): string => length(s.length) + s
const aux = (name: string, value: string): string => '\xfa' + string(name) + string(value)
const key = (type: number, name: string, body: string): string => code(type) + string(name) + body
const double = (x: number): string => {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x, true)
  return code(...new Uint8Array(view.buffer))
}

const HEAD = 'REDIS0010'
const header =
  HEAD +
  aux('redis-ver', '7.0.15') +
  aux('redis-bits', '64') +
  aux('ctime', '1795178000') +
  aux('used-mem', '1000000') +
  aux('aof-base', '0')
const database = '\xfe\x00\xfb\x02\x00'
const end = '\xff' + '\0'.repeat(8)
const a = key(0, 'a', string('x'))
/** A file with these keys and no checksum. */
const file = (...keys: string[]): string => header + database + keys.join('') + end

// ---- packed forms ---------------------------------------------------------------------------------

/** A listpack of short strings. */
const listpack = (...elements: string[]): string => {
  const body = elements.map((e) => code(0x80 | e.length) + e + code(e.length + 1)).join('')
  return little(body.length + 7, 4) + little(elements.length, 2) + body + '\xff'
}

/** A ziplist of elements already encoded. */
const ziplist = (...encoded: string[]): string => {
  let body = ''
  let before = 0
  let tail = 10
  for (const e of encoded) {
    tail = 10 + body.length
    const head = before < 254 ? code(before) : '\xfe' + little(before, 4)
    body += head + e
    before = head.length + e.length
  }
  return little(body.length + 11, 4) + little(tail, 4) + little(encoded.length, 2) + body + '\xff'
}

const zlText = (s: string): string =>
  s.length < 64 ? code(s.length) + s : code(0x40 | (s.length >> 8), s.length & 255) + s

const integers = [
  '\xf1',
  '\xfd',
  '\xfe\x80',
  '\xc0' + little(300, 2),
  '\xf0' + little(100000, 3),
  '\xd0' + little(70000000, 4),
  '\xe0' + little(2 ** 40, 8),
  '\xc0\x00\x80',
]

const zipmap = (...words: string[]): string => {
  let out = code(words.length / 2)
  words.forEach((word, i) => {
    out += code(word.length) + (i % 2 === 1 ? '\x02' : '') + word + (i % 2 === 1 ? 'zz' : '')
  })
  return out + '\xff'
}

const intset = (width: number, ...values: number[]): string =>
  little(width, 4) + little(values.length, 4) + values.map((n) => little(n, width)).join('')

// ---- streams --------------------------------------------------------------------------------------

const id = (ms: number, seq: number): string =>
  '\0'.repeat(6) + code(ms >> 8, ms & 255) + '\0'.repeat(7) + code(seq)
/** One entry, 1-1 with field f and value v, as a node's listpack. */
const small = (n: number): string => code(n) + '\x01'
const text = (s: string): string => code(0x80 | s.length) + s + code(s.length + 1)
const nodeBody =
  small(1) +
  small(0) +
  small(1) +
  text('f') +
  small(0) +
  small(2) +
  small(0) +
  small(0) +
  text('v') +
  small(4)
const node = little(nodeBody.length + 7, 4) + little(10, 2) + nodeBody + '\xff'
const nodes = code(1) + string(id(1, 1)) + string(node)
const lastId = code(1, 1)
const counters = code(1) + lastId + lastId + code(0, 0) + code(1)
const pel = (...entries: string[]): string => code(entries.length) + entries.join('')
const nack = (ms: number, seq: number): string => id(ms, seq) + little(5000, 8) + code(1)
const consumer = (name: string, ...ids: string[]): string =>
  string(name) + little(6000, 8) + code(ids.length) + ids.join('')
const group = (name: string, pending: string, ...consumers: string[]): string =>
  string(name) + lastId + code(1) + pending + code(consumers.length) + consumers.join('')
const stream = (rest: string): string => key(19, 'st', nodes + counters + rest)

/** Files that load, as versions from 1.0 on could have written them. */
export const loadable: Readonly<Record<string, string>> = {
  plain: file(a, key(0, 'b', '\xc0\x05'), key(0, 'c', '\xc1\x00\x80'), key(0, 'd', '\xc2\xff\xff\xff\x7f')),
  compressed: file(key(0, 'a', '\xc3\x06\x40\x5a\x01ab\xe0\x4f\x01')),
  'long lengths': file(
    key(0, 'a', '\x80' + big32(3) + 'abc'),
    key(0, 'b', '\x81' + big32(0) + big32(2) + 'xy'),
  ),
  nothing: header + end,
  'before checksums': 'REDIS0003\xfe\x00' + a + '\xff',
  'after the end': file(a) + 'garbage',
  'expiry in seconds': file(
    '\xfd' + little(1000, 4) + a,
    '\xfd' + little(2000000000, 4) + key(0, 'b', string('y')),
  ),
  'expiry in ms': file(
    '\xfc' + little(1000, 8) + a,
    '\xfc' + little(9999999999999, 8) + key(0, 'b', string('y')),
  ),
  'idle and frequency': file('\xf9\x05' + a, '\xf8\x20' + key(0, 'b', string('y'))),
  'unknown fields':
    header + aux('%hello', 'world') + aux('unknown', 'x') + aux('lua', 'return 1') + database + a + end,
  'base of a log':
    HEAD + aux('redis-ver', '7.0.15') + aux('aof-base', '1') + aux('aof-preamble', '1') + database + a + end,
  'two databases':
    header +
    '\xfe\x00' +
    a +
    '\xfe\x03' +
    key(0, 'c', string('z')) +
    '\xfe\x00' +
    key(0, 'b', string('y')) +
    end,
  'list of strings': file(key(1, 'l', code(3) + string('a') + '\xc0\x0c' + string('c'))),
  'set of strings': file(key(2, 's', code(3) + string('a') + '\xc0\x0c' + string('c'))),
  'set of integers': file(key(2, 's', code(3) + '\xc0\x01' + '\xc0\x0c' + string('3'))),
  'scores as text': file(
    key(
      3,
      'z',
      code(5) +
        string('a') +
        '\x031.5' +
        string('b') +
        '\xfe' +
        string('c') +
        '\xff' +
        string('d') +
        '\x02-3' +
        string('e') +
        '\x041e10',
    ),
  ),
  'binary scores': file(key(5, 'z', code(2) + string('a') + double(1.5) + string('b') + double(-Infinity))),
  hash: file(key(4, 'h', code(2) + string('f') + string('v') + string('g') + '\xc0\x07')),
  'long field': file(key(4, 'h', code(2) + string('f'.repeat(65)) + string('v') + string('g') + '\xc0\x07')),
  zipmap: file(key(9, 'h', string(zipmap('f', 'v', 'g', '12')))),
  'zipmap with a long value': file(key(9, 'h', string(zipmap('f', 'v'.repeat(70), 'g', '12')))),
  'list as ziplist': file(
    key(10, 'l', string(ziplist(zlText('a'), ...integers, zlText('b'.repeat(300)), zlText('c')))),
  ),
  'intset of 16 bits': file(key(11, 's', string(intset(2, 1, 2, 300)))),
  'intset of 64 bits': file(key(11, 's', string(intset(8, 1, 2, 2 ** 40)))),
  'zset as ziplist': file(key(12, 'z', string(ziplist(zlText('a'), '\xf2', zlText('b'), zlText('2.5'))))),
  'hash as ziplist': file(key(13, 'h', string(ziplist(zlText('f'), '\xf2', zlText('g'), zlText('2.5'))))),
  'quicklist of ziplists': file(
    key(14, 'l', code(2) + string(ziplist(zlText('a'), '\xf2')) + string(ziplist(zlText('b')))),
  ),
  'hash as listpack': file(key(16, 'h', string(listpack('f', 'v', 'g', 'w')))),
  'zset as listpack': file(key(17, 'z', string(listpack('a', '1', 'b', '2.5')))),
  quicklist: file(
    key(
      18,
      'l',
      code(3) +
        '\x02' +
        string(listpack('a', 'b')) +
        '\x01' +
        string('plain') +
        '\x02' +
        string(listpack('c')),
    ),
  ),
  'stream of the first format': file(
    key(
      15,
      'st',
      nodes +
        code(1) +
        lastId +
        code(1) +
        string('g') +
        lastId +
        pel(nack(1, 1)) +
        code(1) +
        consumer('c', id(1, 1)),
    ),
  ),
  stream: file(stream(code(1) + group('g', pel(nack(1, 1)), consumer('c', id(1, 1)), consumer('d')))),
  'empty set': file(a, key(2, 's', '\0')),
  'empty list': file(a, key(14, 'l', code(1) + string(ziplist()))),
  function:
    header +
    '\xf5' +
    string("#!lua name=x\nredis.register_function('f', function() return 1 end)") +
    database +
    a +
    end,
  'function before the release':
    header +
    '\xf6' +
    string('lib') +
    string('LUA') +
    '\0' +
    string("redis.register_function('f', function() return 1 end)") +
    database +
    a +
    end,
}

const duplicate = (type: number, body: string): string => file(key(type, 'k', body))

/** Files that do not load. */
export const damaged: Readonly<Record<string, string>> = {
  empty: '',
  'short header': 'REDIS',
  signature: 'RADIS0010' + end,
  'later version': 'REDIS0011' + end,
  'no version': 'REDISabcd' + end,
  'cut within a key': header + database + a + '\0\x0aabc',
  'cut within a value': header + database + key(0, 'a', '\x0axy'),
  'cut within a length': header + database + key(0, 'a', '\x80\0\0'),
  'cut within an integer': header + database + key(0, 'a', '\xc1\0'),
  'cut within an expiry': header + database + '\xfcabc',
  'cut within a field': header + '\xfa\x05redis',
  'cut within compressed bytes': header + database + key(0, 'a', '\xc3\x05\x40\x5aab'),
  'no end': header + database + a,
  'cut within the checksum': header + database + a + '\xff\0\0',
  'wrong checksum': header + database + a + '\xff12345678',
  'type 20': file(key(20, 'a', string('x'))),
  'type 8': file(key(8, 'a', string('x'))),
  'type 200': file(key(200, 'a', string('x'))),
  'length encoding': file(key(0, 'a', '\x8fxxxx')),
  'string encoding': file(key(0, 'a', '\xc4xxxx')),
  'compressed bytes': file(key(0, 'a', '\xc3\x03\x0axyz')),
  'too few compressed bytes': file(key(0, 'a', '\xc3\x03\x0a\x00a\x20')),
  'huge string': file(key(0, 'a', '\x81\0\0\xff\xff\xff\xff\xff\xffxx')),
  'database 99': header + '\xfe\x40\x63' + a + end,
  'set member twice': duplicate(2, code(2) + string('a') + string('a')),
  'zset member twice': duplicate(5, code(2) + string('a') + double(1) + string('a') + double(2)),
  'score is no number': duplicate(5, code(1) + string('a') + double(NaN)),
  'field twice in a large hash': duplicate(
    4,
    code(2) + string('f'.repeat(70)) + string('v') + string('f'.repeat(70)) + string('w'),
  ),
  'hash listpack': duplicate(16, string('\x0b\0\0\0\x02\0\x81a\x02\x81')),
  'hash ziplist': duplicate(13, string(ziplist(zlText('f')))),
  'hash ziplist with a field twice': duplicate(
    13,
    string(ziplist(zlText('f'), zlText('v'), zlText('f'), zlText('w'))),
  ),
  'zset ziplist': duplicate(12, string(ziplist(zlText('f')) + 'x')),
  'zset listpack': duplicate(17, string('\x0b\0\0\0\x02\0\x81a\x02\x81')),
  'list ziplist': duplicate(10, string(ziplist(zlText('f')).slice(0, -1))),
  zipmap: duplicate(9, string('\x02\x01f\x01\0v\xff')),
  'zipmap with a field twice': duplicate(9, string(zipmap('f', 'v', 'f', 'w'))),
  intset: duplicate(11, string(intset(2, 2, 1).slice(0, -1))),
  'quicklist container': duplicate(18, code(1) + '\x03' + string('x')),
  'empty quicklist node': duplicate(18, code(1) + '\x02\0'),
  'quicklist listpack': duplicate(18, code(1) + '\x02' + string('\x08\0\0\0\x01\0\x81a')),
  'quicklist ziplist': duplicate(14, code(1) + string('\x0b\0\0\0\x0a\0\0\0\x01\0\xff')),
  'stream: cut before nodes': header + database + key(19, 'st', ''),
  'stream: cut within the first id': header + database + key(19, 'st', code(1) + '\x05abc'),
  'stream: id of a node': file(key(19, 'st', code(1) + string('abc') + string('x'))),
  'stream: cut within a node': header + database + key(19, 'st', code(1) + string(id(1, 1)) + '\x20abc'),
  'stream: node': file(key(19, 'st', code(1) + string(id(1, 1)) + string('abcdefgh'))),
  'stream: empty node': file(key(19, 'st', code(1) + string(id(1, 1)) + string(listpack()))),
  'stream: node twice': file(key(19, 'st', code(2) + nodes.slice(1) + nodes.slice(1))),
  'stream: entries without nodes': file(key(19, 'st', '\0' + counters + '\0')),
  'stream: cut before counters': header + database + key(19, 'st', nodes),
  'stream: cut before groups': header + database + key(19, 'st', nodes + counters),
  'stream: cut before a group': header + database + key(19, 'st', nodes + counters + code(1)),
  'stream: cut within a group': header + database + key(19, 'st', nodes + counters + code(1) + string('g')),
  'stream: cut before entries read':
    header + database + key(19, 'st', nodes + counters + code(1) + string('g') + lastId),
  'stream: cut before pending':
    header + database + key(19, 'st', nodes + counters + code(1) + string('g') + lastId + code(1)),
  'stream: cut within pending':
    header + database + key(19, 'st', nodes + counters + code(1) + string('g') + lastId + code(1, 1) + 'abc'),
  'stream: cut within a delivery':
    header +
    database +
    key(19, 'st', nodes + counters + code(1) + string('g') + lastId + code(1, 1) + id(1, 1) + 'ab'),
  'stream: cut before consumers':
    header +
    database +
    key(19, 'st', nodes + counters + code(1) + string('g') + lastId + code(1) + pel(nack(1, 1))),
  'stream: cut before a consumer':
    header +
    database +
    key(19, 'st', nodes + counters + code(1) + string('g') + lastId + code(1) + pel(nack(1, 1)) + code(1)),
  'stream: cut within a consumer':
    header +
    database +
    key(
      19,
      'st',
      nodes + counters + code(1) + string('g') + lastId + code(1) + pel(nack(1, 1)) + code(1) + string('c'),
    ),
  'stream: cut before what is pending':
    header +
    database +
    key(
      19,
      'st',
      nodes +
        counters +
        code(1) +
        string('g') +
        lastId +
        code(1) +
        pel(nack(1, 1)) +
        code(1) +
        string('c') +
        little(1, 8),
    ),
  'stream: cut within what is pending':
    header +
    database +
    key(
      19,
      'st',
      nodes +
        counters +
        code(1) +
        string('g') +
        lastId +
        code(1) +
        pel(nack(1, 1)) +
        code(1) +
        string('c') +
        little(1, 8) +
        code(1),
    ),
  'stream: group twice': file(stream(code(2) + group('g', pel()) + group('g', pel()))),
  'stream: pending twice': file(stream(code(1) + group('g', pel(nack(1, 1), nack(1, 1))))),
  'stream: consumer twice': file(stream(code(1) + group('g', pel(), consumer('c'), consumer('c')))),
  'stream: unknown pending': file(stream(code(1) + group('g', pel(), consumer('c', id(1, 1))))),
  'stream: owned twice': file(
    stream(code(1) + group('g', pel(nack(1, 1)), consumer('c', id(1, 1)), consumer('d', id(1, 1)))),
  ),
  module: file(key(7, 'm', '\x81' + big32(0x12345678) + big32(0x10abcdef) + '\x02\x05\x05\x03abc\0')),
  'module of the first format': file(key(6, 'm', '\x81' + big32(0x12345678) + big32(0x10abcdef) + '\0')),
  'cut module':
    header + database + key(7, 'm', '\x81' + big32(0x12345678) + big32(0x10abcdef) + '\x05\x05ab'),
  'cut module id': header + database + key(7, 'm', '\x81'),
  'fields of a module': header + '\xf7\x81' + big32(0x12345678) + big32(0x10abcdef) + '\x02\x01\0' + end,
  'fields of a module in no known form':
    header + '\xf7\x81' + big32(0x12345678) + big32(0x10abcdef) + '\x05\x01\0' + end,
  'function that does not compile': header + '\xf5' + string('#!lua name=x\nfoo(') + end,
  'cut function': header + '\xf5\x20abc',
  'cut function before the release':
    header + '\xf6' + string('lib') + string('LUA') + '\x01' + string('de') + '\x05',
  'function twice':
    header + ('\xf5' + string("#!lua name=x\nredis.register_function('f', function() end)")).repeat(2) + end,
}
