/** L4: strings and counters, how strings are stored, and why reading before writing loses updates. */
import { ReplyDecoder } from '../resp/reply-decoder.ts'
import { LIKERS, standalone } from '../scenarios/standalone.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Goal, Memory, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

/** What a button of the bench does, and time for it to happen. */
const press = (act: string): Play[] => [
  ...(standalone.acts?.[act]?.inputs ?? []).map((input) => ({ input })),
  { wait: 100 },
]

/** Counts users who are done, and how many steps of one brought `likes` from nothing to where it is. */
const watchLikes = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'script.done') return { ...memory, users: Number(memory.users) + 1 }
  if (event.type === 'db.flushed' || (event.type === 'key.removed' && event.key === 'likes'))
    return { ...memory, likes: 0, steps: 0 }
  if (event.type !== 'key' || event.key !== 'likes' || event.value === null) return memory
  const likes = Number((event.value as { preview: readonly string[] }).preview[0])
  return { ...memory, likes, steps: likes === Number(memory.likes) + 1 ? Number(memory.steps) + 1 : 0 }
}

/** Words for how many likes are missing, where some are. */
const lost = (likes: string, words: string): string => {
  const missing = LIKERS - Number(likes)
  return missing > 0 && missing < LIKERS ? words.replace('#', String(missing)) : ''
}

const everyLikeCounts: Exercise = {
  id: 'every-like-counts',
  title: { en: 'Count every like', ko: '좋아요 하나도 잃지 않기' },
  task: {
    en: `Let ${LIKERS} users press like in a way that loses none. Begin with no key \`likes\`.`,
    ko: `사용자 ${LIKERS}명이 좋아요를 누르게 하되 하나도 잃지 마세요. \`likes\` 키가 없는 상태에서 시작하세요.`,
  },
  scenario: 'standalone',
  memory: { users: 0, likes: 0, steps: 0 },
  observe: watchLikes,
  goals: [
    {
      id: 'pressed',
      text: { en: `${LIKERS} users have pressed like`, ko: `사용자 ${LIKERS}명이 좋아요를 눌렀다` },
      test: (_world, memory) => Number(memory.users) >= LIKERS,
      now: () => ({
        en: 'Nobody has pressed like yet. The buttons are above the scene.',
        ko: '아직 아무도 좋아요를 누르지 않았습니다. 버튼은 장면 위에 있습니다.',
      }),
    },
    {
      id: 'counted',
      text: {
        en: `\`likes\` is ${LIKERS}, one for each user`,
        ko: `\`likes\`가 ${LIKERS}이다. 한 명에 하나씩이다`,
      },
      test: (world, memory) => world.text('likes') === String(LIKERS) && Number(memory.steps) === LIKERS,
      now: (world) => {
        const likes = world.text('likes')
        if (likes === undefined) return { en: 'There is no key `likes`.', ko: '`likes` 키가 없습니다.' }
        return Number(likes) === LIKERS
          ? {
              en: 'The number is right, but the likes were not counted one by one.',
              ko: '숫자는 맞지만 좋아요를 하나씩 센 것이 아닙니다.',
            }
          : {
              en: `\`likes\` is ${likes}${lost(likes, ', so # likes were lost')}. Delete it before you try again.`,
              ko: `지금 \`likes\`는 ${likes}입니다.${lost(likes, ' 좋아요 #개가 사라졌습니다.')} 다시 하기 전에 지우세요.`,
            }
      },
    },
  ],
  hints: [
    {
      en: 'Which of the two ways reads the number first and writes it later?',
      ko: '두 방법 가운데 숫자를 먼저 읽고 나중에 쓰는 것은 어느 쪽인가요?',
    },
    {
      en: '`INCR` reads and writes in one command, and nobody comes between.',
      ko: '`INCR`은 명령 하나로 읽고 씁니다. 그 사이에는 아무도 끼어들지 못합니다.',
    },
    {
      en: `Type \`DEL likes\`, then press ${LIKERS} likes with INCR.`,
      ko: `\`DEL likes\`를 입력하고 INCR로 좋아요 ${LIKERS}번을 누르세요.`,
    },
  ],
  solution: [{ line: 'DEL likes' }, ...press('like-incr')],
  wrong: press('like-get-set'),
}

const encodingOf = (world: WorldView, key: string): string => world.entry(key)?.encoding ?? ''

