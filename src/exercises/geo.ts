/** L9: places on the map, who is near, and the sorted set beneath it all. */
import { ZSetValue } from '../redis/values/zset.ts'
import { distanceBetween, placeOfScore } from '../structures/geohash.ts'
import type { Exercise, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const sorted = (world: WorldView, key: string): ZSetValue | undefined => {
  const value = world.entry(key)?.value
  return value instanceof ZSetValue ? value : undefined
}

/** Kilometres between two members as GEODIST prints them; undefined when one is missing. */
const kilometres = (world: WorldView, key: string, one: string, other: string): string | undefined => {
  const places = [one, other].map((name) => sorted(world, key)?.score(name))
  const [a, b] = places
  if (a === undefined || b === undefined) return undefined
  return (distanceBetween(placeOfScore(a), placeOfScore(b)) / 1000).toFixed(4)
}

const FAR = '325.2031'

const fromThePhone: Exercise = {
  id: 'from-the-phone',
  title: { en: 'From a phone to Redis', ko: '휴대전화에서 Redis로' },
  task: {
    en: 'A phone shows Seoul as `37.5665, 126.9780` and Busan as `35.1796, 129.0756`. Store both places under the key `trip`.',
    ko: '휴대전화에 서울이 `37.5665, 126.9780`, 부산이 `35.1796, 129.0756`으로 나옵니다. 두 곳을 `Seoul`과 `Busan`이라는 이름으로 `trip` 키에 저장하세요.',
  },
  scenario: 'places',
  goals: [
    {
      id: 'distance',
      text: {
        en: `\`GEODIST trip Seoul Busan km\` is ${FAR}`,
        ko: `\`GEODIST trip Seoul Busan km\`의 답이 ${FAR}이다`,
      },
      test: (world) => kilometres(world, 'trip', 'Seoul', 'Busan') === FAR,
      now: (world) => {
        const found = kilometres(world, 'trip', 'Seoul', 'Busan')
        return found === undefined
          ? {
              en: '`trip` does not hold both `Seoul` and `Busan`.',
              ko: '`trip`에 `Seoul`과 `Busan`이 다 있지 않습니다.',
            }
          : { en: `It is ${found}.`, ko: `지금은 ${found}입니다.` }
      },
    },
    {
      id: 'type',
      text: { en: '`TYPE trip` is zset', ko: '`TYPE trip`의 답이 zset이다' },
      test: (world) => sorted(world, 'trip') !== undefined,
    },
  ],
  hints: [
    {
      en: 'Which comes first on the phone, and which does Redis want first?',
      ko: '휴대전화에는 무엇이 먼저 나오고, Redis는 무엇을 먼저 달라고 하나요?',
    },
    {
      en: '`GEOADD` takes the longitude, then the latitude, then the name.',
      ko: '`GEOADD`는 경도, 위도, 이름의 차례로 받습니다.',
    },
    {
      en: 'Type `GEOADD trip 126.9780 37.5665 Seoul 129.0756 35.1796 Busan`.',
      ko: '`GEOADD trip 126.9780 37.5665 Seoul 129.0756 35.1796 Busan`을 입력하세요.',
    },
  ],
  solution: [
    { line: 'GEOADD trip 126.9780 37.5665 Seoul 129.0756 35.1796 Busan' },
    { line: 'GEODIST trip Seoul Busan km' },
  ],
  wrong: [{ line: 'GEOADD trip 37.5665 126.9780 Seoul 35.1796 129.0756 Busan' }],
}

const NEAREST = ['Seoul', 'Incheon', 'Daejeon']

const nearestThree: Exercise = {
  id: 'nearest-three',
  title: { en: 'The nearest three, in order', ko: '가장 가까운 세 곳을 차례로' },
  task: {
    en: 'Search `city` for the three places nearest to Seoul, Seoul among them, and store them under `near` so that the nearest comes first.',
    ko: '`city`에서 서울을 포함해 서울에 가장 가까운 세 곳을 찾고, 가까운 곳이 앞에 오도록 `near`에 저장하세요.',
  },
  scenario: 'places',
  goals: [
    {
      id: 'three',
      text: { en: '`ZCARD near` is 3', ko: '`ZCARD near`가 3이다' },
      test: (world) => sorted(world, 'near')?.size === NEAREST.length,
      now: (world) => {
        const size = sorted(world, 'near')?.size ?? 0
        return { en: `It is ${size}.`, ko: `지금은 ${size}입니다.` }
      },
    },
    {
      id: 'order',
      text: {
        en: `\`ZRANGE near 0 -1\` is ${NEAREST.join(', ')}`,
        ko: `\`ZRANGE near 0 -1\`의 답이 ${NEAREST.join(', ')}이다`,
      },
      test: (world) => sorted(world, 'near')?.byRank(0, -1, false).members.join() === NEAREST.join(),
      now: (world) => {
        const found = sorted(world, 'near')?.byRank(0, -1, false).members.join(', ')
        return found === undefined
          ? { en: 'There is no sorted set `near`.', ko: '`near`라는 정렬된 집합이 없습니다.' }
          : {
              en: `It is ${found}. A sorted set is ordered by its scores: what are they here?`,
              ko: `지금은 ${found}입니다. 정렬된 집합은 점수 차례로 서 있습니다. 여기서 점수는 무엇일까요?`,
            }
      },
    },
  ],
  hints: [
    {
      en: '`GEOSEARCHSTORE` takes the key to write to, then what `GEOSEARCH` takes.',
      ko: '`GEOSEARCHSTORE`에는 저장할 키를 먼저 쓰고, 그다음은 `GEOSEARCH`와 같습니다.',
    },
    {
      en: 'Without `STOREDIST` the scores are the coordinates, and the order is theirs.',
      ko: '`STOREDIST`가 없으면 점수는 좌표이고, 차례도 좌표의 차례입니다.',
    },
    {
      en: 'Type `GEOSEARCHSTORE near city FROMMEMBER Seoul BYRADIUS 500 km ASC COUNT 3 STOREDIST`.',
      ko: '`GEOSEARCHSTORE near city FROMMEMBER Seoul BYRADIUS 500 km ASC COUNT 3 STOREDIST`를 입력하세요.',
    },
  ],
  solution: [
    { line: 'GEOSEARCHSTORE near city FROMMEMBER Seoul BYRADIUS 500 km ASC COUNT 3 STOREDIST' },
    { line: 'ZRANGE near 0 -1 WITHSCORES' },
  ],
  wrong: [{ line: 'GEOSEARCHSTORE near city FROMMEMBER Seoul BYRADIUS 500 km ASC COUNT 3' }],
}

const removePlace: Prediction = {
  id: 'remove-place',
  question: {
    en: 'Redis has no command `GEODEL`. `ZREM` removes a member from a sorted set. You type `ZREM city Busan`. What happens?',
    ko: 'Redis에는 `GEODEL`이라는 명령이 없습니다. `ZREM`은 정렬된 집합에서 멤버를 지웁니다. `ZREM city Busan`을 입력하면 어떻게 될까요?',
  },
  options: [
    {
      id: 'wrongtype',
      text: { en: 'An error: `city` is of type geo', ko: '오류. `city`는 geo 타입이다' },
    },
    { id: 'removed', text: { en: 'Busan is gone', ko: '부산이 없어진다' } },
    { id: 'kept', text: { en: 'Nothing: Busan stays', ko: '아무 일도 없다. 부산은 그대로 있다' } },
  ],
  scenario: 'places',
  play: [{ line: 'ZREM city Busan' }, { line: 'GEOPOS city Busan' }, { line: 'ZCARD city' }],
  outcome: (world) => {
    const city = sorted(world, 'city')
    if (city === undefined) return 'wrongtype'
    return city.score('Busan') === undefined ? 'removed' : 'kept'
  },
  because: {
    en: 'There is no type geo. `GEOADD` makes a number of the two coordinates and adds the name to a sorted set with that number as its score. Every command for sorted sets works on it.',
    ko: 'geo라는 타입은 없습니다. `GEOADD`는 두 좌표를 수 하나로 만들고, 그 수를 점수로 삼아 이름을 정렬된 집합에 넣습니다. 정렬된 집합의 명령이 모두 통합니다.',
  },
}

export const exercises: readonly Exercise[] = [fromThePhone, nearestThree]
export const predictions: readonly Prediction[] = [removePlace]
