/** L10: a log that is read by many, a group that shares the work, and what is left when a worker dies. */
import { ListValue } from '../redis/values/list.ts'
import { StreamValue } from '../redis/values/stream.ts'
import { clients } from '../scenarios/standalone.ts'
import { killBora, MESSAGES, ORDERS, sender, streams, worker } from '../scenarios/streams.ts'
import type { Exercise, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const press = (act: string): Play[] => (streams.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

const stream = (world: WorldView, key: string): StreamValue | undefined => {
  const value = world.entry(key)?.value
  return value instanceof StreamValue ? value : undefined
}

/** The elements of a list, from its head. */
const elements = (world: WorldView, key: string): readonly string[] => {
  const value = world.entry(key)?.value
  return value instanceof ListValue ? value.preview(value.size) : []
}

/** Every order that somebody noted as done, as often as it was. */
const doneOrders = (world: WorldView): string[] =>
  world
    .keys()
    .filter((key) => key.startsWith('done:'))
    .flatMap((key) => elements(world, key))

const orderNumbers = Array.from({ length: ORDERS }, (_, i) => String(i + 1))

/** Orders that are not done, and those done more than once. */
const faults = (world: WorldView): { missing: string[]; twice: string[] } => {
  const done = doneOrders(world)
  return {
    missing: orderNumbers.filter((order) => !done.includes(order)),
    twice: orderNumbers.filter((order) => done.filter((other) => other === order).length > 1),
  }
}

/** Entries of the group that were delivered and not acknowledged; undefined: no such stream or group. */
const pending = (world: WorldView): number | undefined => {
  const group = stream(world, 'orders')?.group('crew')
  return group?.pending.size
}

const WORK_BEFORE = 2400
const WORK_AFTER = 10_000

const nothingLost: Exercise = {
  id: 'nothing-lost',
  title: { en: 'Take over from the dead', ko: '죽은 작업자의 일을 넘겨받기' },
  task: {
    en: `Ara and bora shared ${ORDERS} orders until bora was killed in the middle of one. Find out which, take it over under a name of your own (\`me\`, say), note it as done with \`RPUSH done:me\` and its number, and acknowledge it.`,
    ko: `ara와 bora가 주문 ${ORDERS}개를 나누어 하다가, bora가 하나를 하던 중에 죽었습니다. 어느 것인지 찾아 내 이름(예를 들어 \`me\`)으로 넘겨받고, \`RPUSH done:me\`에 그 번호를 적어 끝냈다고 남긴 다음, 확인 응답을 보내세요.`,
  },
  scenario: 'streams',
  setup: [
    ...press('workers'),
    ...press('sender'),
    { wait: WORK_BEFORE },
    { input: killBora },
    { wait: WORK_AFTER },
  ],
  goals: [
    {
      id: 'once',
      text: {
        en: `Each of the ${ORDERS} orders is noted once in the lists \`done:…\``,
        ko: `주문 ${ORDERS}개가 \`done:…\` 리스트에 한 번씩 적혀 있다`,
      },
      test: (world) => {
        const { missing, twice } = faults(world)
        return missing.length === 0 && twice.length === 0
      },
      now: (world) => {
        const { missing, twice } = faults(world)
        if (twice.length > 0)
          return {
            en: `Done more than once: ${twice.join(', ')}.`,
            ko: `두 번 넘게 적힌 주문은 ${twice.join(', ')}번입니다.`,
          }
        return missing.length === 1
          ? { en: 'One order is missing.', ko: '주문 하나가 빠져 있습니다.' }
          : { en: `${missing.length} orders are missing.`, ko: `주문 ${missing.length}개가 빠져 있습니다.` }
      },
    },
    {
      id: 'pending',
      text: { en: '`XPENDING orders crew` counts 0', ko: '`XPENDING orders crew`가 0을 센다' },
      test: (world) => pending(world) === 0,
      now: (world) => {
        const left = pending(world)
        return left === undefined
          ? { en: 'There is no group `crew`.', ko: '`crew` 그룹이 없습니다.' }
          : {
              en: `Delivered and not acknowledged: ${left}.`,
              ko: `배달되었으나 확인 응답이 없는 것은 ${left}개입니다.`,
            }
      },
    },
    {
      id: 'kept',
      text: {
        en: `The stream still holds all ${ORDERS} orders`,
        ko: `스트림에 주문 ${ORDERS}개가 그대로 있다`,
      },
      test: (world) => stream(world, 'orders')?.size === ORDERS,
      now: (world) => ({
        en: `\`orders\` holds ${stream(world, 'orders')?.size ?? 0}. Restart the exercise.`,
        ko: `\`orders\`에 ${stream(world, 'orders')?.size ?? 0}개가 있습니다. 실습을 다시 시작하세요.`,
      }),
    },
  ],
  hints: [
    {
      en: '`XPENDING orders crew - + 10` lists what was delivered and never acknowledged, and to whom.',
      ko: '`XPENDING orders crew - + 10`은 배달되었으나 확인 응답이 없는 것과 받은 사람을 보여 줍니다.',
    },
    {
      en: '`XAUTOCLAIM` hands over what has been idle long enough, and returns its fields. Its id goes to `XACK`.',
      ko: '`XAUTOCLAIM`은 오래 그대로인 것을 넘겨주고 그 필드를 답합니다. ID는 `XACK`에 씁니다.',
    },
    {
      en: 'Type `XAUTOCLAIM orders crew me 5000 0`. It returns 6-0, order 6. Then `RPUSH done:me 6` and `XACK orders crew 6-0`.',
      ko: '`XAUTOCLAIM orders crew me 5000 0`을 입력하세요. 6-0, 주문 6이 나옵니다. 이어서 `RPUSH done:me 6`과 `XACK orders crew 6-0`을 입력하세요.',
    },
  ],
  solution: [
    { line: 'XAUTOCLAIM orders crew me 5000 0' },
    { line: 'RPUSH done:me 6' },
    { line: 'XACK orders crew 6-0' },
  ],
  wrong: [{ line: 'XACK orders crew 6-0' }],
}

const READINGS = 1550
const KEPT = 1000

const newestThousand: Exercise = {
  id: 'newest-thousand',
  title: { en: 'The newest thousand', ko: '가장 새로운 천 개' },
  task: {
    en: `A sensor has left ${READINGS.toLocaleString('en')} entries in \`events\`. Cut it down to exactly the ${KEPT.toLocaleString('en')} newest.`,
    ko: `센서가 \`events\`에 항목 ${READINGS.toLocaleString('en')}개를 남겼습니다. 가장 새로운 것부터 정확히 ${KEPT.toLocaleString('en')}개만 남기세요.`,
  },
  scenario: 'streams',
  setup: [
    {
      input: clients('sensor', {
        turns: READINGS,
        steps: [{ send: ['XADD', 'events', '*', 'reading', '$turn+1'] }],
      }),
    },
    { wait: 2000 },
  ],
  goals: [
    {
      id: 'length',
      text: { en: `\`XLEN events\` is ${KEPT}`, ko: `\`XLEN events\`가 ${KEPT}이다` },
      test: (world) => stream(world, 'events')?.size === KEPT,
      now: (world) => {
        const size = stream(world, 'events')?.size ?? 0
        return { en: `It is ${size}.`, ko: `지금은 ${size}입니다.` }
      },
    },
    {
      id: 'newest',
      text: {
        en: `The last entry is still reading ${READINGS}`,
        ko: `마지막 항목이 여전히 ${READINGS}번째 값이다`,
      },
      test: (world) => {
        const events = stream(world, 'events')
        if (events === undefined || events.size === 0) return false
        return Number(events.entriesAdded) === READINGS && events.lastId.ms === events.edgeId(false).ms
      },
      now: () => ({ en: 'The newest entry is gone.', ko: '가장 새로운 항목이 없어졌습니다.' }),
    },
  ],
  hints: [
    { en: '`XTRIM` removes the oldest entries.', ko: '`XTRIM`은 가장 오래된 항목부터 지웁니다.' },
    {
      en: '`MAXLEN ~` takes away whole nodes of 100 entries and may leave more. Without the `~` it is exact.',
      ko: '`MAXLEN ~`는 100개짜리 노드를 통째로 지워서 더 남을 수 있습니다. `~`가 없으면 정확합니다.',
    },
    { en: `Type \`XTRIM events MAXLEN ${KEPT}\`.`, ko: `\`XTRIM events MAXLEN ${KEPT}\`을 입력하세요.` },
  ],
  solution: [{ line: `XTRIM events MAXLEN ${KEPT}` }, { line: 'XLEN events' }],
  wrong: [{ line: `XTRIM events MAXLEN ~ ${KEPT}` }],
}

const AWAY = 10_000
const MISSED = [4, 5, 6].map((n) => `msg-${n}`)

const readLater: Exercise = {
  id: 'read-later',
  title: { en: 'What mina missed', ko: 'mina가 놓친 것' },
  task: {
    en: `${MESSAGES} messages went to the channel \`news\` and into the stream \`news:log\`. Mina listened to the channel, went away and came back. \`news:receivers\` tells how many heard each message. Write those that nobody heard into a list \`missed\`, oldest first.`,
    ko: `메시지 ${MESSAGES}개가 채널 \`news\`와 스트림 \`news:log\`로 갔습니다. mina는 채널을 듣다가 나갔다가 돌아왔습니다. \`news:receivers\`에는 메시지마다 몇 명이 들었는지 적혀 있습니다. 아무도 듣지 못한 메시지를 오래된 것부터 리스트 \`missed\`에 쓰세요.`,
  },
  scenario: 'streams',
  setup: [...press('news'), { wait: AWAY }],
  goals: [
    {
      id: 'missed',
      text: {
        en: '`LRANGE missed 0 -1` is the messages nobody heard',
        ko: '`LRANGE missed 0 -1`이 아무도 듣지 못한 메시지다',
      },
      test: (world) => elements(world, 'missed').join() === MISSED.join(),
      now: (world) => {
        const found = elements(world, 'missed')
        return found.length === 0
          ? { en: 'There is no list `missed`.', ko: '`missed`라는 리스트가 없습니다.' }
          : {
              en: `It holds ${found.join(', ')}.`,
              ko: `지금 들어 있는 것은 ${found.join(', ')}입니다.`,
            }
      },
    },
    {
      id: 'log',
      text: {
        en: `\`news:log\` still holds ${MESSAGES} entries`,
        ko: `\`news:log\`에 항목 ${MESSAGES}개가 그대로 있다`,
      },
      test: (world) => stream(world, 'news:log')?.size === MESSAGES,
    },
  ],
  hints: [
    {
      en: 'The channel keeps nothing. `XRANGE news:log - +` shows what the stream kept.',
      ko: '채널에는 아무것도 남지 않습니다. `XRANGE news:log - +`가 스트림에 남은 것을 보여 줍니다.',
    },
    {
      en: 'In `LRANGE news:receivers 0 -1` a 0 says that nobody heard. The fourth number belongs to the fourth message.',
      ko: '`LRANGE news:receivers 0 -1`에서 0은 아무도 듣지 못했다는 뜻입니다. 네 번째 수는 네 번째 메시지의 것입니다.',
    },
    {
      en: `Type \`RPUSH missed ${MISSED.join(' ')}\`.`,
      ko: `\`RPUSH missed ${MISSED.join(' ')}\`을 입력하세요.`,
    },
  ],
  solution: [
    { line: 'LRANGE news:receivers 0 -1' },
    { line: 'XRANGE news:log - +' },
    { line: `RPUSH missed ${MISSED.join(' ')}` },
  ],
  wrong: [{ line: `RPUSH missed ${MISSED.slice(1).join(' ')} msg-7` }],
}

const SLOW = 800
const FAST = 200
const FEW = 6

const messageFive: Prediction = {
  id: 'message-five',
  question: {
    en: `${FEW} orders wait in the stream. Ara and bora belong to the same group. Ara needs ${SLOW} ms for an order, bora ${FAST} ms. Both begin now. Who gets order 5?`,
    ko: `스트림에 주문 ${FEW}개가 기다립니다. ara와 bora는 같은 그룹입니다. ara는 주문 하나에 ${SLOW} ms, bora는 ${FAST} ms가 걸립니다. 둘이 지금 시작합니다. 주문 5는 누가 받을까요?`,
  },
  options: [
    { id: 'ara', text: { en: 'Ara: they take turns', ko: 'ara. 번갈아 받는다' } },
    { id: 'bora', text: { en: 'Bora: she asks more often', ko: 'bora. 더 자주 묻는다' } },
    { id: 'both', text: { en: 'Both: each gets every order', ko: '둘 다. 저마다 모든 주문을 받는다' } },
  ],
  scenario: 'streams',
  setup: [{ input: sender(FEW, 0) }, { wait: 100 }],
  play: [
    { input: worker('ara', SLOW) },
    { input: worker('bora', FAST) },
    { wait: 2000 },
    { line: 'LRANGE done:ara 0 -1' },
    { line: 'LRANGE done:bora 0 -1' },
  ],
  outcome: (world) => {
    const ara = elements(world, 'done:ara').includes('5')
    const bora = elements(world, 'done:bora').includes('5')
    return ara && bora ? 'both' : ara ? 'ara' : 'bora'
  },
  because: {
    en: 'A group has no turns. Each `XREADGROUP` with `>` gets the next entry that nobody in the group was given. Who is free sooner asks sooner.',
    ko: '그룹에는 차례가 없습니다. `>`로 부른 `XREADGROUP`은 그룹의 누구에게도 주지 않은 다음 항목을 받습니다. 먼저 손이 빈 사람이 먼저 묻습니다.',
  },
}

const whileAway: Prediction = {
  id: 'while-away',
  question: {
    en: `Mina subscribes to the channel \`news\`. ${MESSAGES} messages are published, one a second. After the third she goes away, and she comes back before the seventh. How many of the ${MESSAGES} does she get?`,
    ko: `mina가 채널 \`news\`를 구독합니다. 메시지 ${MESSAGES}개가 1초에 하나씩 발행됩니다. mina는 세 번째 뒤에 나갔다가 일곱 번째 전에 돌아옵니다. ${MESSAGES}개 가운데 몇 개를 받을까요?`,
  },
  options: [
    {
      id: 'all',
      text: { en: `${MESSAGES}: the others were kept for her`, ko: `${MESSAGES}개. 나머지는 남겨 둔다` },
    },
    { id: 'five', text: { en: '5', ko: '5개' } },
    {
      id: 'three',
      text: { en: '3: who goes away is no subscriber any more', ko: '3개. 나가면 구독자가 아니다' },
    },
  ],
  scenario: 'streams',
  play: [...press('news'), { wait: AWAY }, { line: 'LRANGE news:receivers 0 -1' }, { line: 'XLEN news:log' }],
  outcome: (world) => {
    const heard = elements(world, 'news:receivers').filter((count) => count !== '0').length
    return heard === MESSAGES ? 'all' : heard === 3 ? 'three' : 'five'
  },
  because: {
    en: '`PUBLISH` hands a message to those who are subscribed at that instant and forgets it. For three of them it replied 0. When mina came back she subscribed anew and got the last two. The stream kept all.',
    ko: '`PUBLISH`는 그 순간 구독 중인 사람에게 메시지를 건네고 잊습니다. 세 번은 0이라고 답했습니다. mina는 돌아와서 다시 구독했고 마지막 두 개를 받았습니다. 스트림에는 모두 남아 있습니다.',
  },
}

export const exercises: readonly Exercise[] = [nothingLost, newestThousand, readLater]
export const predictions: readonly Prediction[] = [messageFive, whileAway]
