import { toLower } from '../../../bytes/bytestrings.ts'
import type { Client } from '../../clients/client.ts'
import { command } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { cString } from '../../config/ctext.ts'
import { reloadAppendOnly } from '../../persistence/aof-load.ts'
import { datasetDigest, valueDigest } from '../../introspection/digest.ts'
import { debugAssert, debugOom, debugPanic, debugRestart, debugSegfault } from './debug/crash.ts'
import { debugHelp } from './debug/help.ts'
import {
  debugClientEviction,
  debugFlushSleep,
  debugMatching,
  debugPacketFilter,
  debugReplicate,
  debugRewriteAll,
} from './debug/internals.ts'
import { debugObject, debugTextLengths } from './debug/object.ts'
import { debugPopulate } from './debug/populate.ts'
import { debugProtocol } from './debug/protocol.ts'
import {
  debugActiveExpire,
  debugDenyScripts,
  debugPackedThreshold,
  debugPauseCron,
  debugReplyBuffer,
  debugSkipChecksums,
} from './debug/switches.ts'
import { debugReload } from './debug/reload.ts'
import { debugListpack, debugQuicklist, debugTable, debugTables } from './debug/tables.ts'

/** STRUCTSIZE of the 64-bit build. */
const SIZES = 'bits:64 robj:16 dictentry:24 sdshdr5:1 sdshdr8:3 sdshdr16:5 sdshdr32:9 sdshdr64:17 '

interface Subcommand {
  /** Arguments from … to, both names included. */
  readonly from: number
  readonly to: number
  readonly run: (client: Client, argv: readonly string[]) => void
}

const exactly = (count: number, run: Subcommand['run']): Subcommand => ({ from: count, to: count, run })

/** Stops the server and whatever waits for it. */
const sleep = ({ server, reply }: Client, argv: readonly string[]): void => {
  server.system.sleep(Math.max(0, Math.trunc((Number.parseFloat(argv[2]!) || 0) * 1e6)))
  reply.ok()
}

const log = ({ server, reply }: Client, argv: readonly string[]): void => {
  server.log.warning(`DEBUG LOG: ${cString(argv[2]!)}`)
  reply.ok()
}

const loadAof = ({ server, reply }: Client): void => {
  if (!reloadAppendOnly(server)) {
    server.system.exit(1)
    return
  }
  server.log.warning('Append Only File loaded by DEBUG LOADAOF')
  reply.ok()
}

const changeReplicationId = ({ server, reply }: Client): void => {
  server.log.warning('Changing replication IDs after receiving DEBUG change-repl-id')
  server.replicationId = server.system.random.hex(40)
  reply.ok()
}

const digestValues = ({ db, reply }: Client, argv: readonly string[]): void => {
  reply.array(argv.length - 2)
  for (const key of argv.slice(2)) reply.status(valueDigest(db.peek(key)))
}

/** A reply of any kind, as the text says: only line ends are taken out. */
const error = ({ reply }: Client, argv: readonly string[]): void =>
  reply.raw(`-${argv[2]!.replaceAll('\n', ' ').replaceAll('\r', ' ')}\r\n`)

const subcommands: ReadonlyMap<string, Subcommand> = new Map([
  ['help', exactly(2, debugHelp)],
  ['log', exactly(3, log)],
  ['leak', exactly(3, ({ reply }) => reply.ok())],
  ['listpack', exactly(3, debugListpack)],
  ['quicklist', { from: 3, to: 4, run: debugQuicklist }],
  ['populate', { from: 3, to: 5, run: debugPopulate }],
  ['digest', exactly(2, ({ server, reply }) => reply.status(datasetDigest(server.databases)))],
  ['digest-value', { from: 2, to: Infinity, run: digestValues }],
  ['protocol', exactly(3, debugProtocol)],
  ['sleep', exactly(3, sleep)],
  ['set-active-expire', exactly(3, debugActiveExpire)],
  ['quicklist-packed-threshold', exactly(3, debugPackedThreshold)],
  ['error', exactly(3, error)],
  ['structsize', exactly(2, ({ reply }) => reply.bulk(SIZES))],
  ['object', exactly(3, debugObject)],
  ['sdslen', exactly(3, debugTextLengths)],
  ['aof-flush-sleep', exactly(3, debugFlushSleep)],
  ['replicate', { from: 3, to: Infinity, run: debugReplicate }],
  ['config-rewrite-force-all', exactly(2, debugRewriteAll)],
  ['drop-cluster-packet-filter', exactly(3, debugPacketFilter)],
  ['client-eviction', exactly(2, debugClientEviction)],
  ['stringmatch-test', exactly(2, debugMatching)],
  ['segfault', { from: 2, to: Infinity, run: debugSegfault }],
  ['panic', { from: 2, to: Infinity, run: debugPanic }],
  ['assert', { from: 2, to: Infinity, run: debugAssert }],
  ['oom', { from: 2, to: Infinity, run: debugOom }],
  ['restart', { from: 2, to: Infinity, run: debugRestart }],
  ['crash-and-recover', { from: 2, to: Infinity, run: debugRestart }],
  ['htstats', exactly(3, debugTables)],
  ['htstats-key', exactly(3, debugTable)],
  ['change-repl-id', exactly(2, changeReplicationId)],
  ['set-skip-checksum-validation', exactly(3, debugSkipChecksums)],
  ['loadaof', { from: 2, to: Infinity, run: loadAof }],
  ['reload', { from: 2, to: Infinity, run: debugReload }],
  ['set-disable-deny-scripts', exactly(3, debugDenyScripts)],
  ['pause-cron', exactly(3, debugPauseCron)],
  ['replybuffer', exactly(4, debugReplyBuffer)],
])

export const debug = command({
  name: 'debug',
  summary: 'Looks into the server and bends it, for its own tests.',
  since: '1.0.0',
  group: 'server',
  complexity: 'See each subcommand.',
  docFlags: ['syscmd'],
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['admin', 'slow', 'dangerous'],
  guardedBy: 'enableDebugCommand',
  run: (client, argv) => {
    const subcommand = subcommands.get(toLower(argv[1]!))
    if (subcommand === undefined || argv.length < subcommand.from || argv.length > subcommand.to) {
      throw errors.subcommandSyntax(argv[1]!, 'debug')
    }
    subcommand.run(client, argv)
  },
})
