import { command, block, integer, key, keysAt, oneof, string, token } from '../../command/declaration.ts'
import { Type } from '../../keyspace/entry.ts'
import { streamOf } from './shared/stream.ts'
import { readOptions, trimStream, writeExactTrim } from './shared/trim.ts'

export const xtrim = command({
  name: 'xtrim',
  summary: 'Removes the oldest entries of a stream down to a length or up to an id.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(N) for N entries removed, fast as whole nodes go at once',
  history: [['6.2.0', 'The `MINID` and `LIMIT` options.']],
  arity: -4,
  flags: ['write'],
  acl: ['write', 'stream', 'slow'],
  tips: ['nondeterministic_output'],
  keySpecs: [keysAt(1, 1, 1, ['RW', 'delete'])],
  args: [
    key(),
    block('trim', [
      oneof('strategy', [token('maxlen', 'MAXLEN'), token('minid', 'MINID', { since: '6.2.0' })]),
      oneof('operator', [token('equal', '='), token('approximately', '~')], { optional: true }),
      string('threshold'),
      integer('count', { token: 'LIMIT', since: '6.2.0', optional: true }),
    ]),
  ],
  run: (client, argv) => {
    const { db } = client
    const key = argv[1]!
    const options = readOptions(client, argv, false)
    const entry = db.write(key, Type.stream)
    if (entry === undefined) return client.reply.integer(0)
    db.beforeChange(entry)
    const stream = streamOf(entry)
    const removed = trimStream(client, key, stream, options.trim!)
    if (removed > 0) {
      if (options.trim!.approximate) {
        const rewritten = [...argv]
        writeExactTrim(rewritten, options, stream)
        client.rewritten = rewritten
      }
      db.signalModified(key)
      client.server.dirty += removed
    }
    client.reply.integer(removed)
  },
})
