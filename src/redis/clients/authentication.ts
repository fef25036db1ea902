/** Who a connection is before it has logged in (acl.c, networking.c: clientSetDefaultAuth, authRequired). */
import type { RedisServer } from '../server/server.ts'
import type { Client } from './client.ts'

/** The default user has no password. */
export const isPasswordFree = (server: RedisServer): boolean => server.acl.defaultUser.noPassword

/** A new connection is at once the default user. */
export const isLetIn = ({ acl }: RedisServer): boolean =>
  acl.defaultUser.noPassword && acl.defaultUser.enabled

/** The connection must log in before it may do anything else. */
export const mustAuthenticate = (client: Client): boolean => !client.authenticated && !isLetIn(client.server)
