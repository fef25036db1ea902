/** L5: lists as rows with two open ends, as feeds, and as queues of jobs. */
import { queue, WORKERS } from '../scenarios/collections.ts'
import { clients } from '../scenarios/standalone.ts'
import type { TraceEvent } from '../world/trace.ts'
import { ListValue } from '../redis/values/list.ts'
import type { Exercise, Memory, Play, Prediction, Text } from './exercise.ts'
import type { WorldView } from './view.ts'

const press = (act: string): Play[] => (queue.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

const MANY = 20

/** The first elements of a list, left to right; undefined when there is no list of that name. */
const elements = (world: WorldView, key: string): readonly string[] | undefined => {
  const value = world.entry(key)?.value
  return value instanceof ListValue ? value.preview(MANY) : undefined
}

const same = (found: readonly string[] | undefined, wanted: readonly string[]): boolean =>
  found !== undefined && found.join('\n') === wanted.join('\n')

/** What a list holds now, for a goal that is not met. */
const holds = (world: WorldView, key: string): Text => {
  const found = elements(world, key)
  if (found === undefined) return { en: `There is no list \`${key}\`.`, ko: `\`${key}\` 리스트가 없습니다.` }
  const row = found.join(' ')
  return { en: `\`${key}\` holds: ${row}.`, ko: `지금 \`${key}\`의 내용은 ${row} 순서입니다.` }
}

const WORDS = ['HelloWorld', 'World', 'Hello', 'World', 'Hello'] as const

const fiveWords: Exercise = {
  id: 'five-words',
  title: { en: 'Five words in this order', ko: '다섯 낱말을 이 차례로' },
  task: {
    en: `Make a list \`my_list\` that reads, from left to right: ${WORDS.join(', ')}.`,
    ko: `왼쪽에서 오른쪽으로 ${WORDS.join(', ')} 순서인 리스트 \`my_list\`를 만드세요.`,
  },
  scenario: 'queue',
  goals: [
    {
      id: 'five',
      text: { en: '`LLEN my_list` is 5', ko: '`LLEN my_list`가 5이다' },
      test: (world) => elements(world, 'my_list')?.length === WORDS.length,
      now: (world) => holds(world, 'my_list'),
    },
    {
      id: 'order',
      text: {
        en: '`LRANGE my_list 0 -1` shows them in this order',
        ko: '`LRANGE my_list 0 -1`이 그 차례대로 보여 준다',
      },
      test: (world) => same(elements(world, 'my_list'), WORDS),
      now: (world) => holds(world, 'my_list'),
    },
  ],
  hints: [
    {
      en: 'At which end does `RPUSH` add, at which `LPUSH`?',
      ko: '`RPUSH`와 `LPUSH`는 각각 어느 쪽에 넣나요?',
    },
    {
      en: '`RPUSH` keeps the order in which you write the values, `LPUSH` turns it round. `DEL my_list` begins anew.',
      ko: '`RPUSH`는 값을 쓴 차례를 지키고 `LPUSH`는 뒤집습니다. `DEL my_list`로 처음부터 다시 할 수 있습니다.',
    },
    {
      en: 'Type `LPUSH my_list World`, `RPUSH my_list Hello World Hello` and `LPUSH my_list HelloWorld`.',
      ko: '`LPUSH my_list World`, `RPUSH my_list Hello World Hello`, `LPUSH my_list HelloWorld`를 입력하세요.',
    },
  ],
  solution: [
    { line: 'LPUSH my_list World' },
    { line: 'RPUSH my_list Hello World Hello' },
    { line: 'LPUSH my_list HelloWorld' },
  ],
  wrong: [{ line: `LPUSH my_list ${WORDS.join(' ')}` }],
}

const NEWS = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'] as const
const LATEST = 'n7'
const NEWEST = [LATEST, 'n6', 'n5'] as const

const threeNewest: Exercise = {
  id: 'three-newest',
  title: { en: 'The three newest', ko: '가장 새로운 세 개' },
  task: {
    en: `The list \`news\` holds six entries, the newest leftmost. Add \`${LATEST}\` as the newest and keep only the three newest.`,
    ko: `리스트 \`news\`에 글이 여섯 개 있고, 가장 새로운 글이 맨 왼쪽입니다. \`${LATEST}\`을 가장 새로운 글로 넣고 최신 글 세 개만 남기세요.`,
  },
  scenario: 'queue',
  setup: [{ line: `LPUSH news ${NEWS.join(' ')}` }],
  goals: [
    {
      id: 'latest',
      text: { en: `\`${LATEST}\` is leftmost`, ko: `\`${LATEST}\`이 맨 왼쪽에 있다` },
      test: (world) => elements(world, 'news')?.[0] === LATEST,
      now: (world) => holds(world, 'news'),
    },
    {
      id: 'three',
      text: {
        en: `\`news\` is ${NEWEST.join(', ')} and no more`,
        ko: `\`news\`에 ${NEWEST.join(', ')}만 있다`,
      },
      test: (world) => same(elements(world, 'news'), NEWEST),
      now: (world) => holds(world, 'news'),
    },
  ],
  hints: [
    { en: 'The list grows at its left end.', ko: '이 리스트는 왼쪽 끝에서 자랍니다.' },
    {
      en: '`LTRIM` keeps a range, and both ends of the range belong to it. Positions begin at 0.',
      ko: '`LTRIM`은 범위를 남기고, 범위에는 양쪽 끝이 모두 들어갑니다. 위치는 0부터입니다.',
    },
    {
      en: `Type \`LPUSH news ${LATEST}\`, then \`LTRIM news 0 2\`.`,
      ko: `\`LPUSH news ${LATEST}\`을 입력하고 \`LTRIM news 0 2\`를 입력하세요.`,
    },
  ],
  solution: [{ line: `LPUSH news ${LATEST}` }, { line: 'LTRIM news 0 2' }],
  wrong: [{ line: `LPUSH news ${LATEST}` }, { line: 'LTRIM news 0 3' }],
}

/** Whether one command touched both lists and replied with the moved element. */
const watchMove = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type !== 'command') return memory
  const keys = event.keys as readonly string[]
  const both = keys.includes('my_list') && keys.includes('other_list')
  return both && (event.reply as string).includes('three') ? { ...memory, moved: true } : memory
}

