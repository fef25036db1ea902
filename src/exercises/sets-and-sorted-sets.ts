/** L6: sets and what they share, scores and ranks, and leaderboards that are sorted when they are written. */
import { SetValue } from '../redis/values/set.ts'
import { ZSetValue } from '../redis/values/zset.ts'
import { leaderboard, LEAGUE, TOP } from '../scenarios/collections.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction, Text } from './exercise.ts'
import type { WorldView } from './view.ts'

const press = (act: string): Play[] => (leaderboard.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

const members = (world: WorldView, key: string): readonly string[] => {
  const value = world.entry(key)?.value
  return value instanceof SetValue ? value.members() : []
}

/** A sorted set; undefined when there is none of that name. */
const sorted = (world: WorldView, key: string): ZSetValue | undefined => {
  const value = world.entry(key)?.value
  return value instanceof ZSetValue ? value : undefined
}

const noRank: Text = { en: 'There is no sorted set `rank`.', ko: '`rank`라는 정렬된 집합이 없습니다.' }

const SHARED = 3
const REDIS_TAG = ['a1', 'a2', 'a3', 'a4'] as const
const KOREA_TAG = ['a4', 'a5'] as const

const inBoth = (world: WorldView): number => {
  const korea = members(world, 'tag:korea')
  return members(world, 'tag:redis').filter((member) => korea.includes(member)).length
}

const threeShared: Exercise = {
  id: 'three-shared',
  title: { en: 'Three articles with both tags', ko: '두 태그가 모두 달린 글 세 편' },
  task: {
    en: `\`tag:redis\` holds ${REDIS_TAG.join(', ')} and \`tag:korea\` holds ${KOREA_TAG.join(', ')}. Tag more articles, and take nothing away, until exactly ${SHARED} articles have both tags.`,
    ko: `\`tag:redis\`에는 ${REDIS_TAG.join(', ')}가, \`tag:korea\`에는 ${KOREA_TAG.join(', ')}가 있습니다. 아무것도 빼지 말고 태그를 더 달아서, 두 태그가 모두 달린 글이 정확히 ${SHARED}편이 되게 하세요.`,
  },
  scenario: 'leaderboard',
  setup: [
    { line: `SADD tag:redis ${REDIS_TAG.join(' ')}` },
    { line: `SADD tag:korea ${KOREA_TAG.join(' ')}` },
  ],
  goals: [
    {
      id: 'kept',
      text: { en: 'Every article still has the tags it had', ko: '글마다 원래 있던 태그가 그대로 있다' },
      test: (world) =>
        REDIS_TAG.every((member) => members(world, 'tag:redis').includes(member)) &&
        KOREA_TAG.every((member) => members(world, 'tag:korea').includes(member)),
      now: () => ({ en: 'A tag was taken away.', ko: '빠진 태그가 있습니다.' }),
    },
    {
      id: 'shared',
      text: {
        en: `\`SINTERCARD 2 tag:redis tag:korea\` is ${SHARED}`,
        ko: `\`SINTERCARD 2 tag:redis tag:korea\`가 ${SHARED}이다`,
      },
      test: (world) => inBoth(world) === SHARED,
      now: (world) => ({
        en: `Articles with both tags: ${inBoth(world)}.`,
        ko: `두 태그가 모두 달린 글은 ${inBoth(world)}편입니다.`,
      }),
    },
  ],
  hints: [
    {
      en: 'Which article has both tags already? `SINTER` shows it.',
      ko: '두 태그가 이미 다 달린 글은 무엇인가요? `SINTER`가 보여 줍니다.',
    },
    {
      en: 'Add to `tag:korea` two articles that only `tag:redis` has. One that is there already adds nothing.',
      ko: '`tag:redis`에만 있는 글 두 편을 `tag:korea`에 넣으세요. 이미 있는 글을 넣어도 늘지 않습니다.',
    },
    { en: 'Type `SADD tag:korea a1 a2`.', ko: '`SADD tag:korea a1 a2`를 입력하세요.' },
  ],
  solution: [{ line: 'SADD tag:korea a1 a2' }, { line: 'SINTERCARD 2 tag:redis tag:korea' }],
  wrong: [{ line: 'SADD tag:korea a3 a4' }],
}

const OLD_SCORE = 100

/** Whether one ZADD named both players. */
const watchNames = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type !== 'command' || event.name !== 'zadd') return memory
  const argv = event.argv as readonly string[]
  return argv.includes('mina') && argv.includes('sora') ? { ...memory, both: true } : memory
}

