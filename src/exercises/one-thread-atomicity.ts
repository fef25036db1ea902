/** L13: one command at a time, what that gives for nothing, and what it takes to do more than one in one go. */
import { ListValue } from '../redis/values/list.ts'
import { BUY, BUYERS, CULPRIT, jobs, shop, STOCK } from '../scenarios/shop.ts'
import { clients } from '../scenarios/standalone.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const press = (act: string): Play[] => (shop.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

const FIRST = 10
const CALLED_OFF = '*-1\r\n'

/** What became of the EXECs whose client had a watch: called off, and carried out after that. */
const watchExec = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type !== 'command') return memory
  const { client, name, reply } = event as unknown as { client: number; name: string; reply: string }
  const watching = memory.watching as readonly string[]
  if (name === 'watch') return { ...memory, watching: [...watching, String(client)] }
  if (name !== 'exec' || !watching.includes(String(client))) return memory
  const rest = { ...memory, watching: watching.filter((each) => each !== String(client)) }
  if (reply === CALLED_OFF) return { ...rest, calledOff: true }
  return reply.startsWith('*') && memory.calledOff === true ? { ...rest, carriedOut: true } : rest
}

const calledOff: Exercise = {
  id: 'called-off',
  title: { en: 'A transaction that is called off', ko: '취소되는 트랜잭션' },
  task: {
    en: `\`stock\` is ${FIRST}. In one terminal watch it, and before you send \`EXEC\` change it in the other. Then do it once more without anyone in between.`,
    ko: `\`stock\`은 ${FIRST}입니다. 한 터미널에서 지켜보다가, \`EXEC\`를 보내기 전에 다른 터미널에서 바꾸세요. 그런 다음 아무도 끼어들지 않게 한 번 더 하세요.`,
  },
  scenario: 'shop',
  setup: [{ line: `SET stock ${FIRST}` }],
  memory: { watching: [], calledOff: false, carriedOut: false },
  observe: watchExec,
  goals: [
    {
      id: 'nil',
      text: {
        en: 'A key that was watched changed, and `EXEC` replied nil',
        ko: '지켜보던 키가 바뀌어서 `EXEC`가 nil이라고 답했다',
      },
      test: (_world, memory) => memory.calledOff === true,
      now: (_world, memory) =>
        (memory.watching as readonly string[]).length > 0
          ? {
              en: 'A client watches. Nobody has got in between yet.',
              ko: '지켜보는 클라이언트가 있습니다. 아직 아무도 끼어들지 않았습니다.',
            }
          : { en: 'No client watches a key now.', ko: '지금은 키를 지켜보는 클라이언트가 없습니다.' },
    },
    {
      id: 'done',
      text: {
        en: 'After that, a transaction with `WATCH` was carried out',
        ko: '그 뒤에 `WATCH`를 쓴 트랜잭션이 실행되었다',
      },
      test: (_world, memory) => memory.carriedOut === true,
      now: () => ({
        en: '`EXEC` has not replied with results yet.',
        ko: '아직 `EXEC`가 결과를 답하지 않았습니다.',
      }),
    },
  ],
  hints: [
    {
      en: 'The watch comes first, the change of the other client next, `EXEC` last.',
      ko: '지켜보기가 먼저, 다른 클라이언트의 변경이 다음, `EXEC`가 마지막입니다.',
    },
    {
      en: 'After `EXEC` nothing is watched any more. The second attempt begins with `WATCH` again.',
      ko: '`EXEC` 뒤에는 아무것도 지켜보지 않습니다. 두 번째도 `WATCH`부터 시작합니다.',
    },
    {
      en: 'In the first terminal `WATCH stock`, in the second `SET stock 3`, in the first `MULTI`, `DECR stock`, `EXEC`. Then `WATCH stock`, `MULTI`, `DECR stock`, `EXEC`.',
      ko: '첫째 터미널에 `WATCH stock`, 둘째 터미널에 `SET stock 3`, 첫째에 `MULTI`, `DECR stock`, `EXEC`를 입력하세요. 그다음 `WATCH stock`, `MULTI`, `DECR stock`, `EXEC`를 입력하세요.',
    },
  ],
  solution: [
    { line: 'WATCH stock' },
    { line: 'SET stock 3', terminal: 'cli-2' },
    { line: 'MULTI' },
    { line: 'DECR stock' },
    { line: 'EXEC' },
    { line: 'WATCH stock' },
    { line: 'MULTI' },
    { line: 'DECR stock' },
    { line: 'EXEC' },
  ],
  wrong: [
    { line: 'MULTI' },
    { line: 'DECR stock' },
    { line: 'SET stock 3', terminal: 'cli-2' },
    { line: 'EXEC' },
  ],
}

const stockOf = (world: WorldView): number => Number(world.text('stock') ?? NaN)

