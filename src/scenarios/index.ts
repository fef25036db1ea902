/** Every ready-made world by its id. */
import { attendanceWorld } from './attendance.ts'
import { cacheFull, cacheLarge, cacheLfu, cachePolicies, cacheTtl, memoryHoles } from './cache.ts'
import { leaderboard, profiles, queue } from './collections.ts'
import { configured } from './configured.ts'
import { expiring } from './expiring.ts'
import { machine } from './machine.ts'
import { hundredThousand, keys, million } from './million.ts'
import { places } from './places.ts'
import { cacheOld, tightMemory } from './memory.ts'
import { comma, forks, logged, snapshots } from './saving.ts'
import { backups, cutTail, onlySnapshots, recovering, turnedBit, users } from './recovering.ts'
import { rewriting } from './rewriting.ts'
import type { Scenario } from './scenario.ts'
import { crowdedShop, shop } from './shop.ts'
import { standalone, welcome } from './standalone.ts'
import { streams } from './streams.ts'

const all: readonly Scenario[] = [
  standalone,
  welcome,
  machine,
  configured,
  keys,
  hundredThousand,
  million,
  expiring,
  queue,
  leaderboard,
  profiles,
  attendanceWorld,
  places,
  streams,
  shop,
  crowdedShop,
  cacheFull,
  cacheLfu,
  cacheTtl,
  cacheLarge,
  cachePolicies,
  memoryHoles,
  cacheOld,
  tightMemory,
  snapshots,
  comma,
  forks,
  logged,
  rewriting,
  recovering,
  cutTail,
  turnedBit,
  users,
  backups,
  onlySnapshots,
]

export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(all.map((s) => [s.id, s]))
