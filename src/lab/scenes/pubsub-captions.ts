/** Publish and subscribe in words. */
import type { TraceEvent } from '../../world/trace.ts'
import { keyspaceCaption, readable } from './keyspace-captions.ts'
import { subscriberName } from './pubsub.ts'
import type { Message, PubSubState } from './pubsub.ts'
import type { Caption, Language } from './scene.ts'

type Words = readonly [en: string, ko: string]

const ofMessage = ({ count, lost }: Message): Words => {
  const people = count === 1 ? '1 subscriber' : `${count} subscribers`
  if (lost.length > 0)
    return [
      `It reached ${people}. ${lost.length} away will never see it.`,
      `구독자 ${count}명이 받았다. 자리를 비운 ${lost.length}명은 끝내 보지 못한다.`,
    ]
  return count === 0
    ? ['Nobody listens: the message is gone.', '듣는 사람이 없다. 메시지는 사라졌다.']
    : [`It reached ${people}, and is kept nowhere.`, `구독자 ${count}명이 받았고 어디에도 남지 않는다.`]
}

const ofMove = (how: 'came' | 'back' | 'away', name: string): Words => {
  if (how === 'came') return [`${name} listens from now on.`, `${name}이(가) 지금부터 듣는다.`]
  return how === 'back'
    ? [
        `${name} is back. What was published meanwhile does not come any more.`,
        `${name}이(가) 돌아왔다. 그사이 나간 메시지는 오지 않는다.`,
      ]
    : [
        `${name} is away. The server does not wait for it.`,
        `${name}이(가) 자리를 비웠다. 서버는 기다려 주지 않는다.`,
      ]
}

/** The sentence for an event; undefined where there is nothing to say. */
export const pubsubCaption = (
  event: TraceEvent,
  state: PubSubState,
  language: Language,
): Caption | undefined => {
  const counter = `published:${state.published} lost:${state.lost}`
  const pick = (words: Words): string => words[language === 'en' ? 0 : 1]
  if (event.type === 'pubsub.message') {
    const last = state.messages.at(-1)
    return last && { event: readable(last.channel), say: pick(ofMessage(last)), counter }
  }
  if (state.moved?.seq === event.seq) {
    const row = state.subscribers.find(({ id }) => id === state.moved!.id)
    if (row === undefined) return undefined
    const name = subscriberName(row, language)
    return { event: name, say: pick(ofMove(state.moved.how, name)), counter }
  }
  const told = ['publish', 'spublish', 'subscribe', 'psubscribe', 'ssubscribe']
  if (
    event.type === 'command' &&
    told.includes(event.name as string) &&
    !(event.reply as string).startsWith('-')
  )
    return undefined
  return keyspaceCaption(event, state.keys, language)
}
