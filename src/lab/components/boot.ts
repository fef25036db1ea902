import type { BenchStore } from './bench-store.ts'
import type { BenchSetup } from './Bench.tsx'

/**
 * Starts the bench's world: called once when the bench has hydrated. Whoever runs the world fills the store,
 * registers the scene and the tools (parts.ts) and announces its controller with connectBench (page-store.ts).
 */
export const boot = async (_setup: BenchSetup, _store: BenchStore): Promise<void> => {}
