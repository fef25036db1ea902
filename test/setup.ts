/** Property tests draw the same cases in every run; TEST_SEED tries others. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.TEST_SEED ?? 20261120) })
