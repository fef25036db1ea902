/** HSET and HMSET (t_hash.c: hsetCommand). */
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { openHash } from './hash.ts'

/** Sets the fields argv[2], argv[4] … to the values after them; answers how many are new. */
export const setFields = (client: Client, argv: readonly string[]): number => {
  const words = argv.length
  if (words % 2 === 1) throw errors.wrongArity(client.command!.fullName)
  const key = argv[1]!
  const limits = client.server.config.values
  const hash = openHash(client, key)
  hash.makeRoom(argv, 2, words - 1, limits)
  let added = 0
  for (let i = 2; i < words; i += 2) {
    if (hash.set(argv[i]!, argv[i + 1]!, limits)) added++
  }
  const count = (words - 2) / 2
  if (count > 1) client.work(count)
  client.db.changed(key, 'hash', 'hset', count)
  return added
}
