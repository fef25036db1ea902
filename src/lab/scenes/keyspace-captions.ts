/** The keyspace scene in words: what a command did to the keys, in one sentence. */
import { decodeUtf8 } from '../../bytes/utf8.ts'
import { quote } from '../../bytes/quote.ts'
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { isRecent, view, viewAt } from './keyspace.ts'
import type { KeyspaceState } from './keyspace.ts'
import type { KeyCell, View } from './keyspace-view.ts'
import type { Caption, Language } from './scene.ts'

type Words = readonly [en: string, ko: string]

const pick = (words: Words, language: Language): string => words[language === 'en' ? 0 : 1]

/** A key or value as people read it: UTF-8 text when it is that, else quoted bytes. */
export const readable = (bytes: string, limit = 40): string => {
  const text = decodeUtf8(bytes)
  const shown = text.includes('\ufffd') || /[\0-\x1f\x7f]/.test(text) ? quote(bytes) : text
  return shown.length > limit ? `${shown.slice(0, limit - 1)}…` : shown
}

/** The particle a Korean word takes: with or without a final consonant. */
const particle = (word: string, closed: string, open: string): string => {
  const last = word.charCodeAt(word.length - 1)
  if (last >= 0xac00 && last <= 0xd7a3) return (last - 0xac00) % 28 === 0 ? open : closed
  return `${closed}(${open})`
}

const units: Readonly<Record<string, Words>> = {
  list: ['elements', '개 원소'],
  set: ['members', '개 멤버'],
  zset: ['members', '개 멤버'],
  hash: ['fields', '개 필드'],
}

const holds = (key: string, value: KeyState): Words => {
  const name = readable(key)
  if (value.type === 'string') {
    const text = readable(value.preview[0] ?? '')
    return [
      `${name} holds ${text} as ${value.encoding}.`,
      `${name}에 ${text} 값이 ${value.encoding} 인코딩으로 있다.`,
    ]
  }
  const [en, ko] = units[value.type] ?? ['elements', '개 원소']
  return [
    `${name} holds ${value.size} ${value.size === 1 ? en.slice(0, -1) : en} as ${value.encoding}.`,
    `${name}: ${value.size}${ko}, ${value.encoding} 인코딩이다.`,
  ]
}

const errorText = (reply: string): string => reply.slice(1).split('\r\n', 1)[0] ?? ''

/** What a write did beside changing the value: an expiry that came or went. */
const expiryWords = ({ key, value, before }: KeyCell): Words | undefined => {
  const name = readable(key)
  if (before === undefined || before.expireAt === value.expireAt) return undefined
  return value.expireAt === null
    ? [`The old TTL of ${name} is gone.`, `${name}의 TTL이 없어졌다.`]
    : [`${name} has a TTL now.`, `${name}에 TTL이 생겼다.`]
}

const goneWords = (state: KeyspaceState, view: View, key: string): Words => {
  const name = readable(key)
  const { removed } = view
  return removed?.key === key && isRecent(state, removed.seq)
    ? [`${name} is gone.`, `${name}${particle(name, '이', '가')} 사라졌다.`]
    : [`${name} is not there.`, `${name}${particle(name, '은', '는')} 없다.`]
}

const elsewhere = (db: number, shown: number): Words => [
  `It ran in db${db}; the scene shows db${shown}.`,
  `db${db}에서 실행됐고 장면은 db${shown}을 보여 준다.`,
]

const commandWords = (event: TraceEvent, state: KeyspaceState): Words => {
  const reply = event.reply as string
  if (reply.startsWith('-')) {
    return [`Refused: ${errorText(reply)}`, `거절됨: ${errorText(reply)}`]
  }
  const db = event.db as number
  const keys = event.keys as readonly string[]
  const key = keys[0]
  if (key === undefined)
    return db === state.db
      ? [`Ran in ${cost(event)}.`, `${cost(event)} 동안 실행됐다.`]
      : elsewhere(db, state.db)
  const held = viewAt(state, db)
  const cell = held.keys.get(key)
  if (cell === undefined) return goneWords(state, held, key)
  const now = holds(key, cell.value)
  const expiry = isRecent(state, cell.changed) ? expiryWords(cell) : undefined
  return expiry === undefined ? now : [`${now[0]} ${expiry[0]}`, `${now[1]} ${expiry[1]}`]
}

const cost = (event: TraceEvent): string => `${Math.max(1, Math.round(event.cost as number))} µs`

const whyGone: Readonly<Record<string, Words>> = {
  expired: ['ran out and is gone.', '만료되어 사라졌다.'],
  evicted: ['was evicted to free memory.', '메모리를 비우려고 축출됐다.'],
}

/** A server listens: what every scene says of it. */
export const readyCaption = ({ port }: TraceEvent, language: Language): Caption =>
  language === 'en'
    ? { event: 'Server ready', say: `It listens on port ${String(port)}.` }
    : { event: '서버 시작', say: `${String(port)} 포트에서 기다린다.` }

/** The sentence for an event of the keyspace scene; undefined where there is nothing to say. */
export const keyspaceCaption = (
  event: TraceEvent,
  state: KeyspaceState,
  language: Language,
): Caption | undefined => {
  const shown = view(state)
  const counter = `keys:${shown.keys.size + shown.counted}`
  const say = (name: string, words: Words): Caption => ({ event: name, say: pick(words, language), counter })
  switch (event.type) {
    case 'server.ready':
      return { ...readyCaption(event, language), counter }
    case 'command':
      return say((event.name as string).replace('|', ' ').toUpperCase(), commandWords(event, state))
    case 'key': {
      const cell = viewAt(state, event.db as number).keys.get(event.key as string)
      if (cell?.converted === undefined || cell.changed !== state.seq) return undefined
      return say(readable(cell.key), [
        `The encoding went from ${cell.converted} to ${cell.value.encoding}.`,
        `인코딩이 ${cell.converted}에서 ${cell.value.encoding}(으)로 바뀌었다.`,
      ])
    }
    case 'key.removed': {
      const words = whyGone[event.why as string]
      const name = readable(event.key as string)
      return words && say(name, [`${name} ${words[0]}`, `${name}: ${words[1]}`])
    }
    case 'power.cut':
      return say(language === 'ko' ? '전원 차단' : 'Power cut', [
        'Everything in memory is gone. Only what was on disk remains.',
        '메모리에 있던 것이 모두 사라졌다. 디스크에 있던 것만 남는다.',
      ])
    case 'process.ended':
      return event.name === state.server
        ? say(language === 'ko' ? '서버 종료' : 'Server down', [
            'Nobody listens on its port now.',
            '이제 그 포트에서 아무도 기다리지 않는다.',
          ])
        : undefined
    default:
      return undefined
  }
}