/** The lowest stock there was, and how many buyers have been. */
const watchStock = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'script.done' && event.process === 'buyers')
    return { ...memory, been: Number(memory.been) + 1 }
  if (event.type !== 'key' || event.key !== 'stock' || event.value === null) return memory
  const left = Number((event.value as { preview: readonly string[] }).preview[0])
  return { ...memory, lowest: Math.min(Number(memory.lowest), left) }
}

const neverBelow: Exercise = {
  id: 'never-below-zero',
  title: { en: 'Sold out is sold out', ko: '다 팔리면 그만' },
  task: {
    en: `\`stock\` is ${STOCK}. Under Actions, above the scene, you can let ${BUYERS} buyers come. Each of them runs the Lua script that it finds in the key \`buy\`, with \`stock\` as \`KEYS[1]\`. Write that script into \`buy\`, so that each buyer gets one as long as there are any.`,
    ko: `\`stock\`은 ${STOCK}입니다. 장면 위의 해 보기에서 구매자 ${BUYERS}명을 부를 수 있습니다. 저마다 \`buy\` 키에 적힌 Lua 스크립트를 \`stock\`을 \`KEYS[1]\`로 삼아 실행합니다. 남아 있는 동안에만 한 명이 하나씩 사게 하는 스크립트를 \`buy\`에 쓰세요.`,
  },
  scenario: 'shop',
  setup: [{ line: `SET stock ${STOCK}` }],
  memory: { been: 0, lowest: STOCK },
  observe: watchStock,
  goals: [
    {
      id: 'been',
      text: { en: `${BUYERS} buyers have been there`, ko: `구매자 ${BUYERS}명이 다녀갔다` },
      test: (_world, memory) => Number(memory.been) >= BUYERS,
      now: (_world, memory) => ({
        en: `${Number(memory.been)} have been there. They come from the menu Actions above the scene, and the clock must run.`,
        ko: `${Number(memory.been)}명이 다녀갔습니다. 장면 위의 해 보기에서 부르고, 시계가 가야 합니다.`,
      }),
    },
    {
      id: 'below',
      text: { en: '`stock` was never below 0', ko: '`stock`이 0 밑으로 내려간 적이 없다' },
      test: (_world, memory) => Number(memory.been) > 0 && Number(memory.lowest) >= 0,
      now: (_world, memory) =>
        Number(memory.lowest) < 0
          ? {
              en: `It was ${Number(memory.lowest)}. Restart the exercise.`,
              ko: `${Number(memory.lowest)}까지 내려갔습니다. 실습을 다시 시작하세요.`,
            }
          : { en: 'No buyer has been there yet.', ko: '아직 구매자가 오지 않았습니다.' },
    },
    {
      id: 'sold',
      text: { en: '`stock` is 0: all are sold', ko: '`stock`이 0이다. 모두 팔렸다' },
      test: (world) => stockOf(world) === 0,
      now: (world) => ({
        en: `It is ${world.text('stock') ?? 'missing'}.`,
        ko: `지금은 ${world.text('stock') ?? '없는 상태'}입니다.`,
      }),
    },
  ],
  hints: [
    {
      en: 'The script has to look before it takes one. `redis.call` sends a command, and nobody comes between two of them.',
      ko: '스크립트는 빼기 전에 먼저 봐야 합니다. `redis.call`이 명령을 보내고, 두 명령 사이에는 아무도 끼어들지 못합니다.',
    },
    {
      en: "`redis.call('GET', KEYS[1])` is text: `tonumber` makes a number of it, which `if … > 0 then … end` can compare.",
      ko: "`redis.call('GET', KEYS[1])`의 답은 글자입니다. `tonumber`로 수를 만들면 `if … > 0 then … end`로 견줄 수 있습니다.",
    },
    {
      en: `Type \`SET buy "${BUY}"\` and choose 10 buyers run what buy holds.`,
      ko: `\`SET buy "${BUY}"\`를 입력하고 구매자 10명이 buy의 스크립트 실행하기를 고르세요.`,
    },
  ],
  solution: [{ line: `SET buy "${BUY}"` }, ...press('customers'), { wait: 200 }],
  wrong: [{ line: `SET buy "return redis.call('DECR', KEYS[1])"` }, ...press('customers'), { wait: 200 }],
}

const TOO_HIGH = 500_000
const LIMIT = 10_000

const slowOnes = (world: WorldView): number =>
  (world.server()?.slowlog.entries ?? []).filter(({ argv }) => argv[0]?.toUpperCase() === 'KEYS').length

