/** L12: how long keys live, what takes their time away, and when memory really gets rid of them. */
import type { KeyState } from '../redis/server/events.ts'
import { LESSON_EPOCH } from '../scenarios/scenario.ts'
import { clients } from '../scenarios/standalone.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Prediction, Text } from './exercise.ts'
import type { WorldView } from './view.ts'

/** What a change did to a key: its value, and when it runs out (Unix ms, null: never), before and after. */
interface Change {
  readonly from: { readonly value: string; readonly expireAt: number | null } | undefined
  readonly to: { readonly value: string; readonly expireAt: number | null }
}

/**
 * Remembers a key's value and expiry as `<key>` and `<key>.at`, and whether any change was the one that is looked
 * for as `<key>.done`; a key that goes is forgotten.
 */
const watchKey =
  (key: string, wanted: (change: Change) => boolean) =>
  (memory: Memory, event: TraceEvent): Memory => {
    const gone =
      (event.type === 'key.removed' && event.key === key) || (event.type === 'db.flushed' && event.db === 0)
    if (gone) return { ...memory, [key]: '', [`${key}.at`]: 0, [`${key}.there`]: false }
    if (event.type !== 'key' || event.key !== key || event.db !== 0 || event.value === null) return memory
    const { preview, expireAt } = event.value as KeyState
    const to = { value: preview.join(' '), expireAt }
    const from =
      memory[`${key}.there`] === true
        ? { value: String(memory[key]), expireAt: Number(memory[`${key}.at`]) || null }
        : undefined
    const done = from === undefined ? false : wanted({ from, to }) || memory[`${key}.done`] === true
    return {
      ...memory,
      [key]: to.value,
      [`${key}.at`]: expireAt ?? 0,
      [`${key}.there`]: true,
      [`${key}.done`]: done,
    }
  }

/** How a key stands now, for a goal that is not met. */
const standing = (world: WorldView, key: string): Text => {
  const ttl = world.ttl(key)
  if (ttl === -2) return { en: `There is no key \`${key}\`.`, ko: `\`${key}\` 키가 없습니다.` }
  return ttl === -1
    ? { en: `\`${key}\` has no expiry.`, ko: `\`${key}\`에는 만료 시간이 없습니다.` }
    : { en: `\`TTL ${key}\` is ${ttl}.`, ko: `\`TTL ${key}\`는 ${ttl}입니다.` }
}

const tookBack = watchKey(
  'p',
  ({ from, to }) => from!.expireAt !== null && to.expireAt === null && from!.value === to.value,
)

const oneMinute: Exercise = {
  id: 'one-minute',
  title: { en: 'A minute for one, forever for another', ko: '하나는 1분, 하나는 영원히' },
  task: {
    en: 'Let `s` live for at most a minute. Give `p` an expiry too, then take the expiry away and keep its value.',
    ko: '`s`가 길어야 1분 살게 하세요. `p`에도 만료 시간을 준 다음, 값은 그대로 두고 만료 시간만 없애세요.',
  },
  scenario: 'expiring',
  memory: { p: '', 'p.at': 0, 'p.there': false, 'p.done': false },
  observe: tookBack,
  goals: [
    {
      id: 's',
      text: { en: '`TTL s` is between 1 and 60', ko: '`TTL s`가 1에서 60 사이다' },
      test: (world) => world.ttl('s') >= 1 && world.ttl('s') <= 60,
      now: (world) => standing(world, 's'),
    },
    {
      id: 'p',
      text: {
        en: '`p` had an expiry and lost it, its value untouched',
        ko: '`p`의 만료 시간이 있다가 없어졌고, 값은 그대로다',
      },
      test: (world, memory) => memory['p.done'] === true && world.ttl('p') === -1,
      now: (world) => standing(world, 'p'),
    },
  ],
  hints: [
    {
      en: '`SET` can give the time with the value, `EXPIRE` gives it later.',
      ko: '`SET`은 값과 함께 시간을 줄 수 있고, `EXPIRE`는 나중에 줍니다.',
    },
    {
      en: '`PERSIST` takes the expiry of a key away and leaves the value alone.',
      ko: '`PERSIST`는 값은 건드리지 않고 만료 시간만 없앱니다.',
    },
    {
      en: 'Type `SET s hello EX 60`, `SET p hello EX 60` and `PERSIST p`.',
      ko: '`SET s hello EX 60`, `SET p hello EX 60`, `PERSIST p`를 입력하세요.',
    },
  ],
  solution: [{ line: 'SET s hello EX 60' }, { line: 'SET p hello EX 60' }, { line: 'PERSIST p' }],
  wrong: [{ line: 'SET s hello PX 60' }, { line: 'SET p hello EX 60' }, { line: 'SET p hello EX 0' }],
}

