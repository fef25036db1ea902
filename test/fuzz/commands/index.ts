/** Every command the fuzzer knows, by group, with a maker of its arguments. */
import type { Dice } from '../dice.ts'
import { aclMakers } from './acl.ts'
import { bitmapMakers } from './bitmap.ts'
import { dumpMakers } from './dump.ts'
import { genericMakers, serverMakers } from './generic.ts'
import { geoMakers } from './geo.ts'
import { hashMakers } from './hash.ts'
import { hyperloglogMakers } from './hyperloglog.ts'
import { blockingListMakers, listMakers } from './list.ts'
import { scriptingMakers } from './scripting.ts'
import { setMakers } from './set.ts'
import { blockingSortedSetMakers, sortedSetMakers } from './sorted-set.ts'
import { blockingStreamMakers, streamMakers } from './stream.ts'
import { stringMakers } from './string.ts'

export type Maker = (d: Dice) => string[]
export type Makers = Record<string, Maker>

export const makers: Record<string, Makers> = {
  string: stringMakers,
  list: listMakers,
  hash: hashMakers,
  set: setMakers,
  'sorted-set': sortedSetMakers,
  stream: streamMakers,
  geo: geoMakers,
  hyperloglog: hyperloglogMakers,
  bitmap: bitmapMakers,
  scripting: scriptingMakers,
  acl: aclMakers,
  dump: dumpMakers,
  generic: genericMakers,
  server: serverMakers,
}

export const blockingMakers: Makers = {
  ...blockingListMakers,
  ...blockingSortedSetMakers,
  ...blockingStreamMakers,
}
