import type { Dice } from '../dice.ts'
import type { Makers } from './index.ts'

/** Keys of their own, so that most are HyperLogLogs; now and then any string. */
const key = (d: Dice): string => (d.chance(0.08) ? d.key('string') : `p${d.below(5)}`)

const element = (d: Dice): string => (d.chance(0.8) ? `e${d.below(d.pick([20, 2000, 100_000]))}` : d.value())

export const hyperloglogMakers: Makers = {
  pfadd: (d) => [key(d), ...d.some(0, d.pick([2, 10, 100]), () => element(d))],
  pfcount: (d) => d.some(1, d.pick([1, 3]), () => key(d)),
  pfmerge: (d) => d.some(1, d.pick([2, 4]), () => key(d)),
  pfdebug: (d) => [
    d.pick(['DECODE', 'decode', 'ENCODING', 'ENCODING', d.chance(0.3) ? 'TODENSE' : 'FOO']),
    key(d),
  ],
}
