import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RandomStream } from '../../src/bytes/random.ts'
import { Dict, Member, Pair } from '../../src/structures/dict.ts'
import type { DictEntry } from '../../src/structures/dict.ts'
import { hashKey, reverseBits } from '../../src/structures/hash.ts'

const key = (i: number): string => `key:${i}`

const filled = (count: number, seed = 1): Dict<Member> => {
  const dict = new Dict<Member>(seed)
  for (let i = 0; i < count; i++) dict.insert(new Member(key(i)))
  return dict
}

const finishRehash = (dict: Dict<Member>): void => {
  while (dict.rehashStep(100));
}

/** Each entry is in its bucket, once, and the counters are right. */
const check = <E extends DictEntry>(dict: Dict<E>, keys: Iterable<string>): void => {
  const found: string[] = []
  dict.tables.forEach((table, t) => {
    let used = 0
    table.forEach((head, slot) => {
      for (let entry: DictEntry | null = head; entry !== null; entry = entry.next) {
        expect(hashKey(entry.key, dict.seed) & (table.length - 1)).toBe(slot)
        if (t === 0) expect(slot).toBeGreaterThanOrEqual(dict.rehashIndex)
        found.push(entry.key)
        used++
      }
    })
    expect(t === 0 ? dict.used0 : dict.used1).toBe(used)
  })
  const expected = [...keys].sort()
  expect(found.sort()).toEqual(expected)
  expect(dict.size).toBe(expected.length)
  expect(dict.rehashing).toBe(dict.table1.length > 0)
}

type Step = [kind: number, place: number]
const steps = fc.array(fc.tuple(fc.nat(12), fc.nat(300)), { maxLength: 400, size: 'max' })

/** One random operation on a dict of pairs and on a Map. */
const apply = (dict: Dict<Pair<number>>, model: Map<string, number>, [kind, place]: Step): void => {
  const name = key(place)
  if (kind <= 5) {
    const entry = dict.find(name)
    expect(entry?.value).toBe(model.get(name))
    if (entry === undefined) dict.insert(new Pair(name, place))
    else entry.value++
    model.set(name, entry === undefined ? place : entry.value)
  } else if (kind <= 8) {
    expect(dict.remove(name)?.value).toBe(model.get(name))
    model.delete(name)
  } else if (kind === 9) {
    for (let i = 0; i < 40; i++) {
      if (dict.has(key(i + place))) continue
      dict.insert(new Pair(key(i + place), i))
      model.set(key(i + place), i)
    }
  } else if (kind === 10) {
    for (const [name] of [...model].slice(0, place)) {
      dict.remove(name)
      model.delete(name)
    }
  } else if (kind === 11) {
    dict.resize()
  } else {
    dict.rehashStep(place)
  }
}

test('is a map, whatever its tables do', () => {
  const run = (seed: number, sequence: Step[]): void => {
    const dict = new Dict<Pair<number>>(seed)
    const model = new Map<string, number>()
    for (const step of sequence) apply(dict, model, step)
    check(dict, model.keys())
    for (const [name, value] of model) expect(dict.find(name)?.value).toBe(value)
    dict.clear()
    check(dict, [])
    expect(dict.find('key:1')).toBeUndefined()
  }
  fc.assert(fc.property(fc.integer(), steps, run))
})

