import { errors } from '../../../command/errors.ts'
import type { RedisServer } from '../../../server/server.ts'

/** What belongs to a cluster is refused by a server outside of one. */
export const requireCluster = ({ config }: RedisServer): void => {
  if (!config.values.clusterEnabled) throw errors.text('ERR This instance has cluster support disabled')
}
