/** L19: what happens when memory is full: who is refused, who is evicted, and how often the users still hit. */
import { cacheFull, cachePolicies, POLICIES } from '../scenarios/cache.ts'
import { PORT } from '../scenarios/standalone.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction, Text } from './exercise.ts'
import type { WorldView } from './view.ts'

const press = (scenario: Scenario, act: string): Play[] =>
  (scenario.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

const KB = 1024
const LIMIT = 1536 * KB

const limitOf = (world: WorldView): number => world.server()?.config.values.maxmemory ?? 0
const policyOf = (world: WorldView): string => world.server()?.config.values.maxmemoryPolicy ?? ''
/** Bytes that count against the limit. */
const countedOf = (world: WorldView): number => {
  const { used, notCounted } = world.server()?.memory ?? { used: 0, notCounted: 0 }
  return used - notCounted
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / KB)}kb`

// ---- refused ----------------------------------------------------------------------------------

/** Whether a write was refused for want of memory, something was read after that, and a write taken again. */
const watchRefusal = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'eviction.oom') return { ...memory, refused: true, full: true }
  if (event.type !== 'command' || memory.refused !== true) return memory
  const { name, reply } = event as unknown as { name: string; reply: string }
  if (name === 'get' && memory.full === true && reply.startsWith('$') && !reply.startsWith('$-1'))
    return { ...memory, read: true }
  return name === 'set' && reply.startsWith('+') ? { ...memory, full: false, again: true } : memory
}

const refused: Exercise = {
  id: 'refused',
  title: { en: 'Full: no writes, but reads', ko: '가득 차면 쓰기는 안 되고 읽기는 된다' },
  task: {
    en: 'This server has the policy `noeviction`. Bring it to refuse a `SET`. Read a key while it does. Then bring it to take a `SET` again.',
    ko: '이 서버의 정책은 `noeviction`입니다. 서버가 `SET`을 거부하게 하세요. 그동안 키 하나를 읽으세요. 그런 다음 서버가 다시 `SET`을 받게 하세요.',
  },
  scenario: 'cache-full',
  setup: [{ line: 'CONFIG SET maxmemory-policy noeviction' }],
  memory: { refused: false, full: false, read: false, again: false },
  observe: watchRefusal,
  goals: [
    {
      id: 'refused',
      text: { en: 'A write was refused with `OOM`', ko: '쓰기가 `OOM`으로 거부되었다' },
      test: (_world, memory) => memory.refused === true,
      now: (world): Text => ({
        en: `\`maxmemory\` is ${kilobytes(limitOf(world))}, used are ${kilobytes(countedOf(world))}.`,
        ko: `\`maxmemory\`는 ${kilobytes(limitOf(world))}, 쓰는 것은 ${kilobytes(countedOf(world))}입니다.`,
      }),
    },
    {
      id: 'read',
      text: { en: 'A `GET` returned a value all the same', ko: '그래도 `GET`은 값을 돌려주었다' },
      test: (_world, memory) => memory.read === true,
      now: () => ({
        en: 'No value was read since. There is a key `session:7`.',
        ko: '그 뒤로 읽은 값이 없습니다. `session:7`이라는 키가 있습니다.',
      }),
    },
    {
      id: 'again',
      text: { en: 'After that a `SET` was taken again', ko: '그 뒤에 `SET`이 다시 받아들여졌다' },
      test: (_world, memory) => memory.read === true && memory.again === true && memory.full === false,
      now: () => ({
        en: 'Writes are still refused.',
        ko: '쓰기가 아직 거부됩니다.',
      }),
    },
  ],
  hints: [
    {
      en: 'A limit below what is in use is a full server.',
      ko: '쓰고 있는 것보다 한도가 작으면 가득 찬 서버입니다.',
    },
    {
      en: '`CONFIG SET maxmemory 1mb` sets the limit while the server runs. There are three ways back: a higher limit, fewer keys, another policy.',
      ko: '`CONFIG SET maxmemory 1mb`로 실행 중에 한도를 바꿉니다. 되돌리는 길은 셋입니다. 한도를 높이거나, 키를 줄이거나, 정책을 바꾸세요.',
    },
    {
      en: 'Type `CONFIG SET maxmemory 1mb`, `SET a 1`, `GET session:7`, `CONFIG SET maxmemory 2mb` and `SET a 1`.',
      ko: '`CONFIG SET maxmemory 1mb`, `SET a 1`, `GET session:7`, `CONFIG SET maxmemory 2mb`, `SET a 1`을 입력하세요.',
    },
  ],
  solution: [
    { line: 'CONFIG SET maxmemory 1mb' },
    { line: 'SET a 1' },
    { line: 'GET session:7' },
    { line: 'CONFIG SET maxmemory 2mb' },
    { line: 'SET a 1' },
  ],
  wrong: [
    { line: 'CONFIG SET maxmemory-policy volatile-lru' },
    { line: 'CONFIG SET maxmemory 1400kb' },
    { line: 'SET a 1' },
    { line: 'GET session:7' },
  ],
}

