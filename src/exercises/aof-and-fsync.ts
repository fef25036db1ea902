/** L24: buffer, page cache and disk; three policies, and two kinds of crash that cost different things. */
import { clients, HOST, SERVER } from '../scenarios/standalone.ts'
import { logged, ORDER_GAP } from '../scenarios/saving.ts'
import { SLOW_DISK } from '../world/disk/timing.ts'
import type { Input } from '../world/inputs.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Goal, Memory, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const press = (act: string): Play[] => (logged.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

const kill: Input = { kind: 'signal', process: SERVER, signal: 'KILL' }
const cutPower: Input = { kind: 'power', host: HOST }
const restarted: Play[] = [{ input: { kind: 'restart', process: SERVER } }, { wait: 500 }]

const LOG = '/appendonlydir/appendonly.aof.1.incr.aof'

// ---- who was answered, and what is there ------------------------------------------------------

const TWO_SECONDS = 2_000_000

/** Virtual µs of the answers of the last two seconds. */
const recent = (memory: Memory, at: number): string[] =>
  (memory.stamps as readonly string[]).filter((stamp) => Number(stamp) > at - TWO_SECONDS)

/** Orders that were answered, and how things stood when the server died. */
const watchOrders = (memory: Memory, event: TraceEvent): Memory => {
  switch (event.type) {
    case 'script.reply':
      return event.process === 'shop'
        ? {
            ...memory,
            answered: Number(event.reply),
            stamps: [...recent(memory, event.at), String(event.at)],
          }
        : memory
    case 'aof.policy':
      return { ...memory, policy: event.policy as string }
    case 'process.ended':
      return event.name === SERVER && event.how !== 'exit'
        ? {
            ...memory,
            how: event.how as string,
            told: Number(memory.answered),
            lately: recent(memory, event.at).length,
            under: memory.policy as string,
          }
        : memory
    default:
      return memory
  }
}

const noCrash: Memory = { answered: 0, stamps: [], policy: '', how: '', told: 0, lately: 0, under: '' }

const ordersIn = (world: WorldView): number => Number(world.text('orders') ?? 0)

/** Answered orders that are not there any more. */
const lostIn = (world: WorldView, memory: Memory): number =>
  Math.max(0, Number(memory.told) - ordersIn(world))

const ENOUGH = 50

const crashUnder = (how: 'killed' | 'power', policy: string): Goal => ({
  id: 'crash',
  text: {
    en: `The ${how === 'power' ? 'power was cut' : 'process was killed'} under \`appendfsync ${policy}\`, with at least ${ENOUGH} orders answered`,
    ko: `\`appendfsync ${policy}\`일 때, 주문에 ${ENOUGH}번 이상 답한 뒤 ${how === 'power' ? '전원이 끊겼다' : '프로세스가 죽었다'}`,
  },
  test: (_world, memory) => memory.how === how && memory.under === policy && Number(memory.told) >= ENOUGH,
  now: (_world, memory) =>
    memory.how === ''
      ? {
          en: `The server is running, with \`appendfsync ${memory.policy}\` and ${memory.answered} orders answered.`,
          ko: `서버가 돌고 있습니다. \`appendfsync ${memory.policy}\`이고 주문 ${memory.answered}개에 답했습니다.`,
        }
      : {
          en: `It was ${memory.how === 'power' ? 'a power cut' : 'a kill'} under \`${memory.under}\` after ${memory.told} orders. Restart the exercise.`,
          ko: `\`${memory.under}\`일 때 주문 ${memory.told}개 뒤에 ${memory.how === 'power' ? '전원이 끊겼습니다' : '프로세스가 죽었습니다'}. 실습을 다시 시작하세요.`,
        },
})

const complete: Goal = {
  id: 'complete',
  text: {
    en: 'The server runs again and has every order that was answered',
    ko: '서버가 다시 돌고 있고, 답한 주문이 모두 있다',
  },
  test: (world, memory) => memory.how !== '' && world.server() !== undefined && lostIn(world, memory) === 0,
  now: (world, memory) =>
    world.server() === undefined
      ? { en: 'The server is down. Start it again.', ko: '서버가 멈춰 있습니다. 다시 시작하세요.' }
      : {
          en: `Of ${memory.told} answered orders ${lostIn(world, memory)} are missing.`,
          ko: `답한 주문 ${memory.told}개 가운데 ${lostIn(world, memory)}개가 없습니다.`,
        },
}

