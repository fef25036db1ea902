/** Commands that make a value of every type and encoding, short and long, in two databases. */
export const everything = (): string[][] => {
  const many = (count: number, word: (i: number) => string[]): string[] =>
    Array.from({ length: count }, (_, i) => word(i)).flat()
  const noise = (count: number): string => {
    let s = ''
    for (let i = 0, x = 7; i < count; i++) s += String.fromCharCode((x = (x * 73 + 41) % 256))
    return s
  }
  return [
    ['SET', 'string:short', 'hello'],
    ['SET', 'string:empty', ''],
    ['SET', 'string:repeated', 'abc'.repeat(1000)],
    ['SET', 'string:noise', noise(500)],
    ['SET', 'string:bytes', '\0\x01\xff\xfe\r\n'],
    ['SET', 'int:small', '12'],
    ['SET', 'int:negative', '-70000'],
    ['SET', 'int:long', '9223372036854775807'],
    ['SET', 'expiring', 'x', 'PXAT', '9999999999999'],
    ['APPEND', 'string:appended', '123'],
    ['RPUSH', 'list:one', 'a', 'b', '1', '-5', '100000', '2147483648', '9223372036854775807'],
    ['RPUSH', 'list:many', ...many(2000, (i) => [`element ${i} ${'x'.repeat(i % 40)}`])],
    ['RPUSH', 'list:large', 'y'.repeat(20000), noise(9000), 'z'],
    ['SADD', 'set:int16', '1', '2', '300'],
    ['SADD', 'set:int32', '1', '70000', '-5'],
    ['SADD', 'set:int64', '1', '-9223372036854775808', '9223372036854775807'],
    ['SADD', 'set:words', 'a', 'b', '3', noise(30)],
    ['SADD', 'set:many', ...many(600, (i) => [String(i)])],
    ['HSET', 'hash:small', 'f', 'v', 'n', '1', 'empty', ''],
    ['HSET', 'hash:many', ...many(300, (i) => [`field${i}`, `value${i}`])],
    ['HSET', 'hash:long', 'f', 'v'.repeat(100)],
    ['ZADD', 'zset:small', '1', 'a', '2.5', 'b', '-inf', 'c', '1e300', 'd', '3', '4'],
    ['ZADD', 'zset:many', ...many(300, (i) => [String(i / 7), `member${i}`])],
    ['ZADD', 'zset:long', 'inf', 'm'.repeat(70), '0.1', 'n'],
    ['XADD', 'stream:small', '1-1', 'f', 'v', 'g', 'w'],
    ['XADD', 'stream:small', '1-2', 'f', 'v', 'g', 'w'],
    ['XADD', 'stream:small', '5-0', 'other', 'fields', 'n', '1'],
    ['XDEL', 'stream:small', '1-2'],
    ...Array.from({ length: 250 }, (_, i) => [
      'XADD',
      'stream:many',
      `${1000 + i}-${i}`,
      'field',
      `value ${i}`,
    ]),
    ['XTRIM', 'stream:many', 'MAXLEN', '220'],
    ['XGROUP', 'CREATE', 'stream:many', 'readers', '0'],
    ['XGROUP', 'CREATE', 'stream:many', 'idle', '$', 'ENTRIESREAD', '7'],
    ['XREADGROUP', 'GROUP', 'readers', 'alice', 'COUNT', '10', 'STREAMS', 'stream:many', '>'],
    ['XREADGROUP', 'GROUP', 'readers', 'bob', 'COUNT', '5', 'STREAMS', 'stream:many', '>'],
    ['XACK', 'stream:many', 'readers', '1030-30', '1031-31'],
    ['XADD', 'stream:empty', '18446744073709551615-5', 'f', 'v'],
    ['XDEL', 'stream:empty', '18446744073709551615-5'],
    ['PFADD', 'hll', 'a', 'b', 'c'],
    ['SETBIT', 'bits', '1000', '1'],
    ['GEOADD', 'geo', '126.97', '37.56', 'Seoul', '129.07', '35.17', 'Busan'],
    ['FUNCTION', 'LOAD', "#!lua name=lib\nredis.register_function('f', function() return 'f' end)"],
    ['SELECT', '3'],
    ['SET', 'elsewhere', 'db3'],
    ['SELECT', '0'],
  ]
}