const newPlayer: Exercise = {
  id: 'new-player',
  title: { en: 'New players begin at 0, old ones stay', ko: '새 선수는 0점부터, 있던 선수는 그대로' },
  task: {
    en: `In \`rank\`, \`mina\` has ${OLD_SCORE} points. A sign-up form sends mina and sora, both with 0 points, in one \`ZADD\`. Write it so that sora comes in with 0 and mina keeps her ${OLD_SCORE}.`,
    ko: `\`rank\`에서 \`mina\`는 ${OLD_SCORE}점입니다. 가입 양식이 mina와 sora를 둘 다 0점으로, \`ZADD\` 하나에 보냅니다. sora는 0점으로 들어오고 mina는 ${OLD_SCORE}점을 지키도록 그 명령을 쓰세요.`,
  },
  scenario: 'leaderboard',
  setup: [{ line: `ZADD rank ${OLD_SCORE} mina 80 joon` }],
  memory: { both: false },
  observe: watchNames,
  goals: [
    {
      id: 'both',
      text: { en: 'One `ZADD` named mina and sora', ko: '`ZADD` 하나에 mina와 sora가 있었다' },
      test: (_world, memory) => memory.both === true,
      now: () => ({
        en: 'No ZADD has named both of them yet.',
        ko: '아직 둘을 함께 적은 ZADD가 없습니다.',
      }),
    },
    {
      id: 'new',
      text: { en: '`ZSCORE rank sora` is 0', ko: '`ZSCORE rank sora`가 0이다' },
      test: (world) => sorted(world, 'rank')?.score('sora') === 0,
      now: (world) => ({
        en: `The score of sora is ${sorted(world, 'rank')?.score('sora') ?? 'missing'}.`,
        ko: `sora의 점수는 ${sorted(world, 'rank')?.score('sora') ?? '없는 상태'}입니다.`,
      }),
    },
    {
      id: 'old',
      text: {
        en: `\`ZSCORE rank mina\` is still ${OLD_SCORE}`,
        ko: `\`ZSCORE rank mina\`가 여전히 ${OLD_SCORE}이다`,
      },
      test: (world) => sorted(world, 'rank')?.score('mina') === OLD_SCORE,
      now: (world) => {
        const score = sorted(world, 'rank')?.score('mina')
        return {
          en: `The score of mina is ${score ?? 'gone'}. Restart the exercise to give it back.`,
          ko: `mina의 점수는 ${score ?? '없는 상태'}입니다. 되돌리려면 실습을 다시 시작하세요.`,
        }
      },
    },
  ],
  hints: [
    {
      en: 'A plain `ZADD` gives those who are there a new score too.',
      ko: '`ZADD`만 쓰면 이미 있는 멤버에게도 새 점수를 줍니다.',
    },
    {
      en: 'A word between the key and the first score says: only add.',
      ko: '키와 첫 점수 사이에 낱말 하나를 쓰면 넣기만 하게 됩니다.',
    },
    { en: 'Type `ZADD rank NX 0 mina 0 sora`.', ko: '`ZADD rank NX 0 mina 0 sora`를 입력하세요.' },
  ],
  solution: [{ line: 'ZADD rank NX 0 mina 0 sora' }],
  wrong: [{ line: 'ZADD rank 0 mina 0 sora' }],
}

const HERO = 'p7'

const topHundred: Exercise = {
  id: 'top-hundred',
  title: { en: `${HERO} to the top, and only a hundred stay`, ko: `${HERO}을 맨 위로, 백 명만 남기기` },
  task: {
    en: `Let ${LEAGUE} players enter the league \`rank\`. Give \`${HERO}\` enough points to lead it, then keep the ${TOP} best and remove the rest.`,
    ko: `선수 ${LEAGUE}명이 리그 \`rank\`에 들어오게 하세요. \`${HERO}\`에게 선두가 될 만큼 점수를 주고, 상위 ${TOP}명만 남기고 나머지는 지우세요.`,
  },
  scenario: 'leaderboard',
  goals: [
    {
      id: 'top',
      text: { en: `\`ZRANGE rank 0 0 REV\` is ${HERO}`, ko: `\`ZRANGE rank 0 0 REV\`가 ${HERO}이다` },
      test: (world) => sorted(world, 'rank')?.byRank(0, 0, true).members[0] === HERO,
      now: (world) => {
        const [top] = sorted(world, 'rank')?.byRank(0, 0, true).members ?? []
        return top === undefined ? noRank : { en: `${top} leads.`, ko: `지금 선두는 ${top}입니다.` }
      },
    },
    {
      id: 'hundred',
      text: { en: `\`ZCARD rank\` is ${TOP}`, ko: `\`ZCARD rank\`가 ${TOP}이다` },
      test: (world) => sorted(world, 'rank')?.size === TOP,
      now: (world) => {
        const size = sorted(world, 'rank')?.size
        if (size === undefined) return noRank
        return { en: `\`rank\` has ${size} members.`, ko: `지금 \`rank\`의 멤버는 ${size}명입니다.` }
      },
    },
    {
      id: 'best',
      text: { en: 'Those who stay are the best ones', ko: '남은 선수가 상위 선수들이다' },
      test: (world) => {
        const rank = sorted(world, 'rank')
        // Players enter with their number as score: p119 down to p21 are the 99 others.
        return (
          rank !== undefined &&
          Array.from({ length: TOP - 1 }, (_, i) => rank.score(`p${LEAGUE - 1 - i}`)).every(
            (score) => score !== undefined,
          )
        )
      },
      now: () => ({
        en: 'A player with more points was removed. Place 0 is the lowest score.',
        ko: '점수가 더 높은 선수가 지워졌습니다. 위치 0은 가장 낮은 점수입니다.',
      }),
    },
  ],
  hints: [
    {
      en: `The button above the scene lets the players in. Each has its number as score, so ${HERO} is far below.`,
      ko: `장면 위의 버튼을 누르면 선수들이 들어옵니다. 번호가 곧 점수이므로 ${HERO}은 한참 아래에 있습니다.`,
    },
    {
      en: '`ZINCRBY` gives points, `ZREMRANGEBYRANK` removes places. Counted from the top, the last to go is place -101.',
      ko: '`ZINCRBY`로 점수를 주고 `ZREMRANGEBYRANK`로 위치를 지웁니다. 위에서 세어 -101번째까지 지우면 됩니다.',
    },
    {
      en: `Press the button, type \`ZINCRBY rank 1000 ${HERO}\`, then \`ZREMRANGEBYRANK rank 0 -${TOP + 1}\`.`,
      ko: `버튼을 누르고 \`ZINCRBY rank 1000 ${HERO}\`을 입력한 뒤 \`ZREMRANGEBYRANK rank 0 -${TOP + 1}\`을 입력하세요.`,
    },
  ],
  solution: [
    ...press('league'),
    { wait: 1000 },
    { line: `ZINCRBY rank 1000 ${HERO}` },
    { line: `ZREMRANGEBYRANK rank 0 -${TOP + 1}` },
  ],
  wrong: [
    ...press('league'),
    { wait: 1000 },
    { line: `ZINCRBY rank 1000 ${HERO}` },
    { line: `ZREMRANGEBYRANK rank ${TOP} -1` },
  ],
}

