import { errors } from '../../../command/errors.ts'
import type { RedisServer } from '../../../server/server.ts'

const disabled = () => errors.text('ERR This instance has cluster support disabled')

/** What belongs to a cluster is refused by a server outside of one. */
export const requireCluster = ({ config }: RedisServer): void => {
  if (!config.values.clusterEnabled) throw disabled()
}

/** A subcommand of CLUSTER: a server outside of a cluster looks at the arity only. */
export const clusterOnly = (): void => {
  throw disabled()
}