const lost = watchKey(
  't',
  ({ from, to }) => from!.expireAt !== null && to.expireAt === null && from!.value !== to.value,
)
const kept = watchKey(
  'u',
  ({ from, to }) => from!.expireAt !== null && to.expireAt === from!.expireAt && from!.value !== to.value,
)

const newValue: Exercise = {
  id: 'new-value-old-time',
  title: { en: 'A new value, with and without the old time', ko: '새 값, 옛 시간은 버리거나 지키거나' },
  task: {
    en: 'Store `t` and `u`, each with an expiry. Then give both a new value, so that `t` loses its expiry and `u` keeps its own.',
    ko: '`t`와 `u`를 만료 시간과 함께 저장하세요. 그다음 둘 다 새 값을 주되, `t`는 만료 시간을 잃고 `u`는 지키게 하세요.',
  },
  scenario: 'expiring',
  memory: {
    t: '',
    't.at': 0,
    't.there': false,
    't.done': false,
    u: '',
    'u.at': 0,
    'u.there': false,
    'u.done': false,
  },
  observe: (memory, event) => kept(lost(memory, event), event),
  goals: [
    {
      id: 't',
      text: {
        en: 'A new value took the expiry of `t` away: `TTL t` is -1',
        ko: '새 값이 `t`의 만료 시간을 없앴다. `TTL t`가 -1이다',
      },
      test: (world, memory) => memory['t.done'] === true && world.ttl('t') === -1,
      now: (world) => standing(world, 't'),
    },
    {
      id: 'u',
      text: {
        en: '`u` has a new value and still runs out when it would have',
        ko: '`u`는 값이 바뀌었고 만료되는 때는 그대로다',
      },
      test: (world, memory) => memory['u.done'] === true && world.ttl('u') >= 0,
      now: (world) => standing(world, 'u'),
    },
  ],
  hints: [
    {
      en: 'A plain `SET` starts the key afresh.',
      ko: '`SET`만 쓰면 키가 처음부터 새로 시작합니다.',
    },
    { en: '`SET` has an option that keeps the old time.', ko: '`SET`에는 옛 시간을 지키는 옵션이 있습니다.' },
    {
      en: 'Type `SET t one EX 100`, `SET u one EX 100`, `SET t two` and `SET u two KEEPTTL`.',
      ko: '`SET t one EX 100`, `SET u one EX 100`, `SET t two`, `SET u two KEEPTTL`을 입력하세요.',
    },
  ],
  solution: [
    { line: 'SET t one EX 100' },
    { line: 'SET u one EX 100' },
    { line: 'SET t two' },
    { line: 'SET u two KEEPTTL' },
  ],
  wrong: [
    { line: 'SET t one EX 100' },
    { line: 'SET u one EX 100' },
    { line: 'SET t two' },
    { line: 'SET u two' },
  ],
}

const BRIEF = 'brief'

