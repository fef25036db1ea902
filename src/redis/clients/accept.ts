/** Who may connect at all (networking.c: acceptCommonHandler, clientAcceptHandler). */
import { errors } from '../command/errors.ts'
import type { RedisServer } from '../server/server.ts'
import { isPasswordFree } from './authentication.ts'

/** An address `ip:port` of this very machine. */
export const isLoopback = (address: string): boolean =>
  address.startsWith('127.') || address.startsWith('[::1]:')

/** The error a connection from `peer` (`ip:port`) is turned away with, without its `-`; undefined: it may come in. */
export const refuseConnection = (server: RedisServer, peer: string): string | undefined => {
  const { maxclients, protectedMode } = server.config.values
  if (server.clients.size >= maxclients) return errors.tooManyClients().text
  const isOpen = protectedMode && isPasswordFree(server)
  return isOpen && !isLoopback(peer) ? errors.protectedMode().text : undefined
}