const culprit: Exercise = {
  id: 'who-was-it',
  title: { en: 'Who makes everyone wait?', ko: '모두를 기다리게 하는 것은 누구인가' },
  task: {
    en: `Several times a second all fifty clients of this server stand still for 100 ms. The slow log is empty, because its limit is half a second. Lower the limit, find out which client it is, and write its name into the key \`culprit\`.`,
    ko: `이 서버에서는 1초에 몇 번씩 클라이언트 50명이 모두 100 ms 동안 멈춥니다. 슬로 로그는 비어 있습니다. 한계가 0.5초이기 때문입니다. 한계를 낮추고, 어느 클라이언트인지 찾아 그 이름을 \`culprit\` 키에 쓰세요.`,
  },
  scenario: 'crowded-shop',
  setup: [...jobs.map((input) => ({ input })), { line: `CONFIG SET slowlog-log-slower-than ${TOO_HIGH}` }],
  goals: [
    {
      id: 'logged',
      text: { en: '`SLOWLOG` has the call of `KEYS`', ko: '`SLOWLOG`에 `KEYS` 명령이 남았다' },
      test: (world) => slowOnes(world) > 0,
      now: (world) => {
        const limit = String(world.server()?.config.values.slowlogLogSlowerThan ?? '')
        return {
          en: `There is none yet. Only commands of ${limit} µs and more are logged, and the clock must run.`,
          ko: `아직 없습니다. ${limit} µs부터 남고, 시계가 가야 합니다.`,
        }
      },
    },
    {
      id: 'name',
      text: { en: '`culprit` is the name of the client', ko: '`culprit`이 그 클라이언트의 이름이다' },
      test: (world) => world.text('culprit') === CULPRIT,
      now: (world) => {
        const found = world.text('culprit')
        return found === undefined
          ? { en: 'There is no key `culprit`.', ko: '`culprit` 키가 없습니다.' }
          : {
              en: `It was not ${found}. The last line of an entry is the name of its client.`,
              ko: `${found}가 아닙니다. 항목의 마지막 줄이 클라이언트의 이름입니다.`,
            }
      },
    },
  ],
  hints: [
    {
      en: '`CLIENT LIST` tells the last command of each client, but not how long it took.',
      ko: '`CLIENT LIST`는 클라이언트마다 마지막 명령을 알려 주지만, 얼마나 걸렸는지는 알려 주지 않습니다.',
    },
    {
      en: `\`CONFIG SET slowlog-log-slower-than ${LIMIT}\` logs what takes 10 ms and more. Let some time pass, then \`SLOWLOG GET\`.`,
      ko: `\`CONFIG SET slowlog-log-slower-than ${LIMIT}\`이면 10 ms부터 남습니다. 시간이 조금 지나게 하고 \`SLOWLOG GET\`을 입력하세요.`,
    },
    {
      en: `Type \`CONFIG SET slowlog-log-slower-than ${LIMIT}\`, wait, \`SLOWLOG GET 1\`, and \`SET culprit ${CULPRIT}\`.`,
      ko: `\`CONFIG SET slowlog-log-slower-than ${LIMIT}\`을 입력하고, 기다렸다가 \`SLOWLOG GET 1\`과 \`SET culprit ${CULPRIT}\`를 입력하세요.`,
    },
  ],
  solution: [
    { line: `CONFIG SET slowlog-log-slower-than ${LIMIT}` },
    { wait: 1000 },
    { line: 'SLOWLOG GET 1' },
    { line: `SET culprit ${CULPRIT}` },
  ],
  wrong: [
    { line: `CONFIG SET slowlog-log-slower-than ${LIMIT}` },
    { wait: 1000 },
    { line: 'CLIENT LIST' },
    { line: 'SET culprit search' },
  ],
}

const rollback: Prediction = {
  id: 'rollback',
  question: {
    en: `\`stock\` is ${FIRST} and \`name\` is pen. A transaction does \`DECR stock\`, then \`INCR name\`, then \`DECR stock\` again. The second command fails: pen is not a number. What is \`stock\` after \`EXEC\`?`,
    ko: `\`stock\`은 ${FIRST}이고 \`name\`은 pen입니다. 트랜잭션에서 \`DECR stock\`, \`INCR name\`, 다시 \`DECR stock\`을 합니다. 두 번째 명령은 실패합니다. pen은 수가 아니기 때문입니다. \`EXEC\` 뒤에 \`stock\`은 얼마일까요?`,
  },
  options: [
    { id: 'back', text: { en: '10: all of it is undone', ko: '10. 모두 되돌린다' } },
    { id: 'stop', text: { en: '9: it stops at the error', ko: '9. 오류에서 멈춘다' } },
    { id: 'on', text: { en: '8: it goes on', ko: '8. 계속한다' } },
  ],
  scenario: 'shop',
  setup: [{ line: `SET stock ${FIRST}` }, { line: 'SET name pen' }],
  play: [
    { line: 'MULTI' },
    { line: 'DECR stock' },
    { line: 'INCR name' },
    { line: 'DECR stock' },
    { line: 'EXEC' },
    { line: 'GET stock' },
  ],
  outcome: (world) => {
    const left = stockOf(world)
    return left === FIRST ? 'back' : left === FIRST - 1 ? 'stop' : 'on'
  },
  because: {
    en: '`EXEC` runs what was queued, one command after the other. It keeps no old values that it could go back to. The error stands in the reply, in its place among the others.',
    ko: '`EXEC`는 쌓아 둔 명령을 하나씩 차례로 실행합니다. 되돌아갈 옛 값을 지니고 있지 않습니다. 오류는 답 가운데 제자리에 적혀 있을 뿐입니다.',
  },
}