/** Whether `brief` was stored with an expiry, asked for since, and freed without having been asked for. */
const watchBrief = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'key' && event.key === BRIEF && event.value !== null) {
    const expires = (event.value as KeyState).expireAt !== null
    return { ...memory, stored: expires, changedAt: event.at, asked: false, freed: false }
  }
  if (event.type === 'key.removed' && event.key === BRIEF) {
    const freed = event.why === 'expired' && memory.stored === true && memory.asked === false
    return { ...memory, stored: false, freed, freedAt: event.at }
  }
  if (event.type !== 'command' || !(event.keys as readonly string[]).includes(BRIEF)) return memory
  if (event.at === memory.changedAt) return memory
  // What a command found past its time was freed by that command.
  return { ...memory, asked: true, freed: memory.freed === true && event.at !== memory.freedAt }
}

const nobodyAsked: Exercise = {
  id: 'nobody-asked',
  title: { en: 'Gone without being asked for', ko: '아무도 묻지 않아도 사라진다' },
  task: {
    en: 'Store a key `brief` that lives for a second. Leave it alone and let Redis get rid of it by itself.',
    ko: '1초 동안 사는 `brief` 키를 저장하세요. 그대로 두고 Redis가 스스로 없애게 하세요.',
  },
  scenario: 'expiring',
  memory: { stored: false, changedAt: 0, asked: false, freed: false, freedAt: 0 },
  observe: watchBrief,
  goals: [
    {
      id: 'freed',
      text: {
        en: 'Redis freed `brief`, and no command had asked for it',
        ko: '아무 명령도 묻지 않았는데 Redis가 `brief`를 지웠다',
      },
      test: (_world, memory) => memory.freed === true,
      now: (world, memory) => {
        if (memory.asked === true)
          return {
            en: 'A command asked for it. Store it again and leave it alone.',
            ko: '이 키를 물은 명령이 있습니다. 다시 저장하고 그대로 두세요.',
          }
        return memory.stored === true && world.entry(BRIEF) === undefined
          ? {
              en: 'Its time is over, but memory still holds it.',
              ko: '시간이 지났지만 아직 메모리에 있습니다.',
            }
          : standing(world, BRIEF)
      },
    },
    {
      id: 'counted',
      text: {
        en: '`expired_keys` in `INFO stats` has counted it',
        ko: '`INFO stats`의 `expired_keys`가 그것을 셌다',
      },
      test: (world, memory) => memory.freed === true && (world.server()?.stats.expiredKeys ?? 0) > 0,
    },
  ],
  hints: [
    {
      en: 'The clock of this world must run. Press play.',
      ko: '이 세계의 시계가 가야 합니다. 재생을 누르세요.',
    },
    {
      en: '`TTL` and `EXISTS` ask for a key too. `INFO stats` asks for none.',
      ko: '`TTL`과 `EXISTS`도 키를 묻는 명령입니다. `INFO stats`는 아무 키도 묻지 않습니다.',
    },
    {
      en: 'Type `SET brief x EX 1`, wait some seconds, and type `INFO stats`.',
      ko: '`SET brief x EX 1`을 입력하고 몇 초 기다렸다가 `INFO stats`를 입력하세요.',
    },
  ],
  solution: [{ line: 'SET brief x EX 1' }, { wait: 8000 }, { line: 'INFO stats' }],
  wrong: [{ line: 'SET brief x EX 1' }, { line: 'TTL brief' }, { wait: 8000 }],
}

