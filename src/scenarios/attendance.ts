/** Worlds of the lesson on bits: attendance of thirty students on two days, and visitors by the thousand. */
import { RedisServer } from '../redis/server/server.ts'
import { clients, HOST, SERVER, standalone, users } from './standalone.ts'
import type { Input } from '../world/inputs.ts'
import type { Scenario } from './scenario.ts'

export const STUDENTS = 30

/** Who stayed away, by student number; all others of the thirty were there. */
const ABSENT: Readonly<Record<string, readonly number[]>> = {
  'att:mon': [4, 9, 10, 13, 19, 23, 29],
  'att:tue': [1, 7, 12, 13, 16, 17, 22, 26, 27],
}

/** A bitmap with a one for each student who was there. */
const attendance = (absent: readonly number[]): string => {
  const bytes = new Uint8Array(Math.ceil(STUDENTS / 8))
  for (let n = 0; n < STUDENTS; n++) if (!absent.includes(n)) bytes[n >> 3]! |= 0x80 >> (n & 7)
  return String.fromCharCode(...bytes)
}

/** Students in the order in which they come in today, and virtual ms between two of them. */
const ARRIVALS = [12, 3, 25, 7, 0, 18, 21, 9, 28, 15, 5, 2, 22, 11, 30, 16]
const ARRIVAL_GAP = 250

/** Different visitors, how many one command names, and virtual ms between two commands. */
export const VISITORS = 20_000
const BATCH = 100
const BATCH_GAP = 40

const ids = (from: string, count = BATCH): string[] =>
  Array.from({ length: count }, (_, i) => `${from}${String(i).padStart(2, '0')}`)

/** Adds visitors to HyperLogLogs and sets: `count` of them, from one number (a multiple of the batch) on. */
const visits = (key: string, count: number, every: number, set?: string): Input =>
  clients('users', {
    turns: count / BATCH,
    every,
    steps: [
      { send: ['PFADD', key, ...ids('user:$turn:')] },
      ...(set === undefined ? [] : [{ send: ['SADD', set, ...ids('user:$turn:')] }]),
    ],
  })

/** How many came through each of two gates, and how many of them through both. */
export const GATE_VISITORS = 12_000
export const BOTH_GATES = 4000

/** Visitors of the first gate, then of the second, who are partly the same. */
export const gates: readonly Input[] = [
  visits('gate:1', GATE_VISITORS, 1),
  clients('users', {
    turns: BOTH_GATES / BATCH,
    every: 1,
    steps: [{ send: ['PFADD', 'gate:2', ...ids('user:$turn:')] }],
  }),
  clients('users', {
    turns: (GATE_VISITORS - BOTH_GATES) / BATCH,
    every: 1,
    steps: [{ send: ['PFADD', 'gate:2', ...ids('guest:$turn:')] }],
  }),
]

export const attendanceWorld: Scenario = {
  ...standalone,
  id: 'attendance',
  acts: {
    arrivals: users(
      { en: 'Students come in', ko: '학생들이 들어오기' },
      {
        steps: ARRIVALS.flatMap((n) => [
          { send: ['SETBIT', 'att:wed', String(n), '1'] },
          { wait: ARRIVAL_GAP },
        ]),
      },
    ),
    visitors: {
      label: { en: '20,000 visitors come', ko: '방문자 20,000명이 오기' },
      mark: 'fork',
      inputs: [visits('visitors:hll', VISITORS, BATCH_GAP, 'visitors:set')],
    },
  },
  build(world) {
    const { process } = world.spawn({
      host: HOST,
      program: 'redis-server',
      name: SERVER,
      argv: ['--save', ''],
    })
    if (!(process instanceof RedisServer)) return
    for (const [key, absent] of Object.entries(ABSENT)) process.databases[0]!.add(key, attendance(absent))
  },
}
