/** Worlds of the lessons on lists, sorted sets and hashes: one server, and users who come at the press of a button. */
import type { ScriptPlan } from '../tools/script/script.ts'
import type { Scenario, Text } from './scenario.ts'
import { clients, standalone, users } from './standalone.ts'

/** How many jobs the sender adds to `jobs`, and virtual ms between two of them. */
export const JOBS = 12
const JOB_EVERY = 150
/** How many workers come, and virtual ms each spends on a job. */
export const WORKERS = 2
const WORK = 800

/** A queue of jobs: workers that wait for them, and a sender. */
export const queue: Scenario = {
  ...standalone,
  id: 'queue',
  acts: {
    workers: users(
      { en: 'Two workers wait with BLPOP', ko: '작업자 둘이 BLPOP으로 기다리기' },
      {
        clients: WORKERS,
        stagger: 1,
        turns: 0,
        steps: [{ send: ['BLPOP', 'jobs', '0'] }, { wait: WORK }, { send: ['INCR', 'jobs:done'] }],
      },
    ),
    sender: users(
      { en: `Send ${JOBS} jobs with RPUSH`, ko: `RPUSH로 작업 ${JOBS}개 보내기` },
      { turns: JOBS, every: JOB_EVERY, steps: [{ send: ['RPUSH', 'jobs', 'job-$turn'] }] },
    ),
  },
}

/** Players of the live game: points of a hit, and virtual ms between two hits. */
const PLAYERS: readonly (readonly [name: string, points: number, every: number])[] = [
  ['mina', 15, 700],
  ['joon', 10, 500],
  ['sora', 40, 1900],
  ['dahan', 5, 300],
  ['ara', 25, 1300],
]
const HITS = 20

/** How many players the league has before its tail is cut, and how many may stay. */
export const LEAGUE = 120
export const TOP = 100

const plays = ([name, points, every]: (typeof PLAYERS)[number]): Omit<ScriptPlan, 'host' | 'port'> => ({
  start: every,
  turns: HITS,
  every,
  steps: [{ send: ['ZINCRBY', 'game', String(points), name] }],
})

/** A game whose players score all the time, and a league of many players. */
export const leaderboard: Scenario = {
  ...standalone,
  id: 'leaderboard',
  acts: {
    game: {
      label: { en: 'Five players play on', ko: '다섯 명이 게임하기' },
      mark: 'fork',
      inputs: PLAYERS.map((player) => clients('users', plays(player))),
    },
    league: users(
      { en: `${LEAGUE} players enter the league`, ko: `선수 ${LEAGUE}명이 리그에 들어오기` },
      { turns: LEAGUE, steps: [{ send: ['ZADD', 'rank', '$turn', 'p$turn'] }] },
    ),
  },
}

/** The profile both editors open, and what each of them saves: the whole of it with one part changed. */
export const PROFILE = { name: 'Mina', city: 'Seoul' } as const
export const NEW_NAME = 'Minah'
export const NEW_CITY = 'Busan'

/** Two people edit one profile: virtual ms until each opens it, and from opening to saving. */
const EDITORS: readonly { readonly opens: number; readonly types: number; readonly part: 'name' | 'city' }[] =
  [
    { opens: 0, types: 300, part: 'name' },
    { opens: 100, types: 500, part: 'city' },
  ]
const changed = { name: NEW_NAME, city: NEW_CITY }

const editors = (label: Text, steps: (part: 'name' | 'city', types: number) => ScriptPlan['steps']) => ({
  label,
  mark: 'fork',
  inputs: EDITORS.map(({ opens, types, part }) =>
    clients('users', { start: opens, steps: steps(part, types) }),
  ),
})

/** A profile stored twice, as one JSON string and as a hash, and two editors who open it at the same time. */
export const profiles: Scenario = {
  ...standalone,
  id: 'profiles',
  acts: {
    'edit-json': editors(
      { en: 'Two editors save one JSON string', ko: '편집자 둘이 JSON 문자열 하나 저장하기' },
      (part, types) => [
        { send: ['GET', 'profile:json'] },
        { wait: types },
        { send: ['SET', 'profile:json', JSON.stringify({ ...PROFILE, [part]: changed[part] })] },
      ],
    ),
    'edit-hash': editors(
      { en: 'Two editors save one field each', ko: '편집자 둘이 필드 하나씩 저장하기' },
      (part, types) => [
        { send: ['HGETALL', 'profile'] },
        { wait: types },
        { send: ['HSET', 'profile', part, changed[part]] },
      ],
    ),
  },
  opening: [
    `SET profile:json '${JSON.stringify(PROFILE)}'`,
    `HSET profile name ${PROFILE.name} city ${PROFILE.city}`,
  ],
}