const endToEnd: Exercise = {
  id: 'end-to-end',
  title: { en: 'From the tail to a head', ko: '꼬리에서 다른 리스트의 머리로' },
  task: {
    en: '`my_list` is one, two, three; `other_list` is zero. Move the rightmost element of `my_list` to the left end of `other_list`, so that at no moment it is in neither of them.',
    ko: '`my_list`는 one, two, three이고 `other_list`는 zero입니다. `my_list`의 맨 오른쪽 원소를 `other_list`의 왼쪽 끝으로 옮기세요. 한순간도 두 리스트 어디에도 없는 때가 있어서는 안 됩니다.',
  },
  scenario: 'queue',
  setup: [{ line: 'RPUSH my_list one two three' }, { line: 'RPUSH other_list zero' }],
  memory: { moved: false },
  observe: watchMove,
  goals: [
    {
      id: 'source',
      text: { en: '`my_list` is one, two', ko: '`my_list`가 one, two이다' },
      test: (world) => same(elements(world, 'my_list'), ['one', 'two']),
      now: (world) => holds(world, 'my_list'),
    },
    {
      id: 'target',
      text: { en: '`other_list` is three, zero', ko: '`other_list`가 three, zero이다' },
      test: (world) => same(elements(world, 'other_list'), ['three', 'zero']),
      now: (world) => holds(world, 'other_list'),
    },
    {
      id: 'moved',
      text: { en: 'One command did both', ko: '명령 하나가 둘을 다 했다' },
      test: (_world, memory) => memory.moved === true,
      now: () => ({
        en: 'Between two commands the element was in no list. Restart the exercise and do it in one.',
        ko: '두 명령 사이에 원소가 어느 리스트에도 없었습니다. 실습을 다시 시작해 명령 하나로 하세요.',
      }),
    },
  ],
  hints: [
    {
      en: 'One command takes from one list and adds to another.',
      ko: '한 리스트에서 꺼내 다른 리스트에 넣는 명령이 있습니다.',
    },
    {
      en: '`LMOVE` wants two sides: where to take, then where to add. Mind the spelling of RIGHT.',
      ko: '`LMOVE`에는 꺼낼 쪽과 넣을 쪽을 차례로 씁니다. RIGHT의 철자에 주의하세요.',
    },
    {
      en: 'Type `LMOVE my_list other_list RIGHT LEFT`.',
      ko: '`LMOVE my_list other_list RIGHT LEFT`를 입력하세요.',
    },
  ],
  solution: [{ line: 'LMOVE my_list other_list RIGHT LEFT' }],
  wrong: [{ line: 'RPOP my_list' }, { line: 'LPUSH other_list three' }],
}