// ---- exercises --------------------------------------------------------------------------------

const powerProof: Exercise = {
  id: 'power-proof',
  title: { en: 'A power cut that costs nothing', ko: '전원이 끊겨도 잃지 않기' },
  task: {
    en: 'Set the server up so that a power cut takes no order that a client was told OK for. Let orders come, cut the power, start again, and compare.',
    ko: '클라이언트에게 답한 주문은 전원이 끊겨도 하나도 잃지 않게 하세요. 주문을 받다가 전원을 끊고, 다시 시작해서 비교하세요.',
  },
  scenario: 'logged',
  memory: { ...noCrash, policy: 'everysec' },
  observe: watchOrders,
  goals: [crashUnder('power', 'always'), complete],
  hints: [
    {
      en: 'An order is safe once an fsync after its write is over. When must the answer leave, then?',
      ko: '주문은 쓴 다음 fsync까지 끝나야 안전합니다. 그러면 답은 언제 나가야 할까요?',
    },
    {
      en: '`CONFIG SET appendfsync always` syncs before each answer.',
      ko: '`CONFIG SET appendfsync always`이면 답하기 전에 fsync합니다.',
    },
    {
      en: 'Type `CONFIG SET appendfsync always`, choose Orders, 50 a second, after two seconds Cut power, then Start again and `GET orders`.',
      ko: '`CONFIG SET appendfsync always`를 입력하고 1초에 주문 50개를 고르세요. 2초 뒤에 전원 끊기, 다시 시작을 누르고 `GET orders`를 입력하세요.',
    },
  ],
  solution: [
    { line: 'CONFIG SET appendfsync always' },
    ...press('orders'),
    { wait: 2500 },
    { input: cutPower },
    ...restarted,
  ],
  wrong: [...press('orders'), { wait: 2500 }, { input: cutPower }, ...restarted],
}

const killProof: Exercise = {
  id: 'kill-proof',
  title: { en: 'The cheapest policy and kill -9', ko: '가장 싼 정책과 kill -9' },
  task: {
    en: 'The server never syncs by itself: `appendfsync no`. Let orders come, and make it crash in such a way that nothing is lost nevertheless.',
    ko: '이 서버는 스스로 fsync하지 않습니다. `appendfsync no`입니다. 주문을 받다가, 그래도 아무것도 잃지 않는 사고를 내 보세요.',
  },
  scenario: 'logged',
  setup: [{ line: 'CONFIG SET appendfsync no' }, { wait: 200 }],
  memory: { ...noCrash, policy: 'no' },
  observe: watchOrders,
  goals: [crashUnder('killed', 'no'), complete],
  hints: [
    {
      en: 'Which of the four stations belong to the process, and which to the kernel?',
      ko: '네 정거장 가운데 프로세스의 것은 무엇이고 커널의 것은 무엇일까요?',
    },
    {
      en: 'Before it answers, Redis has written to the page cache. A dead process does not empty it.',
      ko: 'Redis는 답하기 전에 페이지 캐시에 씁니다. 프로세스가 죽어도 페이지 캐시는 비지 않습니다.',
    },
    {
      en: 'Choose Orders, 50 a second, after two seconds Kill process, then Start again.',
      ko: '1초에 주문 50개를 고르고, 2초 뒤에 프로세스 죽이기, 다시 시작을 누르세요.',
    },
  ],
  solution: [...press('orders'), { wait: 2500 }, { input: kill }, ...restarted],
  wrong: [...press('orders'), { wait: 2500 }, { input: cutPower }, ...restarted],
}

