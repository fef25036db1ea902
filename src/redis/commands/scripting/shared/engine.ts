/** What the scripting commands share. */
import { toLower } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { Scripting } from '../../../scripting/scripting.ts'
import type { Script } from '../../../scripting/scripting.ts'

/** What runs the server's scripts, made when it is first asked for. */
export const engine = ({ server }: Client): Scripting => (server.scripting ??= new Scripting(server))

/** What is no digest at all is refused before the number of keys is read. */
export const checkDigest = (sha: string): string => {
  if (sha.length !== 40) throw errors.text('NOSCRIPT No matching script. Please use EVAL.')
  return sha
}

/** The kept script of a digest, in any mixture of cases. */
export const kept = (client: Client, sha: string): Script => {
  const script = engine(client).scripts.get(toLower(sha))
  if (script === undefined) throw errors.text('NOSCRIPT No matching script. Please use EVAL.')
  return script
}

export const isFlushMode = (word: string): boolean => ['sync', 'async'].includes(toLower(word))
