/** One server on one machine and a redis-cli beside it. */
import type { ScriptPlan } from '../tools/script/script.ts'
import type { Input } from '../world/inputs.ts'
import { programs } from './programs.ts'
import type { Act, Scenario, TerminalSetup } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'

export const HOST = 'server'
export const PORT = 6379
export const SERVER = 'redis-6379'

/** A redis-cli at 6379, typed into a shell: leaving it leads back there. */
export const cli: TerminalSetup = { id: 'cli-1', host: HOST, program: 'sh', argv: ['redis-cli'] }

/** Scripted clients of the server at 6379, started as one process. */
export const clients = (name: string, plan: Omit<ScriptPlan, 'host' | 'port'>): Input => ({
  kind: 'spawn',
  host: HOST,
  name,
  program: 'script',
  argv: [JSON.stringify({ host: '127.0.0.1', port: PORT, ...plan })],
})

/** Scripted users who come at the press of a button. */
export const users = (label: Act['label'], plan: Omit<ScriptPlan, 'host' | 'port'>): Act => ({
  label,
  mark: 'fork',
  inputs: [clients('users', plan)],
})

/** How many users press like at the same time in the counter lesson. */
export const LIKERS = 20

/** A server on 6379 without save points, and one redis-cli. */
export const standalone: Scenario = {
  id: 'standalone',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
  acts: {
    'like-get-set': users(
      { en: '20 likes with GET and SET', ko: 'GET과 SET으로 좋아요 20번' },
      {
        clients: LIKERS,
        steps: [{ send: ['GET', 'likes'], save: 'n' }, { wait: 1 }, { send: ['SET', 'likes', '$n+1'] }],
      },
    ),
    'like-incr': users(
      { en: '20 likes with INCR', ko: 'INCR로 좋아요 20번' },
      { clients: LIKERS, steps: [{ wait: 1 }, { send: ['INCR', 'likes'] }] },
    ),
  },
  build(world) {
    world.spawn({ host: HOST, program: 'redis-server', name: SERVER, argv: ['--save', ''] })
  },
}

/** The same with three commands already typed: the front page. */
export const welcome: Scenario = {
  ...standalone,
  id: 'welcome',
  opening: ['SET page:home "<h1>Seoul</h1>" EX 60', 'ZADD rank 120 mina 95 joon', 'OBJECT ENCODING rank'],
}