const twoSeconds: Exercise = {
  id: 'two-seconds',
  title: { en: 'Two seconds at most', ko: '잃어도 2초까지' },
  task: {
    en: 'Orders have been coming for five seconds under `appendfsync no`. See to it that a power cut costs no more than what came in its last two seconds, without an fsync before each answer. Then cut the power and count.',
    ko: '`appendfsync no`로 주문을 5초 동안 받았습니다. 답할 때마다 fsync하지는 않으면서, 전원이 끊겨도 마지막 2초 동안 온 것보다 더 잃지 않게 하세요. 그런 다음 전원을 끊고 세어 보세요.',
  },
  scenario: 'logged',
  setup: [{ line: 'CONFIG SET appendfsync no' }, ...press('orders'), { wait: 5000 }],
  memory: { ...noCrash, policy: 'no' },
  observe: watchOrders,
  goals: [
    crashUnder('power', 'everysec'),
    {
      id: 'few',
      text: {
        en: 'It cost no more answered orders than came in the last two seconds',
        ko: '잃은 주문이 마지막 2초 동안 답한 것보다 많지 않다',
      },
      test: (world, memory) =>
        memory.how !== '' && world.server() !== undefined && lostIn(world, memory) <= Number(memory.lately),
      now: (world, memory) =>
        world.server() === undefined
          ? { en: 'The server is down. Start it again.', ko: '서버가 멈춰 있습니다. 다시 시작하세요.' }
          : {
              en: `It cost ${lostIn(world, memory)} orders; ${memory.lately} came in the last two seconds.`,
              ko: `주문 ${lostIn(world, memory)}개를 잃었습니다. 마지막 2초 동안 온 것은 ${memory.lately}개입니다.`,
            },
    },
  ],
  hints: [
    {
      en: 'There is a policy between every answer and never.',
      ko: '답할 때마다와 한 번도 안 하기 사이에 정책이 하나 있습니다.',
    },
    {
      en: '`CONFIG SET appendfsync everysec`, and give the other thread a second.',
      ko: '`CONFIG SET appendfsync everysec`를 입력하고 다른 스레드에 1초를 주세요.',
    },
    {
      en: 'Type `CONFIG SET appendfsync everysec`, wait two seconds, choose Cut power, then Start again and `GET orders`.',
      ko: '`CONFIG SET appendfsync everysec`를 입력하고 2초를 기다렸다가 전원 끊기, 다시 시작을 누르고 `GET orders`를 입력하세요.',
    },
  ],
  solution: [{ line: 'CONFIG SET appendfsync everysec' }, { wait: 2500 }, { input: cutPower }, ...restarted],
  wrong: [{ wait: 2500 }, { input: cutPower }, ...restarted],
}

const inTheFile = (world: WorldView): string | undefined =>
  /\r\n\$7\r\nsession\r\n\$4\r\nmina\r\n\$4\r\nPXAT\r\n\$13\r\n(\d{13})\r\n/.exec(
    world.file(HOST, LOG) ?? '',
  )?.[1]

const whatItSays: Exercise = {
  id: 'what-it-says',
  title: { en: 'What the file says', ko: '파일에 적힌 것' },
  task: {
    en: 'Store `mina` under `session` for 100 seconds with `SET … EX 100`. Look up in the file what became of the 100, and store that number under `when`.',
    ko: '`SET … EX 100`으로 `session`에 `mina`를 100초 동안 저장하세요. 100이 파일에서 무엇이 되었는지 찾아 그 수를 `when`에 저장하세요.',
  },
  scenario: 'logged',
  goals: [
    {
      id: 'logged',
      text: {
        en: 'The file has the `SET` of `session` with an expiry',
        ko: '파일에 만료가 붙은 `session`의 `SET`이 있다',
      },
      test: (world) => inTheFile(world) !== undefined,
      now: () => ({
        en: 'The file has no `SET` of `session` to `mina` with an expiry.',
        ko: '`session`을 `mina`로 만료와 함께 `SET`한 것이 파일에 없습니다.',
      }),
    },
    {
      id: 'when',
      text: { en: '`when` is the number behind `PXAT`', ko: '`when`이 `PXAT` 뒤의 수다' },
      test: (world) => inTheFile(world) !== undefined && world.text('when') === inTheFile(world),
      now: (world) =>
        world.text('when') === undefined
          ? { en: 'There is no key `when`.', ko: '`when` 키가 없습니다.' }
          : {
              en: `\`when\` is ${world.text('when')}. That is not what the file says.`,
              ko: `\`when\`은 ${world.text('when')}입니다. 파일에 적힌 수가 아닙니다.`,
            },
    },
  ],
  hints: [
    {
      en: 'The tab Files has the folder appendonlydir. What is written now goes to the file with incr in its name.',
      ko: '파일 탭에 appendonlydir 폴더가 있습니다. 지금 쓰는 것은 이름에 incr가 든 파일로 갑니다.',
    },
    {
      en: '100 seconds from now would be wrong when the file is read tomorrow. So Redis writes an instant: Unix milliseconds.',
      ko: '지금부터 100초는 내일 파일을 읽을 때 틀린 말이 됩니다. 그래서 Redis는 시각을 유닉스 밀리초로 적습니다.',
    },
    {
      en: 'Type `SET session mina EX 100`, open the incr file, and store the 13 digits behind PXAT: `SET when …`.',
      ko: '`SET session mina EX 100`을 입력하고 incr 파일을 열어, PXAT 뒤의 13자리 수를 `SET when …`으로 저장하세요.',
    },
  ],
  solution: [
    { line: 'SET session mina EX 100' },
    {
      input: clients('reader', {
        steps: [{ send: ['PEXPIRETIME', 'session'], save: 'instant' }, { send: ['SET', 'when', '$instant'] }],
      }),
    },
    { wait: 100 },
  ],
  wrong: [{ line: 'SET session mina EX 100' }, { line: 'SET when 100' }],
}

