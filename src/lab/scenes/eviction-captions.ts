/** The eviction scene in words. */
import type { Candidate } from '../../redis/eviction/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { judgeOf } from './eviction-heat.ts'
import type { Judge } from './eviction-heat.ts'
import type { EvictionState, Victim } from './eviction.ts'
import { readable, readyCaption } from './keyspace-captions.ts'
import type { Caption, Language } from './scene.ts'

type Words = readonly [en: string, ko: string]

/** 1st, 2nd, 3rd, 4th, 11th, 21st … */
export const ordinal = (n: number): string => {
  const tens = n % 100
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}

const seconds = (ms: number): string => String(Math.round(ms / 1000))

/** What a candidate is judged by, without its unit. */
const numberOf = (judge: Judge, { idle, counter, ttl }: Candidate): string =>
  judge === 'lfu' ? String(counter ?? 255 - idle) : judge === 'ttl' ? seconds(ttl ?? 0) : seconds(idle)

const UNITS: Readonly<Record<'lru' | 'lfu' | 'ttl', readonly [before: Words, after: Words]>> = {
  lru: [
    ['idle ', ''],
    [' s', '초 쉼'],
  ],
  lfu: [
    ['counter ', '카운터 '],
    ['', ''],
  ],
  ttl: [
    ['', ''],
    [' s left', '초 남음'],
  ],
}

const worded = (judge: Judge, numbers: string): Words => {
  const [before, after] = UNITS[judge === 'lfu' || judge === 'ttl' ? judge : 'lru']
  return [`${before[0]}${numbers}${after[0]}`, `${before[1]}${numbers}${after[1]}`]
}

const ofSample = (event: TraceEvent, judge: Judge): Words => {
  const keys = event.keys as readonly Candidate[]
  const [en, ko] = worded(judge, keys.map((each) => numberOf(judge, each)).join(', '))
  return [`Sampled ${keys.length}: ${en}.`, `표본 ${keys.length}개: ${ko}.`]
}

const ofPool = ({ sample, pool }: EvictionState, judge: Judge): Words => {
  const best = pool.at(-1)
  const entered = sample?.entered?.length ?? 0
  if (best === undefined) return ['The pool is empty.', '풀이 비었다.']
  const [en, ko] = worded(judge, numberOf(judge, best))
  const count = sample?.keys.length ?? 0
  if (entered === 0)
    return [
      `None of them is better than the ${pool.length} in the pool.`,
      `풀에 있는 ${pool.length}개보다 나은 후보가 없다.`,
    ]
  return [
    `${entered} of ${count} found a place. Slot ${pool.length - 1} holds the best: ${en}.`,
    `${count}개 중 ${entered}개가 자리를 얻었다. ${pool.length - 1}번 칸이 가장 앞선 후보: ${ko}.`,
  ]
}

const EXACT: Readonly<Record<Judge, string>> = {
  lru: 'Exact LRU',
  lfu: 'Exact LFU',
  ttl: 'Exact order of TTL',
  random: 'Exact LRU',
  none: '',
}
const EXACT_KO: Readonly<Record<Judge, string>> = {
  lru: '정확한 LRU',
  lfu: '정확한 LFU',
  ttl: '정확한 TTL 순서',
  random: '정확한 LRU',
  none: '',
}

/** What a victim was judged by when it went: `idle 117 s`. */
export const judgement = ({ by, idle, counter, ttl }: Victim): Words => {
  const candidate = {
    key: '',
    idle,
    ...(counter === undefined ? {} : { counter }),
    ...(ttl === undefined ? {} : { ttl }),
  }
  return worded(by, numberOf(by, candidate))
}

/** Where the exact policy would have put a victim; of a random one, exact LRU. */
export const rankWords = ({ by, rank }: Victim): Words | undefined =>
  rank && [
    `${EXACT[by]} would have ranked it ${ordinal(rank.rank)} of ${rank.of}.`,
    `${EXACT_KO[by]}라면 ${rank.of}개 중 ${rank.rank}위였다.`,
  ]

const ofVictim = (victim: Victim, places: number): Words => {
  const [en, ko] = judgement(victim)
  const [rankEn, rankKo] = rankWords(victim) ?? ['', '']
  return victim.from === 'random'
    ? [`Drawn at random, ${en}, no pool. ${rankEn}`.trim(), `무작위로 뽑힘, ${ko}, 풀 없음. ${rankKo}`.trim()]
    : [`Slot ${places}, ${en}. ${rankEn}`.trim(), `${places}번 칸, ${ko}. ${rankKo}`.trim()]
}

