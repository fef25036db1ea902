import type { BenchStore } from '../../../src/lab/components/bench-store.ts'
import type { BenchSetup } from '../../../src/lab/components/Bench.tsx'
import { connectFake, fakeGoals, fakeMarks } from '../../lab/fake-controller.ts'
import type { FakeController } from '../../lab/fake-controller.ts'

declare global {
  interface Window {
    bench: FakeController
    store: BenchStore
    fakeGoals: typeof fakeGoals
  }
}

/** Stands where the real boot loads the worker: twenty events, three virtual seconds apart. */
export const boot = async (_setup: BenchSetup, store: BenchStore): Promise<void> => {
  window.store = store
  window.fakeGoals = fakeGoals
  window.bench = connectFake(store, fakeMarks(20, 3_000_000))
}
