import { command, block, integer, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import type { Client } from '../../clients/client.ts'
import { errors } from '../../command/errors.ts'
import { Type } from '../../keyspace/entry.ts'
import { compareIds, idText, isZeroId, MAX_ID } from '../../values/stream-id.ts'
import type { StreamId } from '../../values/stream-id.ts'
import { StreamValue } from '../../values/stream.ts'
import { streamOf } from './shared/stream.ts'
import { readOptions, trimStream, writeExactTrim } from './shared/trim.ts'
import type { AddOptions } from './shared/trim.ts'

export const xadd = command({
  name: 'xadd',
  summary: 'Appends an entry to a stream, creating it if needed; may trim the old end at once.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1); trimming adds O(N) for N entries removed',
  history: [
    ['6.2.0', 'The `NOMKSTREAM`, `MINID` and `LIMIT` options.'],
    ['7.0.0', 'Ids of the form `<ms>-*`.'],
  ],
  arity: -5,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['write', 'stream', 'fast'],
  tips: ['nondeterministic_output'],
  keySpecs: [
    keysAt(1, 1, 1, ['RW', 'update'], { notes: 'Update rather than insert, as XADD may also trim.' }),
  ],
  args: [
    key(),
    token('nomkstream', 'NOMKSTREAM', { since: '6.2.0', optional: true }),
    block(
      'trim',
      [
        oneof('strategy', [token('maxlen', 'MAXLEN'), token('minid', 'MINID', { since: '6.2.0' })]),
        oneof('operator', [token('equal', '='), token('approximately', '~')], { optional: true }),
        string('threshold'),
        integer('count', { token: 'LIMIT', since: '6.2.0', optional: true }),
      ],
      { optional: true },
    ),
    oneof('id_or_auto', [token('auto_id', '*'), string('id')]),
    block('field_value', [string('field'), string('value')], { multiple: true }),
  ],
  run: (client, argv) => {
    const { db } = client
    const key = argv[1]!
    const options = readOptions(client, argv, true)
    const fields = argv.length - options.idAt - 1
    if (fields < 2 || fields % 2 === 1) throw errors.wrongArity('xadd')
    if (options.id?.seqGiven === true && isZeroId(options.id)) {
      throw errors.text('ERR The ID specified in XADD must be greater than 0-0')
    }
    let entry = db.write(key, Type.stream)
    if (entry === undefined && options.noMakeStream) return client.reply.nil()
    if (entry === undefined) entry = db.add(key, new StreamValue())
    else db.beforeChange(entry)
    const stream = streamOf(entry)
    const id = append(client, argv, stream, options)
    client.reply.bulk(idText(id))
    db.changed(key, 'stream', 'xadd')
    if (options.trim !== undefined) trimStream(client, key, stream, options.trim)
    if (client.server.propagation.active) propagate(client, argv, stream, options, id)
    db.signalReady(key)
  },
})

/** Adds the entry and answers its id. */
const append = (
  client: Client,
  argv: readonly string[],
  stream: StreamValue,
  options: AddOptions,
): StreamId => {
  const { server } = client
  if (compareIds(stream.lastId, MAX_ID) === 0) {
    throw errors.text('ERR The stream has exhausted the last possible ID, unable to add more items')
  }
  const id = stream.newId(options.id, server.milliseconds)
  if (id === 'small') {
    throw errors.text('ERR The ID specified in XADD is equal or smaller than the target stream top item')
  }
  // 7.0 has the same words for a millisecond without a sequence number left.
  if (id === undefined || !stream.append(id, argv, options.idAt + 1, server.config.values)) {
    throw errors.text('ERR Elements are too large to be stored')
  }
  return id
}

/** AOF and replicas get the id that was made, and a trimming with the same outcome. */
const propagate = (
  client: Client,
  argv: readonly string[],
  stream: StreamValue,
  options: AddOptions,
  id: StreamId,
): void => {
  const rewritten = [...argv]
  if (options.trim?.approximate === true) writeExactTrim(rewritten, options, stream)
  if (options.id?.seqGiven !== true) rewritten[options.idAt] = idText(id)
  client.rewritten = rewritten
}
