/** What publishing and subscribing tell the trace. */
export interface Receiver {
  readonly client: number
  /** The pattern by which it came; null: the client is subscribed to the channel itself. */
  readonly pattern: string | null
}

export type PubSubEvent =
  | {
      type: 'pubsub.message'
      kind: 'channel' | 'shard'
      channel: string
      /** The first 256 bytes. */
      message: string
      /** In the order of delivery, the first 256; `count` says how many there were. */
      receivers: readonly Receiver[]
      count: number
    }
  | { type: 'pubsub.subscribed'; client: number; kind: 'channel' | 'pattern' | 'shard'; name: string }
  | { type: 'pubsub.unsubscribed'; client: number; kind: 'channel' | 'pattern' | 'shard'; name: string }

const SHOWN = 256

export const eventOfMessage = (
  kind: 'channel' | 'shard',
  channel: string,
  message: string,
  receivers: readonly Receiver[],
): PubSubEvent => ({
  type: 'pubsub.message',
  kind,
  channel,
  message: message.slice(0, SHOWN),
  receivers: receivers.slice(0, SHOWN),
  count: receivers.length,
})
