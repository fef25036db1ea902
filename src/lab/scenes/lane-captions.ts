/** The one-thread scene in words. */
import type { TraceEvent } from '../../world/trace.ts'
import { readable, readyCaption } from './keyspace-captions.ts'
import { duration, isWorthTelling, SLOW } from './lane.ts'
import type { LaneState } from './lane.ts'
import type { Caption, Language } from './scene.ts'

type Words = readonly [en: string, ko: string]

const ofScan = ({ scan, returned, repeated }: LaneState): Words | undefined => {
  const page = scan.at(-1)
  if (page === undefined) return undefined
  const distinct = returned - repeated
  if (page.next === '0')
    return [
      `Cursor 0: the walk is over. ${distinct} keys, ${repeated} of them twice.`,
      `커서 0: 순회가 끝났다. 키 ${distinct}개, 그중 ${repeated}개는 두 번 나왔다.`,
    ]
  if (page.count === 0)
    return [
      `An empty page, not the end. The cursor is ${page.next}.`,
      `빈 쪽이지만 끝이 아니다. 커서는 ${page.next}이다.`,
    ]
  return [
    `${page.count} keys, and the cursor goes on at ${page.next}.`,
    `키 ${page.count}개가 나왔고 커서는 ${page.next}에서 이어진다.`,
  ]
}

const ofRun = (event: TraceEvent): Words => {
  const took = duration(event.cost as number)
  if ((event.cost as number) >= SLOW)
    return [
      `The thread was busy for ${took}. Everyone else waited.`,
      `스레드가 ${took} 동안 바빴다. 나머지는 모두 기다렸다.`,
    ]
  const argv = (event.argv as readonly string[]).map((each) => readable(each, 20)).join(' ')
  return [`${argv} took ${took}.`, `${argv}: ${took} 걸렸다.`]
}

const ofWait = (event: TraceEvent, language: Language): Caption => {
  const [number, took] = [(event.client as number) + 1, duration(event.latency as number)]
  return language === 'en'
    ? { event: 'Reply', say: `Client ${number} waited ${took} for its reply.` }
    : { event: '응답', say: `클라이언트 ${number}은(는) 응답을 ${took} 기다렸다.` }
}

/** What goes on beside the main thread; undefined: nothing of that kind. */
const ofBeside = (event: TraceEvent): Words | undefined => {
  if (event.type === 'fork')
    return [
      `A child process saves what there is now. The pause for it was ${duration(event.took as number)}.`,
      `자식 프로세스가 지금 있는 것을 저장한다. 그러느라 ${duration(event.took as number)} 멈췄다.`,
    ]
  if (event.type === 'child.ended')
    return event.ok === true
      ? ['The child process is done and gone.', '자식 프로세스가 일을 마치고 끝났다.']
      : ['The child process ended without success.', '자식 프로세스가 일을 마치지 못하고 끝났다.']
  if (event.type !== 'lazyfree') return undefined
  return event.pending === 0
    ? ['A background thread has freed the memory.', '백그라운드 스레드가 메모리를 비웠다.']
    : [
        'A background thread frees the memory. Nobody waits for it.',
        '백그라운드 스레드가 메모리를 비운다. 아무도 기다리지 않는다.',
      ]
}

const BESIDE: Readonly<Record<string, string>> = {
  fork: 'fork',
  'child.ended': 'child',
  lazyfree: 'lazyfree',
}

/** The sentence for an event of the one-thread scene; undefined where there is nothing to say. */
export const laneCaption = (event: TraceEvent, state: LaneState, language: Language): Caption | undefined => {
  if (event.type === 'server.ready') return readyCaption(event, language)
  const beside = ofBeside(event)
  if (beside !== undefined)
    return { event: BESIDE[event.type] ?? event.type, say: beside[language === 'en' ? 0 : 1] }
  const counter = `worst wait ${duration(state.worst)}`
  if (event.type === 'script.reply' && state.worstAt === event.seq && state.worst >= SLOW)
    return { ...ofWait(event, language), counter }
  if (!isWorthTelling(event, state)) return undefined
  const scanned = event.name === 'scan' ? ofScan(state) : undefined
  const words = scanned ?? ofRun(event)
  return {
    event: (event.name as string).toUpperCase().replace('|', ' '),
    say: words[language === 'en' ? 0 : 1],
    counter: scanned ? `found ${state.returned - state.repeated}` : counter,
  }
}