describe('when tables grow and shrink', () => {
  test('a table doubles when as many entries as slots are exceeded', () => {
    const dict = new Dict<Member>(1)
    const sizes: number[] = []
    for (let i = 0; i < 70; i++) {
      dict.insert(new Member(key(i)))
      const size = Math.max(...dict.tables.map((table) => table.length))
      if (size !== sizes.at(-1)) sizes.push(i, size)
    }
    expect(sizes).toEqual([0, 4, 4, 8, 8, 16, 16, 32, 32, 64, 64, 128])
  })

  test('one operation moves one bucket, and passes at most ten empty slots', () => {
    const dict = filled(513)
    expect(dict.tables.map((table) => table.length)).toEqual([512, 1024])
    finishRehash(dict)
    for (let i = 2; i < 513; i++) dict.remove(key(i))
    expect(dict.needsResize()).toBe(true)
    dict.resize()
    expect(dict.tables.map((table) => table.length)).toEqual([1024, 4])
    let last = 0
    while (dict.rehashing) {
      const moved = dict.rehashedBuckets
      dict.find('absent')
      if (!dict.rehashing) break
      expect(dict.rehashIndex - last).toBeLessThanOrEqual(11)
      expect(dict.rehashedBuckets - moved).toBeLessThanOrEqual(1)
      last = dict.rehashIndex
    }
    check(dict, ['key:0', 'key:1'])
    expect(dict.tables.map((table) => table.length)).toEqual([4, 0])
  })

  test('while a child runs, a table grows at the 25th entry of four slots (recorded)', () => {
    const dict = filled(4)
    dict.resizePolicy = 'avoid'
    for (let i = 4; i < 24; i++) dict.insert(new Member(key(i)))
    expect(dict.tables.map((table) => table.length)).toEqual([4, 0])
    dict.insert(new Member(key(24)))
    expect(dict.tables.map((table) => table.length)).toEqual([4, 32])
    dict.insert(new Member(key(25)))
    expect(dict.used0).toBeLessThan(24)
  })

  test('while a child runs, a rehash to the double size pauses (recorded)', () => {
    const dict = filled(513)
    dict.resizePolicy = 'avoid'
    const before = dict.used0
    for (let i = 1000; i < 1010; i++) dict.insert(new Member(key(i)))
    expect([dict.used0, dict.used1]).toEqual([before, 513 - before + 10])
    dict.resizePolicy = 'enable'
    dict.find('key:1')
    expect(dict.used0).toBeLessThan(before)
  })

  test('a paused dict stays as it is', () => {
    const dict = filled(513)
    const before = dict.rehashIndex
    dict.pauseRehash++
    for (let i = 0; i < 9; i++) dict.find(key(i))
    expect(dict.rehashStep(5)).toBe(false)
    expect(dict.rehashIndex).toBe(before)
  })

  test('shrinks only below a tenth, and not while a child runs', () => {
    const dict = filled(128)
    finishRehash(dict)
    for (let i = 13; i < 128; i++) dict.remove(key(i))
    expect(dict.needsResize()).toBe(false)
    dict.remove(key(12))
    expect(dict.needsResize()).toBe(true)
    dict.resizePolicy = 'avoid'
    expect(dict.resize()).toBe(false)
    dict.resizePolicy = 'enable'
    expect(dict.resize()).toBe(true)
    expect(dict.table1).toHaveLength(16)
    finishRehash(dict)
    check(
      dict,
      Array.from({ length: 12 }, (_, i) => key(i)),
    )
    expect(filled(0).needsResize()).toBe(false)
    expect(filled(1).needsResize()).toBe(false)
  })

  test('room may be made beforehand', () => {
    const dict = new Dict<Member>(1)
    expect(dict.expand(1000)).toBe(true)
    expect(dict.table0).toHaveLength(1024)
    expect(dict.expand(1000)).toBe(false)
  })
})

const scanAll = (dict: Dict<Member>, between: (round: number) => void): Set<string> => {
  const seen = new Set<string>()
  let cursor = 0
  let round = 0
  do {
    cursor = dict.scan(cursor, (entry) => void seen.add(entry.key))
    between(round++)
  } while (cursor !== 0)
  return seen
}

describe('scan', () => {
  const cursors = (dict: Dict<Member>): number[] => {
    const out: number[] = []
    let cursor = 0
    do out.push((cursor = dict.scan(cursor, () => {})))
    while (cursor !== 0)
    return out
  }

  test('counts from the high bit down', () => {
    expect(cursors(filled(4))).toEqual([2, 1, 3, 0])
    const eight = filled(8)
    finishRehash(eight)
    expect(cursors(eight)).toEqual([4, 2, 6, 1, 5, 3, 7, 0])
    expect(reverseBits(1)).toBe(2 ** 31)
    expect(reverseBits(0x80000000)).toBe(1)
  })

  test('while rehashing, steps by the smaller table', () => {
    const dict = filled(9)
    expect(dict.tables.map((table) => table.length)).toEqual([8, 16])
    expect(cursors(dict)).toEqual([4, 2, 6, 1, 5, 3, 7, 0])
  })

  test('takes any 64-bit cursor', () => {
    const dict = filled(8)
    finishRehash(dict)
    expect(dict.scan(2n ** 64n - 1n, () => {})).toBe(0)
    expect(dict.scan(2n ** 63n + 4n, () => {})).toBe(2)
    expect(dict.scan(2 ** 32 + 4, () => {})).toBe(2)
    expect(filled(0).scan(77, () => {})).toBe(0)
  })

  test('without changes, shows every entry once', () => {
    for (const count of [1, 4, 5, 100, 513, 1025]) {
      const dict = filled(count)
      let visits = 0
      let cursor = 0
      do cursor = dict.scan(cursor, () => visits++)
      while (cursor !== 0)
      expect(visits).toBe(count)
    }
  })

  test('shows every entry that is there throughout, while the table grows, shrinks and rehashes', () => {
    const run = (seed: number, start: number, changes: Step[]): void => {
      const dict = filled(start, seed)
      const there = new Set(Array.from({ length: start }, (_, i) => key(i)))
      const seen = scanAll(dict, (round) => {
        const [kind, place] = changes[round] ?? [12, 0]
        if (kind <= 3) {
          for (let i = 0; i < place; i++) dict.insert(new Member(`new:${round}:${i}`))
        } else if (kind <= 6) {
          for (const name of [...there].slice(0, place)) {
            dict.remove(name)
            there.delete(name)
          }
        } else if (kind <= 8) {
          dict.forEach((entry) => void (entry.key.startsWith('new:') && dict.remove(entry.key)))
        } else if (kind <= 10) {
          dict.resize()
        } else {
          dict.rehashStep(place)
        }
      })
      for (const name of there) expect(seen.has(name)).toBe(true)
    }
    fc.assert(fc.property(fc.integer(), fc.nat(600), steps, run), { numRuns: 150 })
  })

  test('the visitor may remove what it is given', () => {
    const dict = filled(600)
    const seen = new Set<string>()
    let cursor = 0
    do {
      cursor = dict.scan(cursor, (entry) => {
        seen.add(entry.key)
        dict.remove(entry.key)
      })
    } while (cursor !== 0)
    expect(seen.size).toBe(600)
    check(dict, [])
  })
})