const ttlAfter: Prediction = {
  id: 'ttl-after',
  question: {
    en: 'Three keys have 100 seconds each. One is counted up with `INCR`, one gets a new name with `RENAME`, one gets a new value with `SET`. Which still run out?',
    ko: '키 세 개에 100초씩 남아 있습니다. 하나는 `INCR`로 늘리고, 하나는 `RENAME`으로 이름을 바꾸고, 하나는 `SET`으로 새 값을 줍니다. 여전히 만료되는 것은 어느 것일까요?',
  },
  options: [
    { id: 'all', text: { en: 'All three', ko: '셋 다' } },
    { id: 'incr-rename', text: { en: 'Those of `INCR` and `RENAME`', ko: '`INCR`과 `RENAME`을 쓴 것' } },
    { id: 'incr', text: { en: 'Only that of `INCR`', ko: '`INCR`을 쓴 것만' } },
    { id: 'none', text: { en: 'None', ko: '아무것도 만료되지 않는다' } },
  ],
  scenario: 'expiring',
  setup: [{ line: 'SET x 1 EX 100' }, { line: 'SET y 1 EX 100' }, { line: 'SET z 1 EX 100' }],
  play: [
    { line: 'INCR x' },
    { line: 'RENAME y y2' },
    { line: 'SET z 2' },
    { line: 'TTL x' },
    { line: 'TTL y2' },
    { line: 'TTL z' },
  ],
  outcome: (world) => {
    const runsOut = (key: string) => world.ttl(key) >= 0
    const found = ['x', 'y2', 'z'].filter(runsOut).join(' ')
    return found === 'x y2 z' ? 'all' : found === 'x y2' ? 'incr-rename' : found === 'x' ? 'incr' : 'none'
  },
  because: {
    en: '`INCR` changes a value in place and `RENAME` moves the key with everything it has. `SET` puts a new value there, and a new value has no time unless you give it one.',
    ko: '`INCR`은 값을 제자리에서 바꾸고, `RENAME`은 키가 가진 것을 모두 함께 옮깁니다. `SET`은 새 값을 놓습니다. 새 값에는 따로 주지 않는 한 만료 시간이 없습니다.',
  },
}

const LONG_KEYS = 920
const SHORT_KEYS = 80
/** Unix ms at which the short ones run out, and virtual ms from the start until just before. */
const TOGETHER = LESSON_EPOCH / 1000 + 5000
const BEFORE = 4700

const stillThere: Prediction = {
  id: 'still-there',
  question: {
    en: 'A thousand keys have an expiry. For 80 of them the time is over at the same instant. Nobody asks for them. One second later, how many of the 80 does memory still hold?',
    ko: '키 천 개에 만료 시간이 있습니다. 그중 80개의 시간이 같은 순간에 끝납니다. 아무도 그 키들을 묻지 않습니다. 1초 뒤 메모리에는 80개 가운데 몇 개가 남아 있을까요?',
  },
  options: [
    { id: 'none', text: { en: 'None: their time is over', ko: '없다. 시간이 끝났다' } },
    { id: 'some', text: { en: 'Some of them', ko: '일부가 남아 있다' } },
    { id: 'all', text: { en: 'All, until somebody asks', ko: '누가 물을 때까지 모두 남아 있다' } },
  ],
  scenario: 'standalone',
  setup: [
    {
      input: clients('long', {
        turns: LONG_KEYS,
        steps: [{ send: ['SET', 'long:$turn', 'x', 'EX', '3600'] }],
      }),
    },
    {
      input: clients('short', {
        turns: SHORT_KEYS,
        steps: [{ send: ['SET', 'short:$turn', 'x', 'PXAT', String(TOGETHER)] }],
      }),
    },
    { wait: BEFORE },
  ],
  play: [{ line: 'DBSIZE' }, { wait: 5000 - BEFORE + 1000 }, { line: 'DBSIZE' }],
  outcome: (world) => {
    const left = (world.server()?.databases[0]?.size ?? 0) - LONG_KEYS
    return left <= 0 ? 'none' : left < SHORT_KEYS ? 'some' : 'all'
  },
  because: {
    en: 'Ten times a second Redis looks at 20 keys with an expiry and frees those whose time is over. When no more than a tenth of them were, it stops till next time. `DBSIZE` counts what memory still holds.',
    ko: 'Redis는 1초에 열 번, 만료 시간이 있는 키 20개를 보고 시간이 끝난 것을 지웁니다. 그런 키가 10분의 1을 넘지 않으면 다음번까지 멈춥니다. `DBSIZE`는 메모리에 아직 있는 것을 셉니다.',
  },
}

export const exercises: readonly Exercise[] = [oneMinute, newValue, nobodyAsked]
export const predictions: readonly Prediction[] = [ttlAfter, stillThere]
