/** `npm run simulate -- --seed S --runs N`: lives N seeds through; a failure prints the command that repeats it. */
import { parseArgs } from 'node:util'
import { liveThroughCrashes, policies } from './crashes.ts'
import { simulate } from './run.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '100' } },
})
const first = Number(values.seed)
const runs = Number(values.runs)
if (!Number.isInteger(first) || !Number.isInteger(runs) || runs < 1) {
  console.error('Usage: npm run simulate -- --seed S --runs N   (whole numbers)')
  process.exit(1)
}
let failed = 0
for (let seed = first; seed < first + runs; seed++) {
  const wrong = [
    ...simulate(String(seed)),
    ...policies.flatMap((policy) => liveThroughCrashes(String(seed), policy).wrong),
  ]
  if (wrong.length === 0) continue
  failed++
  console.log(`seed ${seed}: ${wrong[0]}${wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : ''}`)
  console.log(`  npm run simulate -- --seed ${seed} --runs 1`)
}
console.log(`${runs - failed} of ${runs} lives were in order`)
process.exit(failed > 0 ? 1 : 0)