describe('walking all entries', () => {
  test.each([0, 3, 9, 513])('%d entries, removing every other one', (count) => {
    const names = Array.from({ length: count }, (_, i) => key(i))
    for (const walk of ['forEach', 'entries'] as const) {
      const dict = filled(count)
      const seen: string[] = []
      const visit = (entry: Member): void => {
        if (seen.push(entry.key) % 2 === 0) dict.remove(entry.key)
      }
      if (walk === 'forEach') dict.forEach(visit)
      else for (const entry of dict.entries()) visit(entry)
      expect(dict.pauseRehash).toBe(0)
      expect(seen.toSorted()).toEqual(names.toSorted())
      check(
        dict,
        seen.filter((_, i) => i % 2 === 0),
      )
    }
  })

  test('leaving early lets the dict rehash again', () => {
    const dict = filled(513)
    for (const entry of dict.entries()) if (entry.key !== '') break
    expect(dict.pauseRehash).toBe(0)
  })
})

describe('random entries', () => {
  const states: [string, () => Dict<Member>][] = [
    ['one table', () => ((dict) => (finishRehash(dict), dict))(filled(100))],
    ['growing', () => filled(129)],
    [
      'shrinking',
      () => {
        const dict = filled(1000)
        finishRehash(dict)
        for (let i = 90; i < 1000; i++) dict.remove(key(i))
        dict.resize()
        dict.rehashStep(30)
        return dict
      },
    ],
  ]

  test.each(states)('%s: every entry can come, fair ones about as often', (state, make) => {
    const dict = make()
    dict.pauseRehash++
    const random = new RandomStream('dict')
    const drawn = new Map<string, number>()
    const draws = dict.size * 400
    for (let i = 0; i < draws; i++) {
      const { key } = dict.fairRandomEntry(random) as Member
      drawn.set(key, (drawn.get(key) ?? 0) + 1)
    }
    expect(drawn.size).toBe(dict.size)
    if (state !== 'shrinking') {
      // In a sparse table with its front moved away, what comes next is drawn more often: in dict.c, too.
      expect(Math.min(...drawn.values())).toBeGreaterThan(100)
      expect(Math.max(...drawn.values())).toBeLessThan(1000)
    }
    const plain = new Set<string>()
    for (let i = 0; i < draws; i++) plain.add((dict.randomEntry(random) as Member).key)
    expect(plain.size).toBe(dict.size)
  })

  test.each(states)('%s: some entries are neighbours, at most as many as asked', (_, make) => {
    const dict = make()
    const random = new RandomStream('some')
    for (const count of [0, 1, 5, 16, 2000]) {
      const some = dict.someEntries(count, random)
      expect(some.length).toBeLessThanOrEqual(Math.min(count, dict.size))
      for (const entry of some) expect(dict.find(entry.key)).toBe(entry)
      if (count > 0) expect(some.length).toBeGreaterThan(0)
    }
  })

  test('an empty dict has none', () => {
    const random = new RandomStream(1)
    for (const dict of [new Dict<Member>(1), ((d) => (d.remove('key:0'), d))(filled(1))]) {
      expect(dict.randomEntry(random)).toBeUndefined()
      expect(dict.fairRandomEntry(random)).toBeUndefined()
      expect(dict.someEntries(5, random)).toEqual([])
    }
  })
})

