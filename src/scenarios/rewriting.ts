/** The world of the lesson on rewriting: a thousand visits in an append-only file, and a child that takes its time. */
import type { Input } from '../world/inputs.ts'
import { layLog, records, startWith } from './log-files.ts'
import { programs } from './programs.ts'
import type { Act, Scenario } from './scenario.ts'
import { LESSON_EPOCH } from './scenario.ts'
import { cli, clients, HOST, PORT, SERVER } from './standalone.ts'

/** Visits in the file when the lesson begins, and virtual ms between two that come. */
export const VISITS = 1000
const VISIT_GAP = 20

const CONF = `save ""
appendonly yes
appendfsync everysec

# 3,000,000 microseconds a key, so that a child can be watched. 0 unless you test something.
rdb-key-save-delay 3000000
`

const VISITORS = 'visitors'

const counting = (every: number): Input =>
  clients(VISITORS, { turns: 0, every, steps: [{ send: ['INCR', 'visitors'] }] })

/** Clients that visit until they are stopped; there is one process of them at a time. */
export const noVisits: Input = { kind: 'signal', process: VISITORS, signal: 'KILL' }
export const visits: readonly Input[] = [noVisits, counting(VISIT_GAP)]

export const killChild: Input = { kind: 'signal', process: `${SERVER}-aof-child`, signal: 'KILL' }

const acts: Readonly<Record<string, Act>> = {
  visits: { label: { en: 'Visits, 50 a second', ko: '1초에 방문 50번' }, mark: 'fork', inputs: visits },
  'no-visits': { label: { en: 'Stop the visits', ko: '방문 멈추기' }, mark: 'switch', inputs: [noVisits] },
  'kill-child': { label: { en: 'Kill the child', ko: '자식 죽이기' }, mark: 'kill', inputs: [killChild] },
}

export const rewriting: Scenario = {
  id: 'rewriting',
  epoch: LESSON_EPOCH,
  programs,
  terminals: [cli],
  servers: [{ name: SERVER, host: HOST, port: PORT }],
  acts,
  build(world) {
    layLog(world, records(Array.from({ length: VISITS }, () => 'INCR visitors')))
    startWith(world, CONF)
  },
}
