import type { Makers } from './index.ts'

export const hashMakers: Makers = {
  hset: (d) => [d.key('hash'), ...d.some(1, d.pick([2, 3, 20]), () => [d.member(), d.value()])],
  hmset: (d) => [d.key('hash'), ...d.some(1, 3, () => [d.member(), d.value()])],
  hsetnx: (d) => [d.key('hash'), d.member(), d.value()],
  hget: (d) => [d.key('hash'), d.member()],
  hmget: (d) => [d.key('hash'), ...d.some(1, 4, () => d.member())],
  hgetall: (d) => [d.key('hash')],
  hkeys: (d) => [d.key('hash')],
  hvals: (d) => [d.key('hash')],
  hlen: (d) => [d.key('hash')],
  hexists: (d) => [d.key('hash'), d.member()],
  hstrlen: (d) => [d.key('hash'), d.member()],
  hdel: (d) => [d.key('hash'), ...d.some(1, 4, () => d.member())],
  hincrby: (d) => [d.key('hash'), d.member(), d.integer()],
  hincrbyfloat: (d) => [d.key('hash'), d.member(), d.double()],
  hrandfield: (d) => [
    d.key('hash'),
    ...d.maybe(0.7, d.randomCount(), ...d.maybe(0.4, d.chance(0.1) ? d.junk() : 'WITHVALUES')),
  ],
  hscan: (d) => [d.key('hash'), '0', 'COUNT', '1000', ...d.options(0.4, () => ['MATCH', d.pattern()])],
}