describe('the hash function', () => {
  /** Chi-square of bucket loads: about `slots` when keys spread like random ones. */
  const spread = (names: Iterable<string>, slots: number, seed: number): number => {
    const load = new Array<number>(slots).fill(0)
    let count = 0
    for (const name of names) {
      load[hashKey(name, seed) & (slots - 1)]!++
      count++
    }
    const expected = count / slots
    return load.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0) / slots
  }
  const numbered = (make: (i: number) => string): string[] => Array.from({ length: 8192 }, (_, i) => make(i))
  const numberInHighBits = (i: number): string => {
    let out = ''
    for (let bit = 0; bit < 13; bit++) out += `abc${String.fromCharCode((i >> bit) & 1 ? 0xc1 : 0x41)}`
    return out
  }
  const kinds: [string, string[]][] = [
    ['counted keys', numbered(key)],
    ['padded keys', numbered((i) => `key:${String(i).padStart(12, '0')}`)],
    ['a number at the front', numbered((i) => `${i}:session:profile`)],
    ['bare numbers', numbered(String)],
    ['steps of 1024', numbered((i) => String(i * 1024))],
    ['two bytes', numbered((i) => String.fromCharCode(i & 255, i >> 8))],
    ['high bits of one byte in four', numbered((i) => numberInHighBits(i))],
  ]
  test.each(kinds)('spreads %s like random ones', (_, names) => {
    for (const seed of [0, 1, -1, 123456789]) {
      expect(spread(names, 1024, seed)).toBeLessThan(1.25)
      expect(spread(names, 8192, seed)).toBeLessThan(1.25)
    }
  })

  test('the seed decides which keys collide', () => {
    const clash = (seed: number): string[] =>
      kinds[0]![1].filter((name) => (hashKey(name, seed) & 1023) === (hashKey('key:0', seed) & 1023))
    expect(clash(1)).not.toEqual(clash(2))
    const later = clash(1).filter((name) => clash(2).includes(name))
    expect(later.length).toBeLessThan(4)
  })

  test('tells short strings and zero bytes apart', () => {
    const names = ['', '\0', '\0\0', '\0\0\0', '\0\0\0\0', '\0\0\0\0\0', 'a', 'a\0']
    expect(new Set(names.map((name) => hashKey(name, 7))).size).toBe(names.length)
  })
})

describe('the text of DEBUG HTSTATS-KEY', () => {
  /** A dict whose buckets have these chain lengths. */
  const withChains = (...lengths: number[]): Dict<Member> => {
    const dict = new Dict<Member>(1)
    dict.table0 = lengths.map((length) => {
      let head: Member | null = null
      for (let i = 0; i < length; i++) {
        const entry = new Member('')
        entry.next = head
        head = entry
      }
      dict.used0 += length
      return head
    })
    return dict
  }

  test('of one table (recorded)', () => {
    expect(withChains(1, 2, 0, 2, 0, 1, 0, 2).stats()).toBe(
      'Hash table 0 stats (main hash table):\n table size: 8\n number of elements: 8\n different slots: 5\n' +
        ' max chain length: 2\n avg chain length (counted): 1.60\n avg chain length (computed): 1.60\n' +
        ' Chain length distribution:\n   0: 3 (37.50%)\n   1: 2 (25.00%)\n   2: 3 (37.50%)\n',
    )
  })

  test('of an empty dict (recorded)', () => {
    expect(new Dict(1).stats()).toBe(
      'Hash table 0 stats (main hash table):\nNo stats available for empty dictionaries\n',
    )
  })

  test('names both tables while rehashing', () => {
    const text = filled(9).stats()
    expect(text).toMatch(/^Hash table 0 stats \(main hash table\):\n table size: 8\n/)
    expect(text).toMatch(
      /\nHash table 1 stats \(rehashing target\):\n table size: 16\n number of elements: 1\n/,
    )
  })

  test('rounds a tie to the even digit, as printf does (recorded: 8 of 256 is 3.12%)', () => {
    const chains = new Array<number>(256).fill(0).fill(1, 0, 8)
    expect(withChains(...chains).stats()).toContain('   1: 8 (3.12%)\n')
    expect(withChains(...chains.fill(2, 0, 40)).stats()).toContain('   2: 40 (15.62%)\n')
  })

  test('puts the longest chains together', () => {
    expect(withChains(49, 60, 0, 0).stats()).toContain('   >= 49: 2 (50.00%)\n')
  })
})