// ---- sessions stay ----------------------------------------------------------------------------

const SESSIONS = 20
/** The users of this world, but everything they store runs out some day. */
const tidyUsers: Play[] = (cacheFull.acts?.traffic?.inputs ?? []).map((input) =>
  input.kind === 'spawn'
    ? { input: { ...input, argv: [JSON.stringify({ ...JSON.parse(input.argv[0]!), ttlShare: 1 })] } }
    : { input },
)
const GONE = 100

const watchVictims = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type !== 'eviction.victim') return memory
  const key = String(event.key)
  if (key.startsWith('session:')) return { ...memory, sessions: Number(memory.sessions) + 1 }
  return key.startsWith('cache:') ? { ...memory, pages: Number(memory.pages) + 1 } : memory
}

const sessionsLeft = (world: WorldView): number =>
  world.keys().filter((key) => key.startsWith('session:')).length

const sessionsStay: Exercise = {
  id: 'sessions-stay',
  title: { en: 'Evict pages, never a login', ko: '페이지는 버리고 로그인은 지키기' },
  task: {
    en: `This server has no limit and its users make it grow. \`cache:*\` can be fetched again, and whatever the users store has an expiry. The ${SESSIONS} keys \`session:*\` have none and must not go. Give the server at most 1536kb and the policy that fits.`,
    ko: `이 서버에는 한도가 없고, 사용자들 때문에 계속 커집니다. \`cache:*\`는 다시 가져올 수 있고, 사용자가 저장하는 것에는 모두 만료 시간이 있습니다. \`session:*\` ${SESSIONS}개에는 만료 시간이 없고, 없어지면 안 됩니다. 서버에 많아야 1536kb와 알맞은 정책을 주세요.`,
  },
  scenario: 'cache-full',
  setup: [{ line: 'CONFIG SET maxmemory 0 maxmemory-policy noeviction' }, ...tidyUsers, { wait: 20_000 }],
  memory: { sessions: 0, pages: 0 },
  observe: watchVictims,
  goals: [
    {
      id: 'limit',
      text: {
        en: '`maxmemory` is at most 1536kb, and `used_memory` keeps to it within 2 %',
        ko: '`maxmemory`가 1536kb 이하이고, `used_memory`가 2 % 안에서 그것을 지킨다',
      },
      test: (world) =>
        limitOf(world) > 0 && limitOf(world) <= LIMIT && countedOf(world) <= limitOf(world) * 1.02,
      now: (world) =>
        limitOf(world) === 0
          ? {
              en: `There is no limit. Used are ${kilobytes(countedOf(world))}.`,
              ko: `한도가 없습니다. 쓰는 것은 ${kilobytes(countedOf(world))}입니다.`,
            }
          : {
              en: `\`maxmemory\` is ${kilobytes(limitOf(world))}, used are ${kilobytes(countedOf(world))}, the policy is \`${policyOf(world)}\`.`,
              ko: `\`maxmemory\`는 ${kilobytes(limitOf(world))}, 쓰는 것은 ${kilobytes(countedOf(world))}, 정책은 \`${policyOf(world)}\`입니다.`,
            },
    },
    {
      id: 'pages',
      text: {
        en: `At least ${GONE} keys \`cache:*\` were evicted`,
        ko: `\`cache:*\` 키가 ${GONE}개 이상 축출되었다`,
      },
      test: (_world, memory) => Number(memory.pages) >= GONE,
      now: (_world, memory) => ({
        en: `${Number(memory.pages)} were evicted.`,
        ko: `${Number(memory.pages)}개가 축출되었습니다.`,
      }),
    },
    {
      id: 'sessions',
      text: {
        en: `All ${SESSIONS} keys \`session:*\` are there, and none was ever evicted`,
        ko: `\`session:*\` ${SESSIONS}개가 모두 있고, 한 번도 축출되지 않았다`,
      },
      test: (world, memory) => Number(memory.sessions) === 0 && sessionsLeft(world) === SESSIONS,
      now: (world) => ({
        en: `${sessionsLeft(world)} are left. Restart the exercise.`,
        ko: `${sessionsLeft(world)}개가 남았습니다. 실습을 다시 시작하세요.`,
      }),
    },
  ],
  hints: [
    {
      en: 'Four policies look only at keys with an expiry.',
      ko: '네 정책은 만료 시간이 있는 키만 봅니다.',
    },
    {
      en: 'Set the policy first and the limit next: the server evicts the moment it has a limit.',
      ko: '정책을 먼저, 한도를 나중에 정하세요. 한도가 생기는 순간 축출이 시작됩니다.',
    },
    {
      en: 'Type `CONFIG SET maxmemory-policy volatile-lru` and `CONFIG SET maxmemory 1536kb`, and let the clock run.',
      ko: '`CONFIG SET maxmemory-policy volatile-lru`와 `CONFIG SET maxmemory 1536kb`를 입력하고 시계가 가게 하세요.',
    },
  ],
  solution: [
    { line: 'CONFIG SET maxmemory-policy volatile-lru' },
    { line: 'CONFIG SET maxmemory 1536kb' },
    { wait: 5000 },
  ],
  wrong: [
    { line: 'CONFIG SET maxmemory-policy allkeys-lru' },
    { line: 'CONFIG SET maxmemory 1536kb' },
    { wait: 60_000 },
  ],
}