const ofToss = ({ toss, commandBefore }: EvictionState, key: string): Words => {
  if (toss?.key !== key || toss.seq < commandBefore) return ['', '']
  const { before, decayed, after, odds } = toss
  const fell: Words =
    decayed < before
      ? [` Minutes took it from ${before} to ${decayed}.`, ` 시간이 지나 ${before} → ${decayed}.`]
      : ['', '']
  const raised: Words =
    after > decayed
      ? [` The coin raised its counter to ${after}`, ` 동전 던지기로 카운터 ${decayed} → ${after}`]
      : [` Its counter stays at ${after}`, ` 카운터 ${after} 그대로`]
  return [
    `${fell[0]}${raised[0]}: 1 toss in ${odds} raises it.`,
    `${fell[1]}${raised[1]}: ${odds}번에 1번 오른다.`,
  ]
}

const ofCommand = (event: TraceEvent, state: EvictionState): Words => {
  const reply = event.reply as string
  const line = reply.slice(1).split('\r\n', 1)[0] ?? ''
  if (reply.startsWith('-')) return [`Refused: ${line}`, `거부됨: ${line}`]
  const key = (event.keys as readonly string[])[0]
  if (key === undefined) {
    const text = reply.startsWith('+') || reply.startsWith(':') ? readable(line) : ''
    return text === ''
      ? ['It named no key.', '키를 대지 않은 명령이다.']
      : [`Answered ${text}.`, `응답: ${text}.`]
  }
  const name = readable(key)
  const [tossEn, tossKo] = ofToss(state, key)
  if (state.lastRead?.seq === event.seq)
    return state.lastRead.hit
      ? [`${name} is a hit.${tossEn}`, `${name}: 적중.${tossKo}`]
      : [`${name} is a miss.`, `${name}: 미스.`]
  return state.cells.get(key) === undefined
    ? [`${name} is not there.`, `${name}: 없다.`]
    : [`${name} is in memory.${tossEn}`, `${name}: 메모리에 있다.${tossKo}`]
}

const NAMES: Readonly<Record<string, Words>> = {
  'eviction.sample': ['Sample', '표본'],
  'eviction.pool': ['Pool', '풀'],
  'eviction.ghost': ['Pool', '풀'],
  'eviction.victim': ['Victim chosen', '희생자 선택'],
}

const wordsOf = (event: TraceEvent, state: EvictionState): Words | undefined => {
  const judge = judgeOf(state.settings)
  switch (event.type) {
    case 'eviction.sample':
      return ofSample(event, judge)
    case 'eviction.pool':
      return ofPool(state, judge)
    case 'eviction.ghost': {
      const key = readable(event.key as string)
      return [`${key} is gone already: its slot is skipped.`, `${key}: 이미 없는 키라 건너뛴다.`]
    }
    case 'eviction.victim':
      return state.victim && ofVictim(state.victim, state.pool.length)
    case 'eviction.oom':
      return [
        "Nothing can be evicted: OOM command not allowed when used memory > 'maxmemory'.",
        "축출할 키가 없다: OOM command not allowed when used memory > 'maxmemory'.",
      ]
    case 'command':
      return ofCommand(event, state)
    default:
      return undefined
  }
}

const nameOf = (event: TraceEvent, language: Language): string => {
  const own = NAMES[event.type]
  if (own !== undefined) return own[language === 'en' ? 0 : 1]
  const name = (event.type === 'eviction.oom' ? event.command : event.name) as string
  return name.toUpperCase().replace('|', ' ')
}

/** The sentence for an event of the eviction scene; undefined where there is nothing to say. */
export const evictionCaption = (
  event: TraceEvent,
  state: EvictionState,
  language: Language,
): Caption | undefined => {
  if (event.type === 'server.ready') return readyCaption(event, language)
  if (state.server !== '' && event.process !== state.server) return undefined
  const words = wordsOf(event, state)
  if (words === undefined) return undefined
  const say = words[language === 'en' ? 0 : 1]
  return { event: nameOf(event, language), say, counter: `evicted_keys:${state.evicted}` }
}