const FEW_JOBS = 3

/** Whether a client waited for `jobs`. */
const watchWaiting = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'client.blocked' && (event.keys as readonly string[]).includes('jobs')
    ? { ...memory, waited: true }
    : memory

const workersWait: Exercise = {
  id: 'workers-wait',
  title: { en: 'A queue and its workers', ko: '큐와 작업자' },
  task: {
    en: `Let the workers wait for \`jobs\` while it is empty, and have at least ${FEW_JOBS} jobs done. A worker adds one to \`jobs:done\` for each.`,
    ko: `\`jobs\`가 비어 있을 때부터 작업자들이 기다리게 하고, 일감을 ${FEW_JOBS}개 이상 끝내게 하세요. 작업자는 하나를 끝낼 때마다 \`jobs:done\`에 1을 더합니다.`,
  },
  scenario: 'queue',
  memory: { waited: false },
  observe: watchWaiting,
  goals: [
    {
      id: 'waited',
      text: { en: 'A client waited for `jobs`', ko: '클라이언트가 `jobs`를 기다렸다' },
      test: (_world, memory) => memory.waited === true,
      now: () => ({
        en: 'Nobody has waited for jobs yet. The button is above the scene.',
        ko: '아직 아무도 일감을 기다리지 않았습니다. 버튼은 장면 위에 있습니다.',
      }),
    },
    {
      id: 'done',
      text: {
        en: `\`jobs:done\` is at least ${FEW_JOBS}`,
        ko: `\`jobs:done\`이 ${FEW_JOBS} 이상이다`,
      },
      test: (world) => Number(world.text('jobs:done') ?? 0) >= FEW_JOBS,
      now: (world) => {
        const done = world.text('jobs:done') ?? '0'
        return {
          en: `${done} jobs are done. Send some and let the clock run.`,
          ko: `일감 ${done}개를 끝냈습니다. 일감을 보내고 시계가 가게 하세요.`,
        }
      },
    },
    {
      id: 'empty',
      text: { en: 'No job is left in `jobs`', ko: '`jobs`에 남은 일감이 없다' },
      test: (world, memory) => memory.waited === true && world.entry('jobs') === undefined,
      now: (world) => holds(world, 'jobs'),
    },
  ],
  hints: [
    {
      en: 'Let the workers come first, then send. The clock must run: press play.',
      ko: '작업자를 먼저 부르고 일감을 보내세요. 시계가 가야 합니다. 재생을 누르세요.',
    },
    {
      en: 'Instead of the second button you may add jobs yourself with `RPUSH`. The name of the list must be right.',
      ko: '둘째 버튼 대신 `RPUSH`로 직접 일감을 넣어도 됩니다. 리스트의 이름이 맞아야 합니다.',
    },
    {
      en: 'Press the button of the workers, type `RPUSH jobs a b c`, and let two seconds pass.',
      ko: '작업자 버튼을 누르고 `RPUSH jobs a b c`를 입력한 뒤 2초가 지나게 하세요.',
    },
  ],
  solution: [...press('workers'), { wait: 100 }, { line: 'RPUSH jobs a b c' }, { wait: 2000 }],
  wrong: [...press('workers'), { wait: 100 }, { line: 'RPUSH job a b c' }, { wait: 2000 }],
}

