/** L20: what Redis looks at before it evicts: a sample, a pool, a clock of seconds, a counter of eight bits. */
import { lfuDecrement, lfuMinutes } from '../structures/lfu.ts'
import { ANCIENT, COME, OLD, cacheOld } from '../scenarios/memory.ts'
import { clients } from '../scenarios/standalone.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const newcomers: Play[] = (cacheOld.acts?.newcomers?.inputs ?? []).map((input) => ({ input }))

/** With a comma before the thousands, as the texts write them. */
const written = (n: number): string => `${Math.floor(n / 1000)},${String(n % 1000).padStart(3, '0')}`

// ---- old keys ---------------------------------------------------------------------------------

const FEW = 5

/** New keys that came, and old ones that were evicted by the time all had come. */
const watchOld = (memory: Memory, event: TraceEvent): Memory => {
  const come = Number(memory.come)
  if (come >= COME) return memory
  if (event.type === 'eviction.victim' && String(event.key).startsWith('old:'))
    return { ...memory, old: Number(memory.old) - 1 }
  if (event.type !== 'command' || event.name !== 'set') return memory
  const [key = ''] = event.keys as readonly string[]
  return key.startsWith('new:') ? { ...memory, come: come + 1 } : memory
}

const oldKeys: Exercise = {
  id: 'old-keys',
  title: { en: 'A better eye for the old', ko: '오래된 것을 더 잘 골라내기' },
  task: {
    en: `Of 2,000 keys ${written(OLD)} are called \`old:*\`: nobody asked for them in ten minutes. ${written(COME)} new keys will come, one after the other, so all the old ones could go. This server looks at one key before it evicts. Change that, then let the new keys come (Actions, above the scene).`,
    ko: `키 2,000개 가운데 ${written(OLD)}개는 \`old:*\`이고, 10분 동안 아무도 찾지 않았습니다. 새 키 ${written(COME)}개가 하나씩 들어올 테니, 오래된 것은 모두 나갈 수 있습니다. 이 서버는 축출하기 전에 키를 하나만 봅니다. 그것을 바꾼 다음, 장면 위의 해 보기에서 새 키를 보내세요.`,
  },
  scenario: 'cache-old',
  memory: { come: 0, old: OLD },
  observe: watchOld,
  goals: [
    {
      id: 'come',
      text: { en: `${written(COME)} new keys were written`, ko: `새 키 ${written(COME)}개를 썼다` },
      test: (_world, memory) => Number(memory.come) >= COME,
      now: (_world, memory) => ({
        en: `${Number(memory.come)} have come.`,
        ko: `${Number(memory.come)}개가 들어왔습니다.`,
      }),
    },
    {
      id: 'old',
      text: {
        en: `By then fewer than ${FEW} of the ${written(OLD)} old keys were left`,
        ko: `그때 오래된 키 ${written(OLD)}개 가운데 ${FEW}개보다 적게 남았다`,
      },
      test: (_world, memory) => Number(memory.come) >= COME && Number(memory.old) < FEW,
      now: (_world, memory) => ({
        en: `${Number(memory.old)} are left. To try again, restart the exercise.`,
        ko: `${Number(memory.old)}개가 남았습니다. 다시 해 보려면 실습을 다시 시작하세요.`,
      }),
    },
  ],
  hints: [
    {
      en: 'The more keys Redis looks at, the surer one of them is old.',
      ko: '더 많이 볼수록 그 가운데 오래된 것이 있을 가능성이 큽니다.',
    },
    {
      en: 'The parameter is `maxmemory-samples`. 5 is the default, 10 comes very near to exact LRU.',
      ko: '설정은 `maxmemory-samples`입니다. 기본값은 5이고, 10이면 정확한 LRU에 아주 가깝습니다.',
    },
    {
      en: 'Type `CONFIG SET maxmemory-samples 10`, then choose the new keys under Actions and let the clock run.',
      ko: '`CONFIG SET maxmemory-samples 10`을 입력하고, 해 보기에서 새 키 쓰기를 고르고 시계가 가게 하세요.',
    },
  ],
  solution: [{ line: 'CONFIG SET maxmemory-samples 10' }, ...newcomers, { wait: 20_000 }],
  wrong: [{ line: 'CONFIG SET maxmemory-samples 3' }, ...newcomers, { wait: 20_000 }],
}

// ---- counters ---------------------------------------------------------------------------------

/** A key's counter as OBJECT FREQ tells it; undefined: there is no such key. */
const frequency = (world: WorldView, key: string): number | undefined => {
  const entry = world.entry(key)
  const server = world.server()
  if (entry === undefined || server === undefined || !server.lfuPolicy) return undefined
  const minutes = lfuMinutes(Math.floor(world.world.now / 1000))
  return lfuDecrement(entry.lru, minutes, server.config.values.lfuDecayTime)
}

const standing = (world: WorldView, key: string) => {
  const counter = frequency(world, key)
  return counter === undefined
    ? { en: `There is no key \`${key}\`.`, ko: `\`${key}\` 키가 없습니다.` }
    : { en: `\`OBJECT FREQ ${key}\` is ${counter}.`, ko: `\`OBJECT FREQ ${key}\`의 값은 ${counter}입니다.` }
}