// ---- eight of ten -----------------------------------------------------------------------------

const GETS = 1000
const ENOUGH = 800
const MOST = 1792 * KB

/** Counts the users' gets in thousands; `last` is how many of the last full thousand were hits, -1: none yet. */
const watchHits = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type !== 'workload') return memory
  const { recent } = event as unknown as { recent: { gets: number; hits: number } }
  const gets = Number(memory.gets) + recent.gets
  const hits = Number(memory.hits) + recent.hits
  if (gets < GETS) return { ...memory, gets, hits }
  return { gets: 0, hits: 0, last: Math.floor((hits * GETS) / gets) }
}

const eightOfTen: Exercise = {
  id: 'eight-of-ten',
  title: { en: 'Eight hits of ten', ko: '열 번 중 여덟 번 적중' },
  task: {
    en: 'The users ask a hundred times a second. The server evicts at random and may use 1536kb. Bring the hit ratio to 0.8. You may give it 1792kb and not more.',
    ko: '사용자들이 1초에 백 번 묻습니다. 서버는 무작위로 축출하고 1536kb를 쓸 수 있습니다. 적중률을 0.8로 올리세요. 메모리는 1792kb까지만 줄 수 있습니다.',
  },
  scenario: 'cache-full',
  setup: [{ line: 'CONFIG SET maxmemory-policy allkeys-random' }, ...press(cacheFull, 'traffic')],
  memory: { gets: 0, hits: 0, last: -1 },
  observe: watchHits,
  goals: [
    {
      id: 'hits',
      text: {
        en: 'Of the last thousand gets at least 800 were hits',
        ko: '마지막 천 번의 GET 가운데 800번 이상이 적중했다',
      },
      test: (_world, memory) => Number(memory.last) >= ENOUGH,
      now: (_world, memory) =>
        memory.last === -1
          ? {
              en: `${Number(memory.gets)} of the first thousand were asked. The clock must run.`,
              ko: `처음 천 번 가운데 ${Number(memory.gets)}번을 물었습니다. 시계가 가야 합니다.`,
            }
          : {
              en: `Of the last thousand ${Number(memory.last)} were hits, ${Number(memory.gets)} of the next were asked.`,
              ko: `마지막 천 번 가운데 ${Number(memory.last)}번이 적중했고, 다음 천 번 가운데 ${Number(memory.gets)}번을 물었습니다.`,
            },
    },
    {
      id: 'limit',
      text: { en: '`maxmemory` is at most 1792kb', ko: '`maxmemory`가 1792kb 이하다' },
      test: (world) => limitOf(world) > 0 && limitOf(world) <= MOST,
      now: (world) => ({
        en: limitOf(world) === 0 ? 'There is no limit.' : `It is ${kilobytes(limitOf(world))}.`,
        ko: limitOf(world) === 0 ? '한도가 없습니다.' : `지금은 ${kilobytes(limitOf(world))}입니다.`,
      }),
    },
  ],
  hints: [
    {
      en: 'Two things decide: how many keys fit, and which ones go.',
      ko: '두 가지가 정합니다. 키가 몇 개 들어가는지, 그리고 어느 키가 나가는지입니다.',
    },
    {
      en: 'Any key may go here, and some are asked for far more often than others: `allkeys-lru` or `allkeys-lfu`. It takes a while until what is popular has come.',
      ko: '여기서는 아무 키나 나가도 되고, 어떤 키는 훨씬 자주 쓰입니다. `allkeys-lru`나 `allkeys-lfu`를 쓰세요. 인기 있는 키가 들어올 때까지 시간이 걸립니다.',
    },
    {
      en: 'Type `CONFIG SET maxmemory-policy allkeys-lru` and `CONFIG SET maxmemory 1792kb`, and let half a minute pass.',
      ko: '`CONFIG SET maxmemory-policy allkeys-lru`와 `CONFIG SET maxmemory 1792kb`를 입력하고 30초쯤 지나게 하세요.',
    },
  ],
  solution: [
    { line: 'CONFIG SET maxmemory-policy allkeys-lru' },
    { line: 'CONFIG SET maxmemory 1792kb' },
    { wait: 70_000 },
  ],
  wrong: [{ line: 'CONFIG SET maxmemory-policy allkeys-lru' }, { wait: 40_000 }],
}

