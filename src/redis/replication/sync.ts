/** SYNC and PSYNC at a primary (replication.c: syncCommand). */
import { equalsIgnoreCase } from '../../bytes/bytestrings.ts'
import type { Client } from '../clients/client.ts'
import { clampToSafe, parseInteger } from '../../bytes/integers.ts'
import { errors } from '../command/errors.ts'
import { replicaName } from './replica.ts'
import type { Replication } from './replication.ts'

/** What a replica asks to continue from; undefined: it came with SYNC. */
interface Wish {
  readonly id: string
  readonly offset: number
}

export const synchronise = (replication: Replication, client: Client, argv: readonly string[]): void => {
  const { server, replicas } = replication
  if (client.replica) return
  const partial = argv.length > 1
  if (argv.length > 3 && equalsIgnoreCase(argv[3]!, 'failover')) refuseFailover(replication, argv)
  if (replication.primary !== undefined) {
    throw errors.text("NOMASTERLINK Can't SYNC while not connected with my master")
  }
  if (!client.reply.isEmpty) throw errors.text('ERR SYNC and PSYNC are invalid with pending output')
  const traits = replicas.traitsOf(client)
  if ((traits.withoutData || traits.withoutFunctions) && !traits.readsMarks) {
    throw errors.text('ERR Filtered replica requires EOF capability')
  }
  const name = replicaName(client, traits)
  server.log.notice(`Replica ${name} asks for synchronization`)
  if (partial) {
    const wish = { id: argv[1]!, offset: readOffset(replication, argv[2]!, name) }
    if (mayContinue(replication, wish, name)) {
      replicas.resume(client, wish.offset)
      return
    }
    if (!wish.id.startsWith('?')) server.stats.syncPartialErr++
  }
  replicas.add(client, !partial)
}

/** A primary that hands its role over sends this with PSYNC; nobody here has asked for that. */
const refuseFailover = ({ server, primary }: Replication, argv: readonly string[]): void => {
  server.log.warning(`Failover request received for replid ${argv[1]}.`)
  if (primary === undefined) throw errors.text("ERR PSYNC FAILOVER can't be sent to a master.")
}

/** Whether the backlog has all that the replica lacks, in a history that is the same. */
const mayContinue = (replication: Replication, { id, offset }: Wish, name: string): boolean => {
  const { server, secondId, secondOffset, backlog } = replication
  const { log, replicationId } = server
  const isFirst = equalsIgnoreCase(id, replicationId)
  const isSecond = equalsIgnoreCase(id, secondId)
  if (!isFirst && (!isSecond || offset > secondOffset)) {
    if (id.startsWith('?')) log.notice(`Full resync requested by replica ${name}`)
    else if (!isSecond) {
      log.notice(
        `Partial resynchronization not accepted: Replication ID mismatch (Replica asked for '${id}', my replication IDs are '${replicationId}' and '${secondId}')`,
      )
    } else {
      log.notice(
        `Partial resynchronization not accepted: Requested offset for second ID was ${offset}, but I can reply up to ${secondOffset}`,
      )
    }
    return false
  }
  if (backlog !== undefined && backlog.reaches(offset)) return true
  log.notice(
    `Unable to partial resync with replica ${name} for lack of backlog (Replica request was: ${offset}).`,
  )
  if (offset > replication.offset) {
    log.warning(
      `Warning: replica ${name} tried to PSYNC with an offset that is greater than the master replication offset.`,
    )
  }
  return false
}

const readOffset = ({ server }: Replication, text: string, name: string): number => {
  const offset = parseInteger(text)
  if (offset !== undefined) return clampToSafe(offset)
  server.log.warning(`Replica ${name} asks for synchronization but with a wrong offset`)
  throw errors.notInteger()
}