const HOT = 100
const INITIAL = 5

const hotAndNew: Exercise = {
  id: 'hot-and-new',
  title: { en: 'One hot, one new', ko: '하나는 인기 있게, 하나는 새것으로' },
  task: {
    en: `This server has the policy \`allkeys-lfu\`. Bring the counter of \`hot\` above ${HOT}. Store \`new\` so that its counter is ${INITIAL}, as for every key at its beginning.`,
    ko: `이 서버의 정책은 \`allkeys-lfu\`입니다. \`hot\`의 카운터를 ${HOT}보다 크게 만드세요. \`new\`는 갓 만든 키처럼 카운터가 ${INITIAL}이 되게 저장하세요.`,
  },
  scenario: 'standalone',
  setup: [{ line: 'CONFIG SET maxmemory-policy allkeys-lfu' }, { line: 'SET hot x' }],
  goals: [
    {
      id: 'hot',
      text: { en: `\`OBJECT FREQ hot\` is above ${HOT}`, ko: `\`OBJECT FREQ hot\`이 ${HOT}보다 크다` },
      test: (world) => (frequency(world, 'hot') ?? 0) > HOT,
      now: (world) => standing(world, 'hot'),
    },
    {
      id: 'new',
      text: { en: `\`OBJECT FREQ new\` is ${INITIAL}`, ko: `\`OBJECT FREQ new\`가 ${INITIAL}다` },
      test: (world) => frequency(world, 'new') === INITIAL,
      now: (world) => standing(world, 'new'),
    },
  ],
  hints: [
    {
      en: 'With the factor 10 a counter of 100 takes tens of thousands of hits. A smaller factor is quicker.',
      ko: 'factor가 10이면 카운터가 100이 될 때까지 수만 번이 필요합니다. 더 작으면 빨라집니다.',
    },
    {
      en: '`lfu-log-factor 0` counts every hit. A number before a command makes redis-cli send it so many times. A second `SET` is a hit too.',
      ko: '`lfu-log-factor 0`이면 적중할 때마다 셉니다. redis-cli에서는 명령 앞에 수를 쓰면 그만큼 보냅니다. 두 번째 `SET`도 한 번 쓴 것입니다.',
    },
    {
      en: 'Type `CONFIG SET lfu-log-factor 0`, `120 GET hot` and `SET new x`.',
      ko: '`CONFIG SET lfu-log-factor 0`, `120 GET hot`, `SET new x`를 입력하세요.',
    },
  ],
  solution: [{ line: 'CONFIG SET lfu-log-factor 0' }, { line: '120 GET hot' }, { line: 'SET new x' }],
  wrong: [{ line: '120 GET hot' }, { line: 'SET new x' }],
}

// ---- decay ------------------------------------------------------------------------------------

const FALL = 3

/** What the exercise's beginning leaves as the counter of `hot`. */
const START = 55

/** Whether somebody used `hot` since its counter was brought to its start. */
const watchHot = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'lfu.touched' && event.key === 'hot' ? { ...memory, used: event.after !== START } : memory

const fades: Exercise = {
  id: 'fades',
  title: { en: 'What nobody asks for fades', ko: '찾지 않으면 잊힌다' },
  task: {
    en: `The counter of \`hot\` is ${START}, and on this server counters never fall. Make them fall, and let that of \`hot\` fall by ${FALL} or more without using the key.`,
    ko: `\`hot\`의 카운터는 ${START}이고, 이 서버에서는 카운터가 줄지 않습니다. 줄게 만들고, \`hot\`을 쓰지 않은 채로 카운터가 ${FALL} 이상 줄게 하세요.`,
  },
  scenario: 'standalone',
  setup: [
    { line: 'CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0 lfu-decay-time 0' },
    { line: 'SET hot x' },
    { line: `${START - INITIAL} GET hot` },
  ],
  memory: { used: false },
  observe: watchHot,
  goals: [
    {
      id: 'fallen',
      text: {
        en: `\`OBJECT FREQ hot\` is ${START - FALL} or less, and not 0`,
        ko: `\`OBJECT FREQ hot\`이 ${START - FALL} 이하이고 0은 아니다`,
      },
      test: (world) => {
        const counter = frequency(world, 'hot') ?? 0
        return counter > 0 && counter <= START - FALL
      },
      now: (world) => standing(world, 'hot'),
    },
    {
      id: 'unused',
      text: { en: 'No command has used `hot`', ko: '`hot`을 쓴 명령이 없다' },
      test: (world, memory) => memory.used === false && world.entry('hot') !== undefined,
      now: () => ({
        en: 'A command has used it. Restart the exercise. `OBJECT FREQ` looks without using.',
        ko: '이 키를 쓴 명령이 있습니다. 실습을 다시 시작하세요. `OBJECT FREQ`는 쓰지 않고 보기만 합니다.',
      }),
    },
  ],
  hints: [
    {
      en: 'A parameter says after how many minutes a counter falls by one.',
      ko: '몇 분마다 카운터가 1씩 줄지 정하는 설정이 있습니다.',
    },
    {
      en: '`lfu-decay-time` is 0 here, which means never. With 1 it is one a minute. Speed up the clock.',
      ko: '여기서는 `lfu-decay-time`이 0이고, 줄지 않는다는 뜻입니다. 1이면 1분에 1씩 줍니다. 시계를 빠르게 하세요.',
    },
    {
      en: 'Type `CONFIG SET lfu-decay-time 1`, let four minutes pass at 10 s/s, and type `OBJECT FREQ hot`.',
      ko: '`CONFIG SET lfu-decay-time 1`을 입력하고, 10 s/s로 4분을 보낸 다음 `OBJECT FREQ hot`을 입력하세요.',
    },
  ],
  solution: [{ line: 'CONFIG SET lfu-decay-time 1' }, { wait: 240_000 }, { line: 'OBJECT FREQ hot' }],
  wrong: [{ line: 'CONFIG SET lfu-decay-time 1' }, { wait: 240_000 }, { line: 'GET hot' }],
}