const FRUIT = ['pear', 'apple', 'kiwi', 'fig', 'plum'] as const

/** Whether members stand as they were added, by the alphabet, or neither. */
const orderOf = (found: readonly string[], added: readonly string[]): string => {
  const row = found.join(' ')
  return row === added.join(' ') ? 'added' : row === [...added].sort().join(' ') ? 'alphabet' : 'neither'
}

const orders = {
  added: { id: 'added', text: { en: 'As they were added', ko: '넣은 차례대로' } },
  alphabet: { id: 'alphabet', text: { en: 'By the alphabet', ko: '알파벳 차례대로' } },
}

const setOrder: Prediction = {
  id: 'set-order',
  question: {
    en: `\`SADD fruit ${FRUIT.join(' ')}\` adds five members. In which order does \`SMEMBERS fruit\` return them?`,
    ko: `\`SADD fruit ${FRUIT.join(' ')}\`로 멤버 다섯 개를 넣습니다. \`SMEMBERS fruit\`는 어떤 차례로 답할까요?`,
  },
  options: [orders.added, orders.alphabet, { id: 'neither', text: { en: 'Neither', ko: '둘 다 아니다' } }],
  scenario: 'leaderboard',
  play: [{ line: `SADD fruit ${FRUIT.join(' ')}` }, { line: 'SMEMBERS fruit' }],
  outcome: (world) => orderOf(members(world, 'fruit'), FRUIT),
  because: {
    en: 'A set has no order. These members lie in a hash table, and come out as their hashes happen to fall: on another server, or after the table has grown, in another order.',
    ko: '집합에는 차례가 없습니다. 이 멤버들은 해시 테이블에 있고, 해시값이 떨어진 자리대로 나옵니다. 다른 서버에서나 테이블이 커진 뒤에는 차례가 달라집니다.',
  },
}

const RUNNERS = ['sora', 'joon', 'ara'] as const

const equalScores: Prediction = {
  id: 'equal-scores',
  question: {
    en: `Three runners come in with 50 points each: \`ZADD race ${RUNNERS.map((name) => `50 ${name}`).join(' ')}\`. In which order does \`ZRANGE race 0 -1\` return them?`,
    ko: `세 명이 50점씩 받았습니다. \`ZADD race ${RUNNERS.map((name) => `50 ${name}`).join(' ')}\`. \`ZRANGE race 0 -1\`은 어떤 차례로 답할까요?`,
  },
  options: [
    orders.added,
    orders.alphabet,
    { id: 'neither', text: { en: 'In no fixed order', ko: '정해진 차례가 없다' } },
  ],
  scenario: 'leaderboard',
  play: [
    { line: `ZADD race ${RUNNERS.map((name) => `50 ${name}`).join(' ')}` },
    { line: 'ZRANGE race 0 -1' },
  ],
  outcome: (world) => orderOf(sorted(world, 'race')?.byRank(0, -1, false).members ?? [], RUNNERS),
  because: {
    en: 'With equal scores the bytes of the members decide. Who came first is not kept; if it shall count, put it into the score.',
    ko: '점수가 같으면 멤버의 바이트를 견주어 정합니다. 누가 먼저 들어왔는지는 남지 않습니다. 그것이 중요하다면 점수에 담아야 합니다.',
  },
}

export const exercises: readonly Exercise[] = [threeShared, newPlayer, topHundred]
export const predictions: readonly Prediction[] = [setOrder, equalScores]
