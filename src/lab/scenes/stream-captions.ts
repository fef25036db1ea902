/** Streams in words. */
import type { TraceEvent } from '../../world/trace.ts'
import { keyspaceCaption, readable } from './keyspace-captions.ts'
import type { Caption, Language } from './scene.ts'
import { pendingOf, streamOf, valueOf } from './stream.ts'
import type { Reader, StreamSceneState } from './stream.ts'

type Words = readonly [en: string, ko: string]

const entries = (n: number): string => (n === 1 ? '1 entry' : `${n} entries`)

const ofLeaving = ({ consumer, group }: Reader, state: StreamSceneState): Words => {
  const name = readable(consumer)
  const pending = pendingOf(streamOf(state), group, consumer)
  return pending === 0
    ? [`${name} is gone. It left nothing behind.`, `${name}의 연결이 끊겼다. 남긴 것은 없다.`]
    : [
        `${name} is gone. Its ${entries(pending)} stay pending until somebody claims them.`,
        `${name}의 연결이 끊겼다. 항목 ${pending}개는 누가 가져갈 때까지 대기로 남는다.`,
      ]
}

const ofReading = (event: TraceEvent, state: StreamSceneState): Words | undefined => {
  const reader = state.readers.get(event.client as number)
  if (reader === undefined) return undefined
  const name = readable(reader.consumer)
  if (reader.waits)
    return [
      `${name} waits for an entry nobody was given yet.`,
      `${name}이(가) 아직 아무도 받지 않은 항목을 기다린다.`,
    ]
  const reply = event.reply as string
  if (reply.startsWith('*-1') || reply.startsWith('_'))
    return [`Nothing new for ${name}.`, `${name}에 줄 새 항목이 없다.`]
  const pending = pendingOf(streamOf(state), reader.group, reader.consumer)
  return [
    `${name} has ${entries(pending)} to acknowledge.`,
    `${name}이(가) 확인해야 할 항목은 ${pending}개다.`,
  ]
}

const integerOf = (reply: string): number => Number(/^:(\d+)/.exec(reply)?.[1] ?? 0)

const ofClaim = (event: TraceEvent, { claim }: StreamSceneState): Words | undefined =>
  claim?.seq !== event.seq
    ? ['Nothing was there to take over.', '넘겨받을 항목이 없다.']
    : [
        `${readable(claim.to)} took over ${entries(claim.ids.length)}.`,
        `${readable(claim.to)}이(가) 항목 ${claim.ids.length}개를 넘겨받았다.`,
      ]

const ofCommand = (event: TraceEvent, state: StreamSceneState): Words | undefined => {
  const value = valueOf(state)
  const stream = value?.stream
  switch (event.name) {
    case 'xadd':
      return (
        stream && [
          `Entry ${stream.lastId} is the newest of ${value.size}.`,
          `${stream.lastId} 항목이 ${value.size}개 가운데 가장 새것이다.`,
        ]
      )
    case 'xreadgroup':
      return ofReading(event, state)
    case 'xack': {
      const done = integerOf(event.reply as string)
      return [
        `${entries(done)} acknowledged: no longer pending.`,
        `항목 ${done}개를 확인했다. 더는 대기가 아니다.`,
      ]
    }
    case 'xclaim':
    case 'xautoclaim':
      return ofClaim(event, state)
    case 'xread':
      return [
        'Whoever reads without a group takes nothing away.',
        '그룹 없이 읽으면 아무것도 없어지지 않는다.',
      ]
    case 'xtrim':
      return value && [`${value.size} entries are left.`, `항목 ${value.size}개가 남았다.`]
    default:
      return undefined
  }
}

const counterOf = (state: StreamSceneState): string | undefined => {
  const value = valueOf(state)
  const pending = value?.stream?.groups.reduce((sum, group) => sum + group.pending, 0)
  return value && `xlen:${value.size} pending:${pending}`
}

/** The sentence for an event; undefined where there is nothing to say. */
export const streamCaption = (
  event: TraceEvent,
  state: StreamSceneState,
  language: Language,
): Caption | undefined => {
  const counter = counterOf(state)
  const pick = (words: Words): string => words[language === 'en' ? 0 : 1]
  const counted = counter === undefined ? {} : { counter }
  if (event.type === 'client.closed') {
    if (state.left?.seq !== event.seq) return undefined
    const say = pick(ofLeaving(state.left.reader, state))
    return { event: readable(state.left.reader.consumer), say, ...counted }
  }
  const plain = keyspaceCaption(event, state.keys, language)
  if (plain === undefined || event.type !== 'command') return plain
  const refused = (event.reply as string).startsWith('-')
  const words = refused ? undefined : ofCommand(event, state)
  return words === undefined ? plain : { event: plain.event, say: pick(words), ...counted }
}