const oversold: Prediction = {
  id: 'oversold',
  question: {
    en: `\`stock\` is ${STOCK}. ${BUYERS} buyers come at the same moment. Each asks \`GET stock\`, and if it is above 0, sends \`DECR stock\` a millisecond later. What is \`stock\` in the end?`,
    ko: `\`stock\`은 ${STOCK}입니다. 구매자 ${BUYERS}명이 같은 순간에 옵니다. 저마다 \`GET stock\`으로 묻고, 0보다 크면 1밀리초 뒤에 \`DECR stock\`을 보냅니다. 마지막에 \`stock\`은 얼마일까요?`,
  },
  options: [
    { id: 'zero', text: { en: '0: one command runs at a time', ko: '0. 명령은 한 번에 하나씩 실행된다' } },
    { id: 'below', text: { en: `${STOCK - BUYERS}`, ko: `${STOCK - BUYERS}` } },
    {
      id: 'four',
      text: { en: `${STOCK - 1}: they all write the same number`, ko: `${STOCK - 1}. 모두 같은 수를 쓴다` },
    },
  ],
  scenario: 'shop',
  play: [...press('buy-get-decr'), { wait: 200 }, { line: 'GET stock' }],
  outcome: (world) => {
    const left = stockOf(world)
    return left === 0 ? 'zero' : left < 0 ? 'below' : 'four'
  },
  because: {
    en: 'Each command is whole, but a buyer sends two, and between its two the others send theirs. All ten read 5 before the first `DECR` arrives.',
    ko: '명령 하나하나는 쪼개지지 않습니다. 그러나 구매자는 명령을 두 개 보내고, 그 사이에 다른 구매자들도 보냅니다. 첫 `DECR`이 오기 전에 열 명이 모두 5를 읽었습니다.',
  },
}

const LONG = 2000

const inBetween: Prediction = {
  id: 'in-between',
  question: {
    en: `One client sends ${LONG.toLocaleString('en')} commands \`RPUSH order mine\` in one pipeline, about 70 KB. While they run, another client sends a single \`RPUSH order yours\`. Where in the list is \`yours\`?`,
    ko: `한 클라이언트가 \`RPUSH order mine\` ${LONG.toLocaleString('en')}개를 파이프라인 하나로 보냅니다. 70 KB쯤입니다. 그것이 실행되는 동안 다른 클라이언트가 \`RPUSH order yours\`를 한 번 보냅니다. \`yours\`는 리스트의 어디에 있을까요?`,
  },
  options: [
    {
      id: 'end',
      text: { en: 'At the end: the pipeline runs in one go', ko: '맨 끝. 파이프라인은 한 번에 실행된다' },
    },
    { id: 'between', text: { en: 'Somewhere among the others', ko: '다른 것들 사이 어딘가' } },
    { id: 'head', text: { en: 'At the head: short ones go first', ko: '맨 앞. 짧은 것이 먼저다' } },
  ],
  scenario: 'shop',
  play: [
    { input: clients('pipeline', { steps: [{ send: ['RPUSH', 'order', 'mine'], times: LONG }] }) },
    { input: clients('other', { start: 0.1, steps: [{ send: ['RPUSH', 'order', 'yours'] }] }) },
    { wait: 200 },
    { line: 'LPOS order yours' },
    { line: 'LLEN order' },
  ],
  outcome: (world) => {
    const list = world.entry('order')?.value
    const at = list instanceof ListValue ? list.preview(list.size).indexOf('yours') : -1
    return at === 0 ? 'head' : at === LONG ? 'end' : 'between'
  },
  because: {
    en: 'Redis reads 16 KB of a connection, runs what is in it, and looks who else has sent something. A pipeline saves waiting for the network. It keeps nobody out.',
    ko: 'Redis는 연결 하나에서 16 KB를 읽어 그 안의 것을 실행하고, 보낸 사람이 또 있는지 봅니다. 파이프라인은 네트워크를 기다리는 시간을 줄일 뿐 아무도 막지 않습니다.',
  },
}

export const exercises: readonly Exercise[] = [calledOff, neverBelow, culprit]
export const predictions: readonly Prediction[] = [oversold, rollback, inBetween]
