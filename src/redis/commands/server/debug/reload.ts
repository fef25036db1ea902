/** DEBUG RELOAD [MERGE] [NOFLUSH] [NOSAVE]: saves everything, forgets it and loads it again. */
import { toLower } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { reloadSnapshot, saveInForeground } from '../../../persistence/rdb.ts'

const OPTIONS: readonly string[] = ['merge', 'noflush', 'nosave']

export const debugReload = (client: Client, argv: readonly string[]): void => {
  const { server, reply } = client
  const options = argv.slice(2).map(toLower)
  if (!options.every((option) => OPTIONS.includes(option))) {
    throw errors.text('ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.')
  }
  if (!options.includes('nosave') && !saveInForeground(server)) throw errors.plain()
  const done = reloadSnapshot(client, {
    flush: !options.includes('noflush'),
    merge: options.includes('merge'),
  })
  if (!done) throw errors.text('ERR Error trying to load the RDB dump')
  server.log.warning('DB reloaded by DEBUG RELOAD')
  reply.ok()
}