// ---- predictions ------------------------------------------------------------------------------

const BLOB = 5000

const oldestFirst: Prediction = {
  id: 'oldest-first',
  question: {
    en: `2,001 keys, \`allkeys-lru\`, 5 samples. Nobody asked for \`${ANCIENT}\` in an hour, and every other key was used later. A larger value is stored, and some keys must go.`,
    ko: `키 2,001개, \`allkeys-lru\`, 표본 5개. \`${ANCIENT}\`는 한 시간 동안 아무도 찾지 않았고, 다른 키는 모두 그 뒤에 쓰였습니다. 큰 값을 하나 저장하느라 키 몇 개가 나가야 합니다.`,
  },
  options: [
    {
      id: 'first',
      text: { en: `\`${ANCIENT}\` goes, it is the oldest`, ko: `가장 오래된 \`${ANCIENT}\`가 나간다` },
    },
    {
      id: 'others',
      text: { en: `Others go, \`${ANCIENT}\` stays`, ko: `다른 키가 나가고 \`${ANCIENT}\`는 남는다` },
    },
    { id: 'none', text: { en: 'None goes', ko: '아무것도 나가지 않는다' } },
  ],
  scenario: 'cache-old',
  setup: [{ line: 'CONFIG SET maxmemory-samples 5' }],
  play: [
    { line: `SETRANGE blob ${BLOB - 1} x` },
    { line: `SETRANGE blob ${2 * BLOB} x` },
    { line: `SETRANGE blob ${4 * BLOB} x` },
    { line: `EXISTS ${ANCIENT}` },
    { line: 'OBJECT IDLETIME ancient' },
  ],
  outcome: (world) => {
    if (world.entry(ANCIENT) === undefined) return 'first'
    return (world.server()?.stats.evictedKeys ?? 0) > 0 ? 'others' : 'none'
  },
  because: {
    en: 'For each victim Redis looks at five keys drawn at random, not at all of them. An old one is nearly always among them, the oldest hardly ever.',
    ko: 'Redis는 희생자를 고를 때마다 모든 키가 아니라 무작위로 뽑은 다섯 개를 봅니다. 그 안에 오래된 키는 거의 늘 있지만, 가장 오래된 키가 있는 일은 드뭅니다.',
  },
}

const HITS = 1000

const thousandHits: Prediction = {
  id: 'thousand-hits',
  question: {
    en: `The policy is \`allkeys-lfu\`, the factor 10. A new key is read ${written(HITS)} times. What does \`OBJECT FREQ\` say?`,
    ko: `정책은 \`allkeys-lfu\`, factor는 10입니다. 새 키를 ${written(HITS)}번 읽었습니다. \`OBJECT FREQ\`는 얼마일까요?`,
  },
  options: [
    { id: 'full', text: { en: '255, as far as eight bits go', ko: '여덟 비트의 끝인 255' } },
    { id: 'hundred', text: { en: 'About 100', ko: '100쯤' } },
    { id: 'twenty', text: { en: 'About 18', ko: '18쯤' } },
  ],
  scenario: 'standalone',
  setup: [{ line: 'CONFIG SET maxmemory-policy allkeys-lfu' }, { line: 'SET page x' }],
  play: [
    { input: clients('readers', { steps: [{ send: ['GET', 'page'], times: HITS }] }) },
    { wait: 1000 },
    { line: 'OBJECT FREQ page' },
  ],
  outcome: (world) => {
    const counter = frequency(world, 'page') ?? 0
    return counter > 200 ? 'full' : counter > 60 ? 'hundred' : 'twenty'
  },
  because: {
    en: 'Each hit tosses a coin: at a counter of 17 it is raised once in 121 times. So a few bits tell a thousand hits from a million.',
    ko: '적중할 때마다 동전을 던집니다. 카운터가 17이면 121번에 한 번 올라갑니다. 그래서 몇 비트로 천 번과 백만 번을 구별합니다.',
  },
}

export const exercises: readonly Exercise[] = [oldKeys, hotAndNew, fades]
export const predictions: readonly Prediction[] = [oldestFirst, thousandHits]
