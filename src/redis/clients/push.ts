/** Messages a client did not ask for with the command at hand (networking.c: CLIENT_PUSHING). */
import type { ReplyWriter } from '../../resp/reply-writer.ts'
import type { Client } from './client.ts'

/** Writes to a client whatever CLIENT REPLY says; nothing follows the last reply of a connection that closes. */
export const pushTo = (client: Client, write: (reply: ReplyWriter) => void): void => {
  if (client.closed || client.closeAfterReply) return
  const { reply } = client
  const { muted } = reply
  reply.muted = false
  write(reply)
  reply.muted = muted
  client.server.queueWrite(client)
}