/** A goal on how a key's string is stored. */
const storedAs = (key: string, encoding: string): Goal => ({
  id: key,
  text: {
    en: `\`OBJECT ENCODING ${key}\` is \`${encoding}\``,
    ko: `\`OBJECT ENCODING ${key}\`가 \`${encoding}\`이다`,
  },
  test: (world) => encodingOf(world, key) === encoding,
  now: (world) => {
    const found = encodingOf(world, key)
    return found === ''
      ? { en: `There is no key \`${key}\` yet.`, ko: `아직 \`${key}\` 키가 없습니다.` }
      : { en: `It is \`${found}\` now.`, ko: `지금은 \`${found}\`입니다.` }
  },
})

const LONG = 'This sentence is longer than forty-four bytes.'

const intEmbstrRaw: Exercise = {
  id: 'int-embstr-raw',
  title: { en: 'One of each encoding', ko: '인코딩 하나씩' },
  task: {
    en: 'Store three strings so that Redis keeps `a` as `int`, `b` as `embstr` and `c` as `raw`.',
    ko: '문자열 세 개를 저장해서 Redis가 `a`는 `int`로, `b`는 `embstr`로, `c`는 `raw`로 두게 하세요.',
  },
  scenario: 'standalone',
  goals: [storedAs('a', 'int'), storedAs('b', 'embstr'), storedAs('c', 'raw')],
  hints: [
    {
      en: 'The word at the right of each row in the scene is the encoding.',
      ko: '장면에서 각 줄의 오른쪽에 있는 낱말이 인코딩입니다.',
    },
    {
      en: 'An integer is `int`. Other text is `embstr` up to 44 bytes and `raw` above. `APPEND` makes any of them `raw`.',
      ko: '정수는 `int`입니다. 다른 글은 44바이트까지 `embstr`이고 그보다 길면 `raw`입니다. `APPEND`를 쓰면 무엇이든 `raw`가 됩니다.',
    },
    {
      en: `Type \`SET a 1\`, \`SET b hello\` and \`SET c "${LONG}"\`.`,
      ko: `\`SET a 1\`, \`SET b hello\`, \`SET c "${LONG}"\`을 입력하세요.`,
    },
  ],
  solution: [{ line: 'SET a 1' }, { line: 'SET b hello' }, { line: `SET c "${LONG}"` }],
  wrong: [{ line: 'SET a 1.0' }, { line: 'SET b hello' }, { line: 'SET c "a longer sentence"' }],
}

/** How many places the last MGET reply of three or more had, and how many of them were empty. */
const readMget = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type !== 'command' || event.name !== 'mget') return memory
  const decoder = new ReplyDecoder()
  decoder.feed(event.reply as string)
  const reply = decoder.next()
  if (reply?.type !== 'array' || reply.items.length < 3) return memory
  const empty = reply.items.filter(({ type }) => type === 'nil' || type === 'null').length
  return { ...memory, places: reply.items.length, empty }
}

const oneHole: Exercise = {
  id: 'one-hole',
  title: { en: 'Many at once, one missing', ko: '한 번에 여럿, 그중 하나는 없게' },
  task: {
    en: 'Ask for at least three keys with one `MGET`, so that exactly one place of the reply is `(nil)`.',
    ko: '`MGET` 하나로 키를 세 개 이상 물어서, 답에서 정확히 한 자리만 `(nil)`이 되게 하세요.',
  },
  scenario: 'standalone',
  memory: { places: 0, empty: 0 },
  observe: readMget,
  goals: [
    {
      id: 'asked',
      text: {
        en: 'An `MGET` reply had three places or more',
        ko: '`MGET`의 답에 자리가 세 개 이상 있었다',
      },
      test: (_world, memory) => Number(memory.places) >= 3,
      now: () => ({
        en: 'No MGET has asked for three keys yet.',
        ko: '아직 MGET으로 키 세 개를 물은 적이 없습니다.',
      }),
    },
    {
      id: 'hole',
      text: { en: 'The last one had exactly one `(nil)`', ko: '마지막 답에 `(nil)`이 정확히 하나였다' },
      test: (_world, memory) => Number(memory.places) >= 3 && Number(memory.empty) === 1,
      now: (_world, memory) => ({
        en: `Of its ${Number(memory.places)} places ${Number(memory.empty)} were empty.`,
        ko: `${Number(memory.places)}자리 가운데 ${Number(memory.empty)}자리가 비어 있었습니다.`,
      }),
    },
  ],
  hints: [
    {
      en: 'The reply has a place for each key you ask for, in that order.',
      ko: '답에는 물은 키마다 자리가 하나씩, 물은 차례대로 있습니다.',
    },
    {
      en: '`MSET` stores several keys in one command. Leave one of those you ask for out.',
      ko: '`MSET`은 명령 하나로 키를 여러 개 저장합니다. 물을 키 가운데 하나는 저장하지 마세요.',
    },
    {
      en: 'Type `MSET red 1 blue 2`, then `MGET red green blue`.',
      ko: '`MSET red 1 blue 2`를 입력하고 `MGET red green blue`를 입력하세요.',
    },
  ],
  solution: [{ line: 'MSET red 1 blue 2' }, { line: 'MGET red green blue' }],
  wrong: [{ line: 'MSET red 1 green 2 blue 3' }, { line: 'MGET red green blue' }],
}

