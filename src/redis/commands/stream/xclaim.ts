import { command, integer, key, keysAt, string, token, unixTime } from '../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import type { Client } from '../../clients/client.ts'
import { readAtLeast } from '../../command/arguments.ts'
import { errors } from '../../command/errors.ts'
import { parseInteger } from '../../../bytes/integers.ts'
import { Nack } from '../../values/stream-group.ts'
import { compareIds, encodeId, MIN_ID, readId } from '../../values/stream-id.ts'
import type { StreamId } from '../../values/stream-id.ts'
import { claim, dropPending } from './shared/claim.ts'
import type { Claim } from './shared/claim.ts'
import { groupChanged, propagateGroupId, requireGroup } from './shared/groups.ts'
import { asStream, readStrictId } from './shared/stream.ts'

export const xclaim = command({
  name: 'xclaim',
  summary: 'Takes over given pending entries from whichever consumer holds them.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(log N) for N pending entries of the group',
  arity: -6,
  flags: ['write', 'fast'],
  acl: ['write', 'stream', 'fast'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'update'])],
  args: [
    key(),
    string('group'),
    string('consumer'),
    string('min-idle-time'),
    string('id', { multiple: true }),
    integer('ms', { token: 'IDLE', optional: true }),
    unixTime('unix-time-milliseconds', { token: 'TIME', optional: true }),
    integer('count', { token: 'RETRYCOUNT', optional: true }),
    token('force', 'FORCE', { optional: true }),
    token('justid', 'JUSTID', { optional: true }),
    string('id', { token: 'LASTID', optional: true }),
  ],
  run: (client, argv) => {
    const { db, server } = client
    const key = argv[1]!
    const entry = db.lookupRead(key)
    const { stream, group } = requireGroup(asStream(entry), key, argv[2]!)
    const minIdle = Math.max(0, readNumber(argv[4]!, 'min-idle-time argument'))
    const ids = idsOf(argv)
    const options = readOptions(argv, 5 + ids.length, server.milliseconds)
    db.beforeChange(entry!)
    const moved = compareIds(options.lastId, group.lastId) > 0
    if (moved) group.lastId = options.lastId
    const what = { key, stream, group, name: argv[3]!, ...options }
    const told = claimAll(client, argv, ids, what, minIdle)
    if (moved && !told) {
      propagateGroupId(client, key, group)
      server.dirty++
    }
    groupChanged(client, key)
    client.preventPropagation = true
  },
})

const readNumber = (text: string, what: string): number =>
  readAtLeast(text, -Infinity, () => errors.text(`ERR Invalid ${what} for XCLAIM`))

/** The ids from argv[5] on: as many arguments as are one. */
const idsOf = (argv: readonly string[]): StreamId[] => {
  const ids: StreamId[] = []
  for (let i = 5; i < argv.length; i++) {
    const id = readId(argv[i]!)
    if (id === undefined) break
    ids.push(id)
  }
  return ids
}

type Options = Pick<Claim, 'deliveryTime' | 'retryCount' | 'justId'> & {
  /** Entries that are not pending become so. */
  readonly force: boolean
  readonly lastId: StreamId
}

const readOptions = (argv: readonly string[], from: number, now: number): Options => {
  let deliveryTime = now
  let retryCount: number | bigint | undefined
  let justId = false
  let force = false
  let lastId: StreamId = MIN_ID
  for (let i = from; i < argv.length; i++) {
    const word = argv[i]!
    const more = i + 1 < argv.length
    if (equalsIgnoreCase(word, 'force')) force = true
    else if (equalsIgnoreCase(word, 'justid')) justId = true
    else if (more && equalsIgnoreCase(word, 'idle')) deliveryTime = now - readOption(argv[++i]!, 'IDLE')
    else if (more && equalsIgnoreCase(word, 'time')) deliveryTime = readOption(argv[++i]!, 'TIME')
    else if (more && equalsIgnoreCase(word, 'retrycount')) retryCount = readRetryCount(argv[++i]!)
    else if (more && equalsIgnoreCase(word, 'lastid')) lastId = readStrictId(argv[++i]!)
    else throw errors.unknownClaimOption(word)
  }
  // A clock may be wrong: a time that cannot be counts as now.
  if (deliveryTime < 0 || deliveryTime > now) deliveryTime = now
  return { deliveryTime, retryCount, justId, force, lastId }
}

const readOption = (text: string, name: string): number => readNumber(text, `${name} option argument`)

/** The number of deliveries; a negative one counts as not given. */
const readRetryCount = (text: string): number | bigint | undefined => {
  readOption(text, 'RETRYCOUNT')
  const count = parseInteger(text)!
  return count < 0 ? undefined : count
}

/** Claims what can be claimed; true when something was propagated. */
const claimAll = (
  client: Client,
  argv: readonly string[],
  ids: readonly StreamId[],
  what: Claim & Options,
  minIdle: number,
): boolean => {
  const { reply, server } = client
  const { group, stream, force } = what
  const mark = reply.mark()
  let claimed = 0
  let told = false
  ids.forEach((id, i) => {
    const nack = group.pending.get(encodeId(id))
    const text = argv[5 + i]!
    if (!stream.has(id)) {
      if (nack !== undefined) dropPending(client, what, nack, text)
      told ||= nack !== undefined
      return
    }
    if (nack === undefined && !force) return
    // A new one is as old as it has to be.
    if (nack !== undefined && minIdle > 0 && server.milliseconds - nack.deliveryTime < minIdle) return
    claim(client, what, nack ?? newPending(what, id, server.milliseconds), text)
    claimed++
    told = true
  })
  client.work(ids.length)
  reply.arrayAt(mark, claimed)
  return told
}

/** A pending entry without an owner as yet. */
const newPending = ({ group }: Claim, id: StreamId, now: number): Nack => {
  const nack = new Nack(id, null, now)
  group.pending.set(encodeId(id), nack)
  return nack
}