// ---- predictions ------------------------------------------------------------------------------

const ANSWERED = 245
const FIVE_SECONDS = 5000

const fewOrders: Input = clients('shop', {
  turns: ANSWERED,
  every: ORDER_GAP,
  steps: [{ send: ['INCR', 'orders'] }],
})

const afterKill: Play[] = [
  { input: fewOrders },
  { wait: FIVE_SECONDS },
  { input: kill },
  ...restarted,
  { line: 'PING' },
  { line: 'GET orders' },
]

const lossOf = (world: WorldView): string => {
  const left = ordersIn(world)
  return left >= ANSWERED ? 'none' : left > ANSWERED / 2 ? 'some' : 'all'
}

const killUnderNo: Prediction = {
  id: 'kill-under-no',
  question: {
    en: `\`appendfsync no\`. ${ANSWERED} orders came and were answered within five seconds, and nothing was synced. Now \`kill -9\` hits the server. How many of them are missing when it starts again?`,
    ko: `\`appendfsync no\`입니다. 5초 동안 주문 ${ANSWERED}개가 와서 모두 답했고, fsync는 한 번도 하지 않았습니다. 이제 서버가 \`kill -9\`를 맞습니다. 다시 시작하면 몇 개가 없을까요?`,
  },
  options: [
    { id: 'all', text: { en: 'All of them', ko: '모두' } },
    { id: 'some', text: { en: 'Those of the last second', ko: '마지막 1초 동안의 것' } },
    { id: 'none', text: { en: 'None', ko: '하나도 없다' } },
  ],
  scenario: 'logged',
  setup: [{ line: 'CONFIG SET appendfsync no' }],
  play: afterKill,
  outcome: lossOf,
  because: {
    en: 'Each order was written to the page cache before it was answered. That is memory of the kernel, and the kernel lives on. Only a power cut or a crash of the system would have taken it.',
    ko: '주문마다 답하기 전에 페이지 캐시에 썼습니다. 그것은 커널의 메모리이고 커널은 살아 있습니다. 전원이 끊기거나 시스템 전체가 죽어야 사라집니다.',
  },
}

const killOnSlowDisk: Prediction = {
  id: 'kill-on-slow-disk',
  question: {
    en: `\`appendfsync everysec\`, and a disk on which an fsync takes 1.2 seconds. Again ${ANSWERED} orders in five seconds, all answered, and then \`kill -9\`. How many are missing?`,
    ko: `\`appendfsync everysec\`이고, fsync에 1.2초가 걸리는 디스크입니다. 이번에도 5초 동안 주문 ${ANSWERED}개에 모두 답했고, 그다음 \`kill -9\`를 맞습니다. 몇 개가 없을까요?`,
  },
  options: [
    { id: 'none', text: { en: 'None: the page cache has them', ko: '하나도 없다. 페이지 캐시에 있다' } },
    { id: 'some', text: { en: 'Some of the last ones', ko: '마지막 몇 개' } },
    { id: 'all', text: { en: 'All of them', ko: '모두' } },
  ],
  scenario: 'logged',
  setup: [{ input: { kind: 'disk', host: HOST, timing: SLOW_DISK } }],
  play: afterKill,
  outcome: lossOf,
  because: {
    en: 'While an fsync is running, Redis puts its writes off for up to two seconds and answers all the same. What waits is in the buffer of the process, and that died.',
    ko: 'fsync가 도는 동안 Redis는 쓰기를 최대 2초까지 미루고, 그래도 답은 합니다. 기다리던 것은 프로세스의 버퍼에 있었고, 프로세스와 함께 사라졌습니다.',
  },
}

export const exercises: readonly Exercise[] = [killProof, powerProof, twoSeconds, whatItSays]
export const predictions: readonly Prediction[] = [killUnderNo, killOnSlowDisk]
