/**
 * What the allocator and the system make of used memory (INFO's allocator_… and used_memory_rss): a model. Holes come
 * from the bins (`eviction/bins.ts`), the rest is what an idle server and one with a million keys had (recorded).
 */
import type { RedisServer } from '../server/server.ts'
import { STARTUP } from './memory.ts'

/** What the allocator holds beyond what was asked of it, on an idle server, bytes (recorded). */
const ALLOCATED_EXTRA = 749_808
const ACTIVE_EXTRA = 135_968
const RESIDENT_EXTRA = 2_670_592
const PROCESS_EXTRA = 7_680_000
/** Resident bytes grow faster than used ones: 115 against 104 a key (recorded with a million keys). */
const RESIDENT_RATIO = 115 / 104

export interface Residency {
  /** Bytes handed out, in pages with something on them, in pages the allocator has, and of the whole process. */
  readonly allocated: number
  readonly active: number
  readonly resident: number
  readonly rss: number
}

export const residency = ({ memory, system }: RedisServer, used: number): Residency => {
  const { live, active: pages } = memory.bins.extent
  const allocated = used + ALLOCATED_EXTRA
  const active = allocated + ACTIVE_EXTRA + (pages - live)
  const grown = Math.round(Math.max(0, used - STARTUP) * (RESIDENT_RATIO - 1))
  const resident = active + RESIDENT_EXTRA + grown + memory.bins.dirty(system.now())
  return { allocated, active, resident, rss: resident + PROCESS_EXTRA }
}
