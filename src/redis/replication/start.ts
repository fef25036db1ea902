import { Client } from '../clients/client.ts'
import type { RedisServer } from '../server/server.ts'

/**
 * A server that begins as a replica. What replicates comes with the code of REPLCONF, which here has nothing to
 * settle.
 */
export const startAsReplica = (server: RedisServer): void => {
  const nobody = new Client(server, 0, { address: '', localAddress: '' })
  server.commands.original.get('replconf')!.run!(nobody, ['replconf'])
}
