/**
 * The worlds of the lesson on recovery: a log of four writes, the same with a damaged end or middle, a damaged
 * snapshot with backups beside it, a log whose server will be emptied, and a server that keeps snapshots only.
 */
import type { Input } from '../world/inputs.ts'
import type { World } from '../world/world.ts'
import { CONF } from './configured.ts'
import { bytesOf, INCR, lay, layLog, records, startWith } from './log-files.ts'
import { programs } from './programs.ts'
import type { Act, Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, HOST, PORT, SERVER } from './standalone.ts'

// ---- a log and what can happen to it ----------------------------------------------------------

/** 133 bytes: 23 for the choice of the database, twice 27, twice 28. */
const log = records(['SET a 1', 'SET b 2', 'SET x1 3', 'SET x2 4'])

/** Where the last record ends but for seven bytes, and the byte of the one before it that is damaged. */
const CUT = 126
const WRONG = 81
/** `$` with one bit turned over. */
const TURNED = '4'

export const killServer: Input = { kind: 'signal', process: SERVER, signal: 'KILL' }
export const cutEnd: Input = { kind: 'patch', host: HOST, path: INCR, edits: [[CUT, log.length - CUT, '']] }
export const wrongByte: Input = { kind: 'patch', host: HOST, path: INCR, edits: [[WRONG, 1, TURNED]] }
export const rightByte: Input = { kind: 'patch', host: HOST, path: INCR, edits: [[WRONG, 1, '$']] }
const putBack: Input = { kind: 'save', host: HOST, path: INCR, data: log }

const acts: Readonly<Record<string, Act>> = {
  'cut-end': {
    label: { en: 'Stop, and cut 7 bytes off', ko: '멈추고 끝 7바이트 자르기' },
    mark: 'file',
    inputs: [killServer, cutEnd],
  },
  'wrong-byte': {
    label: { en: 'Stop, and turn one bit over', ko: '멈추고 한 비트 뒤집기' },
    mark: 'bolt',
    inputs: [killServer, wrongByte],
  },
  'put-back': {
    label: { en: 'Stop, and put the file back', ko: '멈추고 파일 되돌리기' },
    mark: 'reset',
    inputs: [killServer, putBack],
  },
}

const base = {
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
}

const LOGGED = 'save ""\nappendonly yes\nappendfsync everysec\n'

export const recovering: Scenario = {
  ...base,
  id: 'recovering',
  acts,
  build(world) {
    layLog(world, log)
    startWith(world, LOGGED)
  },
}

/** The end is cut off, and this server refuses such a file. */
export const cutTail: Scenario = {
  ...base,
  id: 'cut-tail',
  build(world) {
    layLog(world, log.slice(0, CUT))
    startWith(
      world,
      `${LOGGED}\n# yes: a log whose last record was cut off is loaded up to there.\naof-load-truncated no\n`,
    )
  },
}

/** A bit of the third of four writes is wrong. */
export const turnedBit: Scenario = {
  ...base,
  id: 'turned-bit',
  build(world) {
    layLog(world, log.slice(0, WRONG) + TURNED + log.slice(WRONG + 1))
    startWith(world, LOGGED)
  },
}

// ---- emptied by mistake -----------------------------------------------------------------------

export const USERS = ['user:1', 'user:2', 'user:3'] as const

export const users: Scenario = {
  ...base,
  id: 'users',
  build(world) {
    layLog(world, records(['SET user:1 mina', 'SET user:2 joon', 'SET user:3 hana']))
    startWith(world, LOGGED)
  },
}

// ---- snapshots --------------------------------------------------------------------------------

const HEADER =
  '524544495330303130fa0972656469732d76657206372e302e3135fa0a72656469732d62697473c040fa056374696d65c2'

/** Snapshots as a server wrote them: pen; then ink and paper too; then glue too. */
const monday = bytesOf(
  `${HEADER}100c006bfa08757365642d6d656dc260b60e00fa08616f662d62617365c000fe00fb010000076f726465723a3103` +
    '70656effc472693ea0f6cdd1',
)
const tuesday = bytesOf(
  `${HEADER}100c006bfa08757365642d6d656dc27c170f00fa08616f662d62617365c000fe00fb030000076f726465723a3103` +
    '70656e00076f726465723a3203696e6b00076f726465723a33057061706572ff9b4e28fdccd6cba7',
)
const wednesday = bytesOf(
  `${HEADER}100c006bfa08757365642d6d656dc2cc170f00fa08616f662d62617365c000fe00fb040000076f726465723a3103` +
    '70656e00076f726465723a3203696e6b00076f726465723a3404676c756500076f726465723a33057061706572ff' +
    'abe3b65276704f70',
)

export const ORDERS = ['order:1', 'order:2', 'order:3', 'order:4'] as const

const DUMP = '/dump.rdb'
const SNAPSHOTS = 'save 3600 1\ndbfilename dump.rdb\n'

const layBackups = (world: World): void => {
  world.host(HOST).disk.mkdir('/backup')
  lay(world, '/backup/mon.rdb', monday)
  lay(world, '/backup/tue.rdb', tuesday)
  // The copy ended too early.
  lay(world, '/backup/wed.rdb', wednesday.slice(0, 120))
}

/** In dump.rdb one letter of a value is another; one of the backups is not whole. */
export const backups: Scenario = {
  ...base,
  id: 'backups',
  build(world) {
    layBackups(world)
    lay(world, DUMP, wednesday.replace('paper', 'taper'))
    startWith(world, SNAPSHOTS)
  },
}

/** Four orders in a snapshot, and no log. */
export const onlySnapshots: Scenario = {
  ...base,
  id: 'only-snapshots',
  build(world) {
    lay(world, DUMP, wednesday)
    startWith(world, SNAPSHOTS)
  },
}

/** Its redis.conf with one line more. */
export const appendOnlyInConf: Input = {
  kind: 'save',
  host: HOST,
  path: CONF,
  data: `${SNAPSHOTS}appendonly yes\n`,
}
