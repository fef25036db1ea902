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
  private received = ''

  constructor(replication: Replication) {
    this.replication = replication
  }

  private get server(): RedisServer {
    return this.replication.server
  }

  /** connectWithMaster, and the line before it. */
  dial({ host, port }: Address, again = false): void {
    const { log, system } = this.server
    log.notice(
      again ? `Reconnecting to MASTER ${host}:${port} after failure` : `Connecting to MASTER ${host}:${port}`,
    )
    this.lastIo = this.replication.seconds
    this.received = ''
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

  /** The answer to PING. A primary that wants a password or knows no PING is a primary, too. */
  onData(data: string): void {
    this.received += data
    const end = this.received.indexOf('\n')
    if (end === -1) return
    const line = this.received.slice(0, end).replace(/\r$/, '')
    this.received = this.received.slice(end + 1)
    const { log } = this.server
    if (['+', '-NOAUTH', '-NOPERM', '-ERR operation not permitted'].some((start) => line.startsWith(start))) {
      log.notice('Master replied to PING, replication can continue...')
      return
    }
    log.warning(`Error reply to PING from master: '${line}'`)
    this.hangUp()
    this.state = 'connect'
  }

  onClosed(): void {
    const { log } = this.server
    this.connection = undefined
    this.state = 'connect'
    log.warning('Failed to read response from the server: Success')
    log.warning('Master did not respond to command during SYNC handshake')
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
      this.dial(primary, true)
      return
    }
    if (this.state === 'connect') this.dial(primary)
  }
}
