/** L11: the keyspace, what KEYS costs everybody, and what SCAN promises. */
import { walk } from '../redis/commands/generic/shared/scan.ts'
import type { Entry } from '../redis/keyspace/entry.ts'
import { keys, OLD_KEYS, STABLE_KEYS } from '../scenarios/million.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const DEFAULT_COUNT = 10
const PATTERN = 'old:*'

const press = (act: string): Play[] => (keys.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

/** Follows a walk from cursor 0 to cursor 0: which item keys it met, and what changed on its way. */
const followWalk = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'key' || event.type === 'key.removed') {
    return memory.walking === true ? { ...memory, changed: Number(memory.changed) + 1 } : memory
  }
  if (event.type !== 'scan.page') return memory
  const first = event.cursor === '0'
  if (!first && event.cursor !== memory.next) return memory
  const before = first ? [] : (memory.met as readonly string[])
  const page = (event.keys as readonly string[]).filter((key) => key.startsWith('item:'))
  const met = [...new Set([...before, ...page])]
  const changed = first ? 0 : Number(memory.changed)
  const over = event.next === '0'
  const walked = { ...memory, met, changed, next: String(event.next), walking: !over }
  return over ? { ...walked, walks: Number(memory.walks) + 1, found: met.length, moved: changed } : walked
}

const wholeWalk: Exercise = {
  id: 'whole-walk',
  title: { en: 'A walk that misses nothing', ko: '하나도 빠뜨리지 않는 순회' },
  task: {
    en: `Walk over all keys with \`SCAN\`, from cursor 0 until it replies cursor 0, while another client adds and removes keys. The ${STABLE_KEYS} keys \`item:…\` stay all the time.`,
    ko: `다른 클라이언트가 키를 넣고 빼는 동안 \`SCAN\`으로 모든 키를 순회하세요. 커서 0에서 시작해 답의 커서가 0이 될 때까지입니다. \`item:…\` 키 ${STABLE_KEYS}개는 내내 그대로 있습니다.`,
  },
  scenario: 'keys',
  memory: { walking: false, next: '', met: [], changed: 0, walks: 0, found: 0, moved: 0 },
  observe: followWalk,
  goals: [
    {
      id: 'over',
      text: { en: 'A walk has come back to cursor `0`', ko: '순회가 커서 `0`으로 돌아왔다' },
      test: (_world, memory) => Number(memory.walks) > 0,
      now: (_world, memory) =>
        memory.next === ''
          ? { en: 'No walk has begun.', ko: '아직 순회를 시작하지 않았습니다.' }
          : {
              en: `The last page gave cursor ${String(memory.next)}. The walk goes on there.`,
              ko: `마지막 쪽의 커서는 ${String(memory.next)}입니다. 순회는 거기서 이어집니다.`,
            },
    },
    {
      id: 'found',
      text: {
        en: `Its pages held all ${STABLE_KEYS} keys \`item:…\``,
        ko: `그 쪽들에 \`item:…\` 키 ${STABLE_KEYS}개가 모두 있었다`,
      },
      test: (_world, memory) => Number(memory.found) === STABLE_KEYS,
      now: (_world, memory) => ({
        en: `They held ${Number(memory.found)} of them.`,
        ko: `그중 ${Number(memory.found)}개가 있었습니다.`,
      }),
    },
    {
      id: 'moved',
      text: { en: 'Keys came or went during that walk', ko: '그 순회 중에 키가 생기거나 사라졌다' },
      test: (_world, memory) => Number(memory.walks) > 0 && Number(memory.moved) > 0,
      now: () => ({
        en: 'Nothing changed between its first page and its last.',
        ko: '첫 쪽과 마지막 쪽 사이에 바뀐 것이 없습니다.',
      }),
    },
  ],
  hints: [
    {
      en: 'The first line of each reply is the cursor of the next call. The button above the scene sends the other client.',
      ko: '답의 첫 줄이 다음에 쓸 커서입니다. 장면 위의 버튼이 다른 클라이언트를 보냅니다.',
    },
    {
      en: '`SCAN 0 COUNT 50` needs fewer pages. `redis-cli -i 0.1 --scan`, typed at the shell, walks by itself, one page each 0.1 seconds.',
      ko: '`SCAN 0 COUNT 50`을 쓰면 쪽이 줄어듭니다. 셸에서 `redis-cli -i 0.1 --scan`을 입력하면 0.1초에 한 쪽씩 저절로 순회합니다.',
    },
    {
      en: 'Press Add and remove 1,000 keys, type `exit` to reach the shell, then `redis-cli -i 0.1 --scan`.',
      ko: '키 1,000개 넣었다 빼기를 누르고, `exit`를 입력해 셸로 나간 다음, `redis-cli -i 0.1 --scan`을 입력하세요.',
    },
  ],
  solution: [...press('churn'), { line: 'exit' }, { line: 'redis-cli -i 0.1 --scan' }, { wait: 5000 }],
  wrong: [...press('churn'), { line: 'SCAN 0 MATCH item:* COUNT 100' }, { wait: 500 }],
}