const pushOrder: Prediction = {
  id: 'push-order',
  question: {
    en: 'There is no key `letters`. After `LPUSH letters a b c`, how does the list read from left to right?',
    ko: '`letters` 키가 없습니다. `LPUSH letters a b c`를 하면 리스트는 왼쪽에서 오른쪽으로 어떤 차례일까요?',
  },
  options: [
    { id: 'abc', text: { en: 'a b c', ko: 'a b c' } },
    { id: 'cba', text: { en: 'c b a', ko: 'c b a' } },
    { id: 'one', text: { en: 'One element: `a b c`', ko: '원소 하나. `a b c`' } },
  ],
  scenario: 'queue',
  play: [{ line: 'LPUSH letters a b c' }, { line: 'LRANGE letters 0 -1' }],
  outcome: (world) => {
    const found = elements(world, 'letters') ?? []
    return found.length === 1 ? 'one' : found.join('') === 'abc' ? 'abc' : 'cba'
  },
  because: {
    en: '`LPUSH` adds its values one after the other at the left end. First `a`, then `b` to the left of it, then `c` to the left of both. `RPUSH letters a b c` would read a b c.',
    ko: '`LPUSH`는 값을 하나씩 차례로 왼쪽 끝에 넣습니다. 먼저 `a`, 그 왼쪽에 `b`, 다시 그 왼쪽에 `c`가 놓입니다. `RPUSH letters a b c`라면 a b c 차례가 됩니다.',
  },
}

const twoWorkers: Prediction = {
  id: 'two-workers',
  question: {
    en: 'Two workers wait with `BLPOP inbox 0`. The first began to wait half a second before the second. Now one job is pushed. Who gets it?',
    ko: '작업자 둘이 `BLPOP inbox 0`으로 기다립니다. 첫째가 둘째보다 0.5초 먼저 기다리기 시작했습니다. 이제 일감 하나를 넣습니다. 누가 받을까요?',
  },
  options: [
    { id: 'first', text: { en: 'The one who waited longer', ko: '더 오래 기다린 쪽' } },
    { id: 'second', text: { en: 'The one who came last', ko: '나중에 온 쪽' } },
    { id: 'both', text: { en: 'Both: each is told', ko: '둘 다. 저마다 알림을 받는다' } },
  ],
  scenario: 'queue',
  setup: [
    {
      input: clients('waiting', {
        clients: WORKERS,
        stagger: 500,
        steps: [{ send: ['BLPOP', 'inbox', '0'] }, { send: ['SET', 'taken:$client', 'yes'] }],
      }),
    },
    { wait: 1000 },
  ],
  play: [{ line: 'RPUSH inbox parcel' }, { wait: 200 }, { line: 'KEYS taken:*' }],
  outcome: (world) => {
    const taken = world.keys().filter((key) => key.startsWith('taken:'))
    return taken.length > 1 ? 'both' : taken[0] === 'taken:0' ? 'first' : 'second'
  },
  because: {
    en: 'Redis keeps those who wait for a key in the order they came, and serves the one who waited longest. The other waits on. A job is never given twice.',
    ko: 'Redis는 키를 기다리는 클라이언트를 온 차례대로 기억하고, 가장 오래 기다린 쪽에 줍니다. 다른 쪽은 계속 기다립니다. 일감 하나를 둘에게 주는 일은 없습니다.',
  },
}

export const exercises: readonly Exercise[] = [fiveWords, threeNewest, endToEnd, workersWait]
export const predictions: readonly Prediction[] = [pushOrder, twoWorkers]
