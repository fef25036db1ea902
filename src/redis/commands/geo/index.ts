import type { Command } from '../../command/declaration.ts'
import { geoadd } from './geoadd.ts'
import { geodist } from './geodist.ts'
import { geohash } from './geohash.ts'
import { geopos } from './geopos.ts'
import { georadius } from './georadius.ts'
import { georadiusRo } from './georadius_ro.ts'
import { georadiusbymember } from './georadiusbymember.ts'
import { georadiusbymemberRo } from './georadiusbymember_ro.ts'
import { geosearch } from './geosearch.ts'
import { geosearchstore } from './geosearchstore.ts'

export const geoCommands = [
  geoadd,
  geodist,
  geohash,
  geopos,
  georadius,
  georadiusRo,
  georadiusbymember,
  georadiusbymemberRo,
  geosearch,
  geosearchstore,
] as const satisfies readonly Command[]
