/**
 * The limit: about the least code that answers a command at all (string argv, a table asked
 * without regard to case, arity, type check, expiry, skip list). What the real pipeline costs beyond it is what faithfulness costs.
 */
import { RandomStream } from '../src/bytes/random.ts'
import { SkipList, forwardOf } from '../src/structures/skiplist.ts'
import type { SkipNode } from '../src/structures/skiplist.ts'

interface Item {
  type: 'string' | 'list' | 'hash' | 'set' | 'zset'
  value: unknown
  expireAt: number
}

interface SortedSet {
  scores: Map<string, number>
  list: SkipList
}

type Run = (argv: readonly string[]) => string

const bulk = (s: string | undefined): string => (s === undefined ? '$-1\r\n' : `$${s.length}\r\n${s}\r\n`)

export const limitEngine = (): Run => {
  const keys = new Map<string, Item>()
  const random = new RandomStream('limit')
  const clock = 1_700_000_000_000
  const get = (key: string, type: Item['type']): Item | undefined => {
    const item = keys.get(key)
    if (item === undefined || item.expireAt < clock) return undefined
    if (item.type !== type) throw new Error('WRONGTYPE')
    return item
  }
  const make = <V>(key: string, type: Item['type'], fresh: () => V): V => {
    const item = get(key, type)
    if (item !== undefined) return item.value as V
    const value = fresh()
    keys.set(key, { type, value, expireAt: Infinity })
    return value
  }
  const table = new Map<string, [arity: number, run: Run]>([
    [
      'set',
      [3, ([, key, value]) => (keys.set(key!, { type: 'string', value, expireAt: Infinity }), '+OK\r\n')],
    ],
    ['get', [2, ([, key]) => bulk(get(key!, 'string')?.value as string | undefined)]],
    [
      'incr',
      [
        2,
        ([, key]) => {
          const item = get(key!, 'string')
          const next = Number(item?.value ?? 0) + 1
          if (item === undefined) keys.set(key!, { type: 'string', value: String(next), expireAt: Infinity })
          else item.value = String(next)
          return `:${next}\r\n`
        },
      ],
    ],
    ['lpush', [3, ([, key, value]) => `:${make<string[]>(key!, 'list', () => []).push(value!)}\r\n`]],
    ['lpop', [2, ([, key]) => bulk((get(key!, 'list')?.value as string[] | undefined)?.pop())]],
    [
      'hset',
      [
        4,
        ([, key, field, value]) => {
          const hash = make<Map<string, string>>(key!, 'hash', () => new Map())
          const before = hash.size
          hash.set(field!, value!)
          return `:${hash.size - before}\r\n`
        },
      ],
    ],
    [
      'sadd',
      [
        3,
        ([, key, member]) => {
          const set = make<Set<string>>(key!, 'set', () => new Set())
          const before = set.size
          set.add(member!)
          return `:${set.size - before}\r\n`
        },
      ],
    ],
    [
      'zadd',
      [
        4,
        ([, key, score, member]) => {
          const zset = make<SortedSet>(key!, 'zset', () => ({ scores: new Map(), list: new SkipList() }))
          const old = zset.scores.get(member!)
          const next = Number(score)
          if (old !== undefined) zset.list.delete(old, member!)
          zset.scores.set(member!, next)
          zset.list.insert(next, member!, random)
          return old === undefined ? ':1\r\n' : ':0\r\n'
        },
      ],
    ],
    [
      'zrange',
      [
        4,
        ([, key, from, to]) => {
          const zset = get(key!, 'zset')?.value as SortedSet
          let node: SkipNode | null = zset.list.byRank(Number(from) + 1) ?? null
          let count = 0
          let out = ''
          for (; node !== null && count <= Number(to) - Number(from); node = forwardOf(node, 0)) {
            out += bulk(node.key)
            count++
          }
          return `*${count}\r\n${out}`
        },
      ],
    ],
  ])
  return (argv) => {
    const found = table.get(argv[0]!.toLowerCase())
    if (found === undefined) return '-ERR unknown command\r\n'
    if (found[0] !== argv.length) return '-ERR wrong number of arguments\r\n'
    return found[1](argv)
  }
}