const getOnAList: Prediction = {
  id: 'get-on-a-list',
  question: {
    en: '`queue` is a list with the elements `a` and `b`. What does `GET queue` reply?',
    ko: '`queue`는 원소가 `a`와 `b`인 리스트입니다. `GET queue`의 답은 무엇일까요?',
  },
  options: [
    { id: 'all', text: { en: 'Both elements', ko: '두 원소 모두' } },
    { id: 'nil', text: { en: '`(nil)`: there is no string', ko: '`(nil)`. 문자열이 없다' } },
    { id: 'error', text: { en: 'An error', ko: '오류' } },
  ],
  scenario: 'standalone',
  play: [{ line: 'RPUSH queue a b' }, { line: 'GET queue' }],
  outcome: (world) => {
    const { stats } = world.server() ?? {}
    if ((stats?.errors.get('WRONGTYPE') ?? 0) > 0) return 'error'
    return (stats?.keyspaceMisses ?? 0) > 0 ? 'nil' : 'all'
  },
  because: {
    en: 'A key has one type, and `GET` is for strings: `WRONGTYPE Operation against a key holding the wrong kind of value`. `SET` does not ask: it replaces a key of any type.',
    ko: '키의 타입은 하나이고 `GET`은 문자열에 쓰는 명령입니다. 그래서 `WRONGTYPE Operation against a key holding the wrong kind of value`라고 답합니다. `SET`은 타입을 묻지 않고 어떤 키든 새 값으로 바꿉니다.',
  },
}

const likesLost: Prediction = {
  id: 'likes-lost',
  question: {
    en: `There is no key \`likes\`. ${LIKERS} users press like at the same moment. Each reads the number with \`GET\`, adds one, and writes it with \`SET\`. What is \`likes\` afterwards?`,
    ko: `\`likes\` 키가 없습니다. 사용자 ${LIKERS}명이 같은 순간에 좋아요를 누릅니다. 저마다 \`GET\`으로 숫자를 읽고, 하나를 더하고, \`SET\`으로 씁니다. 그 뒤 \`likes\`는 얼마일까요?`,
  },
  options: [
    {
      id: 'all',
      text: {
        en: `${LIKERS}: Redis runs one command at a time`,
        ko: `${LIKERS}. Redis는 명령을 하나씩 실행한다`,
      },
    },
    { id: 'most', text: { en: 'A little less than that', ko: '그보다 조금 적다' } },
    { id: 'one', text: { en: '1', ko: '1' } },
  ],
  scenario: 'standalone',
  play: press('like-get-set'),
  outcome: (world) => {
    const likes = Number(world.text('likes') ?? 0)
    return likes === LIKERS ? 'all' : likes === 1 ? 'one' : 'most'
  },
  because: {
    en: 'Each command ran alone, but the two of one user did not stay together. All read that there was nothing before the first of them wrote 1, so all wrote 1.',
    ko: '명령은 하나씩 실행됐지만 한 사용자의 두 명령은 붙어 있지 않았습니다. 첫 사람이 1을 쓰기 전에 모두가 아무것도 없음을 읽었고, 그래서 모두 1을 썼습니다.',
  },
}

export const exercises: readonly Exercise[] = [intEmbstrRaw, oneHole, everyLikeCounts]
export const predictions: readonly Prediction[] = [getOnAList, likesLost]
