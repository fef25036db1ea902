/** Keyspace notifications that transcripts don't show: who else hears of them, and what they cost when off. */
import { describe, expect, it } from 'vitest'
import { startRedis } from '../harness.ts'

describe('keyspace notifications', () => {
  it('are published like any message, key first, and reach who made the change before its reply', () => {
    const redis = startRedis({ config: { 'notify-keyspace-events': 'KE$' } })
    const client = redis.client()
    client.command('HELLO 3')
    client.command('SUBSCRIBE __keyspace@0__:k __keyevent@0__:set')
    expect(client.command('SET k v')).toBe(
      '>3\r\n$7\r\nmessage\r\n$16\r\n__keyspace@0__:k\r\n$3\r\nset\r\n' +
        '>3\r\n$7\r\nmessage\r\n$18\r\n__keyevent@0__:set\r\n$1\r\nk\r\n+OK\r\n',
    )
  })

  it('name keys of any bytes and the database the key is in', () => {
    const redis = startRedis({ config: { 'notify-keyspace-events': 'KA' } })
    const client = redis.client()
    client.send(['SUBSCRIBE', '__keyspace@3__:\0\xff'])
    client.read()
    redis.command('SELECT 3')
    redis.send(['SET', '\0\xff', '1'])
    expect(client.read()).toBe('*3\r\n$7\r\nmessage\r\n$17\r\n__keyspace@3__:\0\xff\r\n$3\r\nset\r\n')
  })

  it('come with their channels in the trace only when somebody asked for them', () => {
    const redis = startRedis()
    redis.world.tracing = true
    redis.command('SET k v')
    const types = () => redis.world.trace.map(({ type }) => type)
    expect(types()).toContain('key.event')
    expect(types()).not.toContain('pubsub.message')
    redis.command('CONFIG SET notify-keyspace-events E$')
    redis.command('SET k v')
    expect(redis.world.trace.filter(({ type }) => type === 'pubsub.message')).toMatchObject([
      { channel: '__keyevent@0__:set', message: 'k', count: 0 },
    ])
  })
})
