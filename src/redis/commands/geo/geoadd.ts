import { command, block, double, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { scoreText } from '../../../structures/geohash.ts'
import { errors } from '../../command/errors.ts'
import { add } from '../sorted-set/shared/add.ts'
import { readPlace } from './shared/arguments.ts'

export const geoadd = command({
  name: 'geoadd',
  summary:
    'Adds places, each a longitude, a latitude and a name, to a sorted set, or moves those already there.',
  since: '3.2.0',
  group: 'geo',
  complexity: 'O(log(N)) for each place given, N being the members in the sorted set',
  history: [['6.2.0', 'The `CH`, `NX` and `XX` options.']],
  arity: -5,
  flags: ['write', 'denyoom'],
  acl: ['write', 'geo', 'slow'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [
    key(),
    oneof('condition', [token('nx', 'NX'), token('xx', 'XX')], { since: '6.2.0', optional: true }),
    token('change', 'CH', { since: '6.2.0', optional: true }),
    block('longitude_latitude_member', [double('longitude'), double('latitude'), string('member')], {
      multiple: true,
    }),
  ],
  run: (client, argv) => {
    const zadd = zaddFor(argv)
    add(client, zadd)
    client.propagateAs(...zadd)
  },
})

/** The ZADD that does it, which AOF and replicas get as well (geoaddCommand). */
const zaddFor = (argv: readonly string[]): string[] => {
  const is = (at: number, word: string): boolean => equalsIgnoreCase(argv[at]!, word)
  let first = 2
  let nx = false
  let xx = false
  for (; first < argv.length; first++) {
    if (is(first, 'nx')) nx = true
    else if (is(first, 'xx')) xx = true
    else if (!is(first, 'ch')) break
  }
  if ((argv.length - first) % 3 !== 0 || (nx && xx)) throw errors.syntax()
  const zadd = ['zadd', ...argv.slice(1, first)]
  for (let i = first; i < argv.length; i += 3) {
    zadd.push(scoreText(readPlace(argv[i]!, argv[i + 1]!)), argv[i + 2]!)
  }
  return zadd
}
