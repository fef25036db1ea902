/**
 * Worlds of the lesson on the one thread: a shop with a few things in stock and more buyers than things, alone or
 * with a million keys and fifty clients beside it.
 */
import type { Input } from '../world/inputs.ts'
import type { ScriptStep } from '../tools/script/script.ts'
import { million } from './million.ts'
import type { Act, Scenario, TerminalSetup } from './scenario.ts'
import { cli, clients, standalone } from './standalone.ts'

/** How many things there are, and how many buyers come for them at the same time. */
export const STOCK = 5
export const BUYERS = 10

/** Virtual ms before the buyers come: the shelf is filled first; and how long one looks before buying. */
const OPENS = 2
const LOOKS = 1

const shelf: Input = clients('shop', { steps: [{ send: ['SET', 'stock', String(STOCK)] }] })

const buyers = (steps: readonly ScriptStep[]): Input =>
  clients('buyers', { clients: BUYERS, start: OPENS, steps })

const sale = (label: Act['label'], steps: readonly ScriptStep[]): Act => ({
  label,
  mark: 'fork',
  inputs: [shelf, buyers(steps)],
})

const look: readonly ScriptStep[] = [
  { send: ['GET', 'stock'], save: 'left' },
  { stopUnless: 'left', above: 0 },
  { wait: LOOKS },
]

/** Buys one if there is one left, in one go. */
export const BUY = "if tonumber(redis.call('GET', KEYS[1])) > 0 then return redis.call('DECR', KEYS[1]) end"

/** How many commands are sent one by one, and in one go. */
export const COMMANDS = 100

const sales: Readonly<Record<string, Act>> = {
  'buy-get-decr': sale({ en: '10 buyers: GET, then DECR', ko: '구매자 10명: GET 다음 DECR' }, [
    ...look,
    { send: ['DECR', 'stock'] },
  ]),
  'buy-watch': sale({ en: '10 buyers: WATCH and EXEC', ko: '구매자 10명: WATCH와 EXEC' }, [
    { send: ['WATCH', 'stock'] },
    ...look,
    { send: ['MULTI'] },
    { send: ['DECR', 'stock'] },
    { send: ['EXEC'], pick: { bought: [0] } },
    { againUnless: 'bought' },
  ]),
  'buy-script': sale({ en: '10 buyers: one script', ko: '구매자 10명: 스크립트 하나' }, [
    { send: ['EVAL', BUY, '1', 'stock'] },
  ]),
}

/** Buyers who run the script that somebody stored under `buy`. */
const customers: Act = {
  label: { en: '10 buyers run what buy holds', ko: '구매자 10명이 buy의 스크립트 실행하기' },
  mark: 'fork',
  inputs: [buyers([{ send: ['GET', 'buy'], save: 'script' }, { send: ['EVAL', '$script', '1', 'stock'] }])],
}

const requests: Readonly<Record<string, Act>> = {
  'one-by-one': {
    label: { en: '100 commands one by one', ko: '명령 100개를 하나씩' },
    mark: 'next',
    inputs: [clients('single', { turns: COMMANDS, steps: [{ send: ['INCR', 'counter'] }] })],
  },
  pipeline: {
    label: { en: '100 commands in a pipeline', ko: '명령 100개를 파이프라인으로' },
    mark: 'next',
    inputs: [clients('pipeline', { steps: [{ send: ['INCR', 'counter'], times: COMMANDS }] })],
  },
}

const second: TerminalSetup = { ...cli, id: 'cli-2' }

/** Two terminals and buyers who come at the press of a button. */
export const shop: Scenario = {
  ...standalone,
  id: 'shop',
  terminals: [cli, second],
  acts: { ...sales, ...requests, customers },
}

/** The same with a million keys and fifty clients that keep asking. */
export const crowdedShop: Scenario = {
  ...million,
  id: 'crowded-shop',
  acts: { ...sales, ...requests, customers },
}

/** A job that looks at all keys, another that asks a database without any, and one that only reads: virtual ms. */
const EVERY = 400
export const CULPRIT = 'report'

const named = (name: string, every: number, steps: readonly ScriptStep[]): Input =>
  clients(name, { turns: 0, every, steps: [{ send: ['CLIENT', 'SETNAME', name] }, ...steps] })

export const jobs: readonly Input[] = [
  named(CULPRIT, EVERY, [{ send: ['KEYS', 'item:*9'] }]),
  named('search', 60, [{ send: ['SELECT', '1'] }, { send: ['KEYS', '*'] }]),
  named('billing', 40, [{ send: ['MGET', 'item:1', 'item:2', 'item:3'] }]),
]
