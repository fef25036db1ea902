/** The expiry scene in words. */
import type { TraceEvent } from '../../world/trace.ts'
import { freed } from './expiry.ts'
import type { ExpiryState } from './expiry.ts'
import { readable, readyCaption } from './keyspace-captions.ts'
import type { Caption, Language } from './scene.ts'

type Say = (name: string, en: string, ko: string) => Caption

const ofCycle = (event: TraceEvent, say: Say): Caption => {
  const share = `${String(event.expired)} / ${String(event.sampled)}`
  const [en, ko] =
    event.timeLimit === true
      ? ['out of time', '시간을 다 썼다']
      : event.again === true
        ? ['over 10 %: again', '10 % 초과: 한 번 더']
        : ['stop', '멈춘다']
  return say(
    'expire cycle',
    `${share} sampled keys were past their time: ${en}.`,
    `표본 ${share}개가 시간이 지났다: ${ko}.`,
  )
}

const ofCommand = (event: TraceEvent, state: ExpiryState, say: Say): Caption => {
  const name = (event.name as string).toUpperCase().replace('|', ' ')
  const key = (event.keys as readonly string[])[0]
  if (key === undefined) return say(name, 'No key was named.', '이름을 댄 키가 없다.')
  const shown = readable(key)
  const expiring = state.keys.get(key)
  if (expiring !== undefined) {
    const left = ((expiring.expireAt - event.at / 1000) / 1000).toFixed(1)
    return say(name, `${shown} has ${left} s left.`, `${shown}: ${left} s 남았다.`)
  }
  return state.lasting.has(key)
    ? say(name, `${shown} has no expiry.`, `${shown}: 만료 시간이 없다.`)
    : say(name, `${shown} is not there.`, `${shown}: 없다.`)
}

/** The sentence for an event of the expiry scene; undefined where there is nothing to say. */
export const expiryCaption = (
  event: TraceEvent,
  state: ExpiryState,
  language: Language,
): Caption | undefined => {
  const say: Say = (name, en, ko) => ({
    event: name,
    say: language === 'en' ? en : ko,
    counter: `expired_keys:${freed(state)}`,
  })
  if (event.type === 'server.ready') return readyCaption(event, language)
  // A round that found nothing is not worth a sentence: there are ten a second.
  if (event.type === 'expire.cycle') return event.expired === 0 ? undefined : ofCycle(event, say)
  if (event.type === 'key.removed' && event.why === 'expired') {
    const key = readable(event.key as string)
    return say(key, `${key} was past its time and is freed now.`, `${key}: 시간이 지나 이제 지워졌다.`)
  }
  return event.type === 'command' ? ofCommand(event, state, say) : undefined
}