// ---- predictions ------------------------------------------------------------------------------

const noExpiry: Prediction = {
  id: 'no-expiry',
  question: {
    en: 'Memory is full, the policy is `volatile-lru`, and none of the keys has an expiry. Somebody sends `SET one-more x`.',
    ko: '메모리가 가득 찼고, 정책은 `volatile-lru`이고, 만료 시간이 있는 키는 하나도 없습니다. 누가 `SET one-more x`를 보냅니다.',
  },
  options: [
    {
      id: 'evicts',
      text: { en: 'The key unused for longest goes', ko: '가장 오래 쓰지 않은 키가 나간다' },
    },
    { id: 'refused', text: { en: 'The write is refused', ko: '쓰기가 거부된다' } },
    {
      id: 'exceeds',
      text: { en: 'It is stored, above the limit', ko: '한도를 넘어서 저장된다' },
    },
  ],
  scenario: 'standalone',
  setup: [
    { line: 'CONFIG SET maxmemory-policy volatile-lru' },
    { line: 'MSET a 1 b 2 c 3' },
    { line: 'SETRANGE big 199999 x' },
    { line: 'CONFIG SET maxmemory 1mb' },
  ],
  play: [{ line: 'SET one-more x' }, { line: 'DBSIZE' }],
  outcome: (world) => {
    if ((world.server()?.stats.evictedKeys ?? 0) > 0) return 'evicts'
    return world.entry('one-more') === undefined ? 'refused' : 'exceeds'
  },
  because: {
    en: 'A `volatile-` policy looks only at keys with an expiry. Where there are none it is `noeviction`.',
    ko: '`volatile-` 정책은 만료 시간이 있는 키만 봅니다. 그런 키가 없으면 `noeviction`과 같습니다.',
  },
}

const ASKED = ['noeviction', 'allkeys-lru', 'allkeys-random', 'volatile-ttl'] as const

const hitRatio = (world: WorldView, policy: string): number => {
  const stats = world.serverOn(PORT + POLICIES.findIndex((each) => each === policy))?.stats
  return stats === undefined ? 0 : stats.keyspaceHits / (stats.keyspaceHits + stats.keyspaceMisses)
}

const worst: Prediction = {
  id: 'worst-policy',
  question: {
    en: 'Eight servers, eight policies, the same users before all. Every ten seconds their taste moves on a little. After a minute, which of these four has hit least often?',
    ko: '서버 여덟, 정책 여덟, 사용자는 모두 같습니다. 10초마다 관심이 조금씩 옮겨 갑니다. 1분 뒤, 이 넷 가운데 어느 것이 가장 적게 적중했을까요?',
  },
  options: ASKED.map((policy) => ({ id: policy, text: { en: `\`${policy}\``, ko: `\`${policy}\`` } })),
  scenario: 'cache-policies',
  play: [...press(cachePolicies, 'drift'), { wait: 60_000 }],
  outcome: (world) =>
    ASKED.reduce((least, policy) => (hitRatio(world, policy) < hitRatio(world, least) ? policy : least)),
  because: {
    en: '`noeviction` keeps what was popular at the start and refuses everything new. Even a random choice makes room for what is popular now.',
    ko: '`noeviction`은 처음에 인기 있던 것만 지니고 새것을 모두 거부합니다. 무작위로 골라도 지금 인기 있는 것이 들어올 자리는 생깁니다.',
  },
}

export const exercises: readonly Exercise[] = [refused, sessionsStay, eightOfTen]
export const predictions: readonly Prediction[] = [noExpiry, worst]