/** Longest a client may wait, virtual µs. */
const LONGEST_WAIT = 5000

const rememberWaits = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'script.reply' && Number(event.latency) > Number(memory.worst)
    ? { ...memory, worst: Number(event.latency) }
    : memory

const count = (world: WorldView, prefix: string): number =>
  world.keys().filter((key) => key.startsWith(prefix)).length

const tidyUp: Exercise = {
  id: 'tidy-up',
  title: { en: 'Tidy up while the shop is open', ko: '영업 중에 정리하기' },
  task: {
    en: `This server holds a hundred thousand keys and fifty clients keep asking. Delete every key \`${PATTERN}\` and nothing else. No client may wait longer than 5 ms.`,
    ko: `이 서버에는 키가 십만 개 있고 클라이언트 50명이 계속 묻습니다. \`${PATTERN}\` 키를 모두 지우고 다른 것은 지우지 마세요. 어떤 클라이언트도 5 ms 넘게 기다리면 안 됩니다.`,
  },
  scenario: 'hundred-thousand',
  memory: { worst: 0 },
  observe: rememberWaits,
  goals: [
    {
      id: 'gone',
      text: { en: `No key \`${PATTERN}\` is left`, ko: `\`${PATTERN}\` 키가 남아 있지 않다` },
      test: (world) => world.server() !== undefined && count(world, 'old:') === 0,
      now: (world) => {
        const left = count(world, 'old:')
        return {
          en: `${left} of ${OLD_KEYS} are left.`,
          ko: `${OLD_KEYS}개 가운데 ${left}개가 남아 있습니다.`,
        }
      },
    },
    {
      id: 'kept',
      text: {
        en: `All ${STABLE_KEYS} keys \`item:…\` are there`,
        ko: `\`item:…\` 키 ${STABLE_KEYS}개가 모두 있다`,
      },
      test: (world) => count(world, 'item:') === STABLE_KEYS,
      now: (world) => {
        const left = count(world, 'item:')
        return { en: `${left} are there.`, ko: `지금은 ${left}개가 있습니다.` }
      },
    },
    {
      id: 'waited',
      text: { en: 'No client has waited longer than 5 ms', ko: '5 ms 넘게 기다린 클라이언트가 없다' },
      test: (_world, memory) => Number(memory.worst) <= LONGEST_WAIT,
      now: (_world, memory) => {
        const worst = (Number(memory.worst) / 1000).toFixed(1)
        return {
          en: `One waited ${worst} ms. That can't be undone: restart the exercise and find another way.`,
          ko: `${worst} ms 기다린 클라이언트가 있습니다. 되돌릴 수 없으니 실습을 다시 시작하고 다른 방법을 찾으세요.`,
        }
      },
    },
  ],
  hints: [
    {
      en: 'Which command looks at all keys in one go, and which one a few at a time?',
      ko: '모든 키를 한 번에 보는 명령은 무엇이고, 조금씩 보는 명령은 무엇인가요?',
    },
    {
      en: `\`redis-cli --scan --pattern '${PATTERN}'\` at the shell prints the names, a line each. \`xargs\` makes arguments of lines.`,
      ko: `셸에서 \`redis-cli --scan --pattern '${PATTERN}'\`을 쓰면 이름이 한 줄에 하나씩 나옵니다. \`xargs\`는 줄을 인자로 바꿉니다.`,
    },
    {
      en: `Type \`exit\`, then \`redis-cli --scan --pattern '${PATTERN}' | xargs redis-cli unlink\`.`,
      ko: `\`exit\`를 입력하고 \`redis-cli --scan --pattern '${PATTERN}' | xargs redis-cli unlink\`를 입력하세요.`,
    },
  ],
  solution: [
    { line: 'exit' },
    { line: `redis-cli --scan --pattern '${PATTERN}' | xargs redis-cli unlink` },
    { wait: 100 },
  ],
  wrong: [{ line: 'exit' }, { line: `redis-cli keys '${PATTERN}' | xargs redis-cli unlink` }, { wait: 100 }],
}

