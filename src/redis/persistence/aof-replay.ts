/** The commands of an append-only file, run again (aof.c: loadSingleAppendOnlyFile). */
import type { AofReader } from '../../formats/aof/reader.ts'
import { Client } from '../clients/client.ts'
import type { Command } from '../command/declaration.ts'
import { CommandError } from '../command/errors.ts'
import { arityFits } from '../command/table.ts'
import { costs } from '../server/costs.ts'
import { errnoText } from '../server/errno.ts'
import type { RedisServer } from '../server/server.ts'
import { aofPath } from './aof-files.ts'
import { chargeKeys } from './rdb-load.ts'

/** How a file, or all of them, could be read. failed: the server must not start. */
export type LoadResult = 'ok' | 'missing' | 'empty' | 'truncated' | 'failed'

/** Commands between two looks at the clients. */
const COMMANDS_A_STEP = 1024
/** Charged for each KB that is read, µs. */
const READ_KILOBYTE = 1

/** The client whose commands a file holds: nobody hears its replies, it never waits, it may do anything. */
const createLoader = (server: RedisServer): Client => {
  const client = new Client(server, 0, { address: '', localAddress: '' })
  client.user = undefined
  client.mustObey = true
  client.denyBlocking = true
  client.reply.muted = true
  return client
}

/** Runs the commands of one file, all at once or with rests in which the server hears its clients. Plain data. */
export class FileLoader {
  private readonly server: RedisServer
  private readonly name: string
  private readonly path: string
  private readonly reader: AofReader
  private readonly client: Client
  /** Bytes that a truncation would keep. */
  private validUpTo = 0
  private validBeforeMulti = 0
  commands = 0
  /** Commands before the last rest. */
  private rested: number
  /** Bytes whose reading was charged. */
  private paid: number

  /** `rested`: its first command may follow at once; else the server has been at work and rests before it. */
  constructor(server: RedisServer, name: string, reader: AofReader, rested: boolean) {
    this.server = server
    this.rested = rested ? 0 : -1
    this.paid = reader.offset
    this.name = name
    this.path = aofPath(server, name)
    this.reader = reader
    this.client = createLoader(server)
  }

  /** Bytes of the file that are read. */
  get at(): number {
    return this.reader.offset
  }

  /** As in the past: nothing is passed on, and nothing runs out. Undefined: there is more. */
  step(rests: boolean): LoadResult | undefined {
    const { propagation, aof, charging, system } = this.server
    const { muted } = propagation
    propagation.muted = true
    aof.loading = true
    const result = this.run(rests)
    aof.loading = false
    propagation.muted = muted
    if (charging) system.work(((this.at - this.paid) / 1024) * READ_KILOBYTE)
    this.paid = this.at
    return result
  }

  /** Redis looks at its clients before each command whose number is a multiple of 1024. */
  private get mayRest(): boolean {
    const { commands } = this
    if (commands % COMMANDS_A_STEP !== 0 || commands === this.rested) return false
    this.rested = commands
    return true
  }

  private run(rests: boolean): LoadResult | undefined {
    const { server, reader, client, name } = this
    for (;;) {
      if (rests && this.mayRest) return undefined
      const item = reader.next()
      if (item.kind === 'short') return this.shortRead()
      if (item.kind === 'format') return this.badFormat()
      if (item.kind === 'end') break
      const command = server.commands.lookup(item.argv)
      if (command === undefined) {
        server.log.warning(`Unknown command '${item.argv[0]}' reading the append only file ${name}`)
        return this.refuse('unknown command')
      }
      if (!arityFits(command, item.argv.length)) return this.badFormat()
      const inside = client.multi !== undefined
      this.execute(command, item.argv)
      if (!inside && client.multi !== undefined) this.validBeforeMulti = this.validUpTo
      this.commands++
      if (server.config.values.aofLoadTruncated) this.validUpTo = reader.offset
    }
    if (client.multi === undefined) return 'ok'
    server.log.warning(`Revert incomplete MULTI/EXEC transaction in AOF file ${name}`)
    this.validUpTo = this.validBeforeMulti
    return this.shortRead()
  }

  private execute(command: Command, argv: readonly string[]): void {
    const { server, client } = this
    client.command = command
    client.argv = argv
    client.lastCommand = command
    client.rewritten = undefined
    client.visited = 0
    // Only EXEC runs within a transaction.
    if (client.multi !== undefined && command.abortsWhenRejected !== true) {
      server.transactions.queue(client, command, argv)
    } else {
      try {
        command.run!(client, argv)
      } catch (error) {
        // What the command answers goes nowhere.
        if (!(error instanceof CommandError)) throw error
      }
    }
    chargeKeys(server, 1, costs.command + client.visited * costs.visited)
  }

  /** The file ends within a command or a transaction: its end is cut off, or it is refused. */
  private shortRead(): LoadResult {
    const { server, name, path, validUpTo } = this
    const { log, system, config } = server
    if (config.values.aofLoadTruncated) {
      log.warning(`!!! Warning: short read while loading the AOF file ${name}!!!`)
      log.warning(`!!! Truncating the AOF ${name} at offset ${validUpTo} !!!`)
      const why = system.disk.truncate(path, validUpTo)
      if (why === undefined) {
        log.warning(`AOF ${name} loaded anyway because aof-load-truncated is enabled`)
        return 'truncated'
      }
      log.warning(`Error truncating the AOF file ${name}: ${errnoText(why)}`)
    }
    log.warning(
      `Unexpected end of file reading the append only file ${name}. You can: 1) Make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>. 2) Alternatively you can set the 'aof-load-truncated' configuration option to yes and restart the server.`,
    )
    return this.refuse('unexpected end of file')
  }

  private badFormat(): LoadResult {
    const { server, name } = this
    server.log.warning(
      `Bad file format reading the append only file ${name}: make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>`,
    )
    return this.refuse('bad file format')
  }

  private refuse(why: string): LoadResult {
    const { server, name, reader } = this
    if (server.system.tracing) {
      server.trace({ type: 'aof.refused', file: name, why, offset: reader.offset })
    }
    return 'failed'
  }

  /** Where the file was cut off. */
  get truncatedAt(): number {
    return this.validUpTo
  }
}
