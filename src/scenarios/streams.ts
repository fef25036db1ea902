/**
 * The world of the lesson on streams: workers of a consumer group, one of whom may die, and a listener of a channel
 * who is away for a while.
 */
import type { Input } from '../world/inputs.ts'
import type { Scenario } from './scenario.ts'
import { clients, standalone } from './standalone.ts'

/** How many orders the sender adds, and virtual ms between two of them. */
export const ORDERS = 12
const ORDER_EVERY = 150
/** Virtual ms that a worker spends on an order. */
export const WORK = 800

/** Adds orders to the stream; their ids are their numbers from 1 on, easy to type. */
export const sender = (count: number, every: number): Input =>
  clients('shop', {
    turns: count,
    every,
    steps: [{ send: ['XADD', 'orders', '$turn+1-0', 'order', '$turn+1'] }],
  })

/** Takes an order, works on it, notes it as done and acknowledges it, for ever. */
export const worker = (name: string, work: number): Input =>
  clients(name, {
    turns: 0,
    steps: [
      {
        send: ['XREADGROUP', 'GROUP', 'crew', name, 'COUNT', '1', 'BLOCK', '0', 'STREAMS', 'orders', '>'],
        pick: { id: [0, 1, 0, 0], order: [0, 1, 0, 1, 1] },
      },
      { wait: work },
      { send: ['RPUSH', `done:${name}`, '$order'] },
      { send: ['XACK', 'orders', 'crew', '$id'] },
    ],
  })

export const killBora: Input = { kind: 'signal', process: 'bora', signal: 'KILL' }

/** Messages to the channel and into a stream as well, and virtual ms between two of them. */
export const MESSAGES = 8
const MESSAGE_EVERY = 1000
/** Virtual ms at which the listener leaves and is back. */
const LEAVES = 3000
const BACK = 6000
const STAYS = 3000

const listener = (start: number, stays: number): Input =>
  clients('mina', { start, steps: [{ send: ['SUBSCRIBE', 'news'] }, { wait: stays }] })

const announcer: Input = clients('news', {
  start: MESSAGE_EVERY / 2,
  turns: MESSAGES,
  every: MESSAGE_EVERY,
  steps: [
    { send: ['PUBLISH', 'news', 'msg-$turn+1'], save: 'receivers' },
    { send: ['XADD', 'news:log', '*', 'text', 'msg-$turn+1'] },
    { send: ['RPUSH', 'news:receivers', '$receivers'] },
  ],
})

export const streams: Scenario = {
  ...standalone,
  id: 'streams',
  acts: {
    workers: {
      label: { en: 'Two workers come', ko: '작업자 둘이 오기' },
      mark: 'fork',
      inputs: [worker('ara', WORK), worker('bora', WORK)],
    },
    sender: {
      label: { en: `Send ${ORDERS} orders`, ko: `주문 ${ORDERS}개 보내기` },
      mark: 'next',
      inputs: [sender(ORDERS, ORDER_EVERY)],
    },
    'kill-bora': {
      label: { en: 'Kill bora', ko: 'bora 죽이기' },
      mark: 'kill',
      inputs: [killBora],
    },
    news: {
      label: {
        en: `${MESSAGES} messages, one listener`,
        ko: `메시지 ${MESSAGES}개, 듣는 사람 하나`,
      },
      mark: 'switch',
      inputs: [listener(0, LEAVES), announcer, listener(BACK, STAYS)],
    },
  },
  opening: ['XGROUP CREATE orders crew 0 MKSTREAM'],
}
