/** Scenarios by id, loaded when a bench is opened: each page needs one or two of them. */
import type { Scenario } from '../scenarios/scenario.ts'

type Loader = () => Promise<Readonly<Record<string, unknown>>>

export const scenarioFiles: readonly (readonly [ids: readonly string[], load: Loader])[] = [
  [['attendance'], () => import('../scenarios/attendance.ts')],
  [
    ['cache-full', 'cache-large', 'cache-lfu', 'cache-policies', 'cache-ttl', 'memory-holes'],
    () => import('../scenarios/cache.ts'),
  ],
  [['leaderboard', 'profiles', 'queue'], () => import('../scenarios/collections.ts')],
  [['configured'], () => import('../scenarios/configured.ts')],
  [['expiring'], () => import('../scenarios/expiring.ts')],
  [['machine'], () => import('../scenarios/machine.ts')],
  [['cache-old', 'tight-memory'], () => import('../scenarios/memory.ts')],
  [['hundred-thousand', 'keys', 'million'], () => import('../scenarios/million.ts')],
  [['places'], () => import('../scenarios/places.ts')],
  [
    ['backups', 'cut-tail', 'only-snapshots', 'recovering', 'turned-bit', 'users'],
    () => import('../scenarios/recovering.ts'),
  ],
  [['rewriting'], () => import('../scenarios/rewriting.ts')],
  [['crowded-shop', 'shop'], () => import('../scenarios/shop.ts')],
  [['comma', 'forks', 'logged', 'snapshots'], () => import('../scenarios/saving.ts')],
  [['standalone', 'welcome'], () => import('../scenarios/standalone.ts')],
  [['streams'], () => import('../scenarios/streams.ts')],
]

const isScenario = (value: unknown, id: string): value is Scenario =>
  typeof value === 'object' && value !== null && 'id' in value && value.id === id && 'build' in value

/** The scenario of that id; undefined: there is none. */
export const loadScenario = async (id: string): Promise<Scenario | undefined> => {
  const file = scenarioFiles.find(([ids]) => ids.includes(id))
  if (file === undefined) return undefined
  return Object.values(await file[1]()).find((value) => isScenario(value, id)) as Scenario | undefined
}
