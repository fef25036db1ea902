/** Who a connection is: the default user and its password (acl.c, as far as requirepass reaches). */
import { errors } from '../command/errors.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBytes, toBytes } from '../../bytes/bytestrings.ts'
import { hex } from '../../bytes/quote.ts'
import type { RedisServer } from '../server/server.ts'
import type { Client } from './client.ts'

export const DEFAULT_USER = 'default'

/** The default user has no password: everyone is let in. */
export const isPasswordFree = (server: RedisServer): boolean => server.config.values.requirepass === ''

/** The connection must log in before it may do anything else (authRequired). */
export const mustAuthenticate = (client: Client): boolean =>
  !client.authenticated && !isPasswordFree(client.server)

/** Logs a connection in (ACLAuthenticateUser). Throws WRONGPASS. Without a password any is right. */
export const authenticate = (client: Client, user: string, password: string): void => {
  const { requirepass } = client.server.config.values
  if (user !== DEFAULT_USER || (requirepass !== '' && password !== requirepass)) throw errors.wrongPass()
  client.user = user
  client.authenticated = true
}

/** The default user as ACL LIST shows it, without the word user. */
export const describeDefaultUser = ({ config }: RedisServer): string => {
  const { requirepass } = config.values
  const password = requirepass === '' ? 'nopass' : `#${hex(fromBytes(sha256(toBytes(requirepass))))}`
  return `${DEFAULT_USER} on ${password} ~* &* +@all`
}