const keysWait: Prediction = {
  id: 'keys-wait',
  question: {
    en: 'Fifty clients send a `GET` every 20 ms, and each gets its answer in 0.07 ms. You type `KEYS item:99`. How long does the unluckiest of them wait?',
    ko: '클라이언트 50명이 20 ms마다 `GET`을 보내고, 답은 0.07 ms 만에 옵니다. 이때 `KEYS item:99`를 입력합니다. 가장 운 없는 클라이언트는 얼마나 기다릴까요?',
  },
  options: [
    {
      id: 'same',
      text: { en: 'As long as before: `KEYS` only reads', ko: '전과 같다. `KEYS`는 읽기만 한다' },
    },
    { id: 'some', text: { en: 'A few milliseconds', ko: '몇 밀리초' } },
    { id: 'long', text: { en: 'About 100 ms', ko: '100 ms쯤' } },
  ],
  scenario: 'million',
  setup: [{ wait: 40 }],
  play: [{ line: 'KEYS item:99' }, { wait: 40 }],
  outcome: (world) => {
    const slowest = world.server()?.slowlog.entries[0]?.duration ?? 0
    return slowest < 1000 ? 'same' : slowest < 50_000 ? 'some' : 'long'
  },
  because: {
    en: '`KEYS` compares every one of a million names with the pattern, and the one thread that does it serves nobody else meanwhile. Whoever asked right after it began waited to its end.',
    ko: '`KEYS`는 이름 백만 개를 하나하나 패턴과 견줍니다. 그 일을 하는 스레드는 하나뿐이라 그동안 아무에게도 답하지 못합니다. 시작하자마자 물은 클라이언트는 끝날 때까지 기다렸습니다.',
  },
}

const emptyPage: Prediction = {
  id: 'empty-page',
  question: {
    en: 'Among a million keys there is one `item:42`. You type `SCAN 0 MATCH item:42`. What does the first page hold?',
    ko: '키 백만 개 가운데 `item:42`가 하나 있습니다. `SCAN 0 MATCH item:42`를 입력하면 첫 쪽에 무엇이 있을까요?',
  },
  options: [
    { id: 'found', text: { en: '`item:42`', ko: '`item:42`' } },
    { id: 'end', text: { en: 'Nothing, and cursor 0', ko: '아무것도 없고, 커서는 0' } },
    {
      id: 'empty',
      text: { en: 'Nothing, and a cursor that is not 0', ko: '아무것도 없고, 커서는 0이 아니다' },
    },
  ],
  scenario: 'million',
  play: [{ line: 'SCAN 0 MATCH item:42' }],
  outcome: (world) => {
    const db = world.server()?.databases[0]
    const page: Entry[] = []
    const next = db === undefined ? 0 : walk(db, 0n, DEFAULT_COUNT, 1, page)
    if (page.some(({ key }) => key === 'item:42')) return 'found'
    return next === 0 ? 'end' : 'empty'
  },
  because: {
    en: 'A call looks at about ten keys, then `MATCH` drops those that do not fit. An empty page says that these ten did not fit. The end is cursor 0 and nothing else.',
    ko: '한 번에 키를 열 개쯤 보고, 그다음에 `MATCH`가 맞지 않는 것을 버립니다. 빈 쪽은 그 열 개가 맞지 않았다는 뜻입니다. 끝은 오직 커서 0입니다.',
  },
}

export const exercises: readonly Exercise[] = [wholeWalk, tidyUp]
export const predictions: readonly Prediction[] = [keysWait, emptyPage]
