/** A replica's connection to its primary: dialled again every second until somebody answers (replication.c: syncWithMaster). */
import type { ConnectFailure, ConnectionId } from '../../world/process.ts'
import { encodeCommand } from '../../formats/aof/encode.ts'
import type { RedisServer } from '../server/server.ts'
import type { Replication } from './replication.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

/** connect: to be dialled with the next cron. The names are ROLE's. */
export type LinkState = 'none' | 'connect' | 'connecting' | 'handshake'

const WHY: Readonly<Record<ConnectFailure, string>> = {
  refused: 'Connection refused',
  timeout: 'Connection timed out',
  unreachable: 'No route to host',
  'unknown host': 'Invalid argument',
}

export class PrimaryLink {
  readonly replication: Replication
  state: LinkState = 'none'
  connection: ConnectionId | undefined
  /** When something was last heard or tried, Unix seconds. */
  private lastIo = 0

  constructor(replication: Replication) {
    this.replication = replication
  }

  private get server(): RedisServer {
    return this.replication.server
  }

  /** connectWithMaster, and the line before it. */
  dial({ host, port }: Address): void {
    const { log, system } = this.server
    log.notice(`Connecting to MASTER ${host}:${port}`)
    this.lastIo = this.replication.seconds
    if (!system.resolves(host)) {
      log.warning(`Unable to connect to MASTER: ${WHY['unknown host']}`)
      this.state = 'connect'
      return
    }
    this.connection = system.connect(host, port)
    this.state = 'connecting'
    log.notice('MASTER <-> REPLICA sync started')
  }

  /** Whether a connection is this one. */
  owns(connection: ConnectionId): boolean {
    return this.connection === connection
  }

  onConnected(): void {
    this.server.log.notice('Non blocking connect for SYNC fired the event.')
    this.state = 'handshake'
    this.lastIo = this.replication.seconds
    this.server.system.send(this.connection!, encodeCommand(['PING']))
  }

  onFailed(why: ConnectFailure): void {
    this.connection = undefined
    this.state = 'connect'
    this.server.log.warning(`Error condition on socket for SYNC: ${WHY[why]}`)
  }

  onClosed(): void {
    this.connection = undefined
    if (this.state === 'none') return
    this.state = 'connect'
    this.server.log.warning(
      "Error reply to PING from master: '-Reading from master: Connection reset by peer'",
    )
  }

  /** cancelReplicationHandshake. */
  hangUp(): void {
    if (this.connection !== undefined) this.server.system.close(this.connection)
    this.connection = undefined
  }

  /** Once a second: gives up on a primary that says nothing, and dials. */
  cron(primary: Address): void {
    const late = this.replication.seconds - this.lastIo > this.server.config.values.replTimeout
    if (late && (this.state === 'connecting' || this.state === 'handshake')) {
      this.server.log.warning('Timeout connecting to the MASTER...')
      this.hangUp()
      this.state = 'connect'
    }
    if (this.state === 'connect') this.dial(primary)
  }
}
