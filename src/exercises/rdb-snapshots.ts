/** L22: when a snapshot is made, what a crash costs, what a crash in the middle of it costs, and when writes stop. */
import { CONF } from '../scenarios/configured.ts'
import { changes, snapshots } from '../scenarios/saving.ts'
import { HOST, SERVER } from '../scenarios/standalone.ts'
import type { Input } from '../world/inputs.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const press = (act: string): Play[] => (snapshots.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

const kill: Input = { kind: 'signal', process: SERVER, signal: 'KILL' }
const shutDown: Input = { kind: 'signal', process: SERVER, signal: 'TERM' }
const restart: Input = { kind: 'restart', process: SERVER }
const fullDisk: Input = { kind: 'disk', host: HOST, fault: 'ENOSPC' }
const mendedDisk: Input = { kind: 'disk', host: HOST }

/** Long enough for a child of this world, and for the server to come up, virtual ms. */
const CHILD = 2600
const START = 300

const restarted: Play[] = [{ input: restart }, { wait: START }]
const down = { en: 'The server is down. Start it again.', ko: '서버가 멈춰 있습니다. 다시 시작하세요.' }

// ---- seven writes -----------------------------------------------------------------------------

const LOST = 7

const isCrash = (event: TraceEvent): boolean =>
  event.type === 'process.ended' && event.name === SERVER && (event.how === 'killed' || event.how === 'power')

/** Changes that no file holds, and how many of them the last crash took. */
const watchCrash = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'command' || event.type === 'changes')
    return event.process === SERVER ? { ...memory, changes: event.changes as number } : memory
  if (event.type === 'server.ready') return { ...memory, changes: 0 }
  return isCrash(event) ? { ...memory, lost: Number(memory.changes) } : memory
}

const sevenLost: Exercise = {
  id: 'seven-lost',
  title: { en: 'Lose exactly seven writes', ko: '쓰기를 정확히 일곱 개 잃기' },
  task: {
    en: 'Arrange it so that a crash costs exactly seven writes: no more, no fewer. Then start the server again.',
    ko: '사고가 쓰기를 정확히 일곱 개 앗아 가게 하세요. 더 많아도 적어도 안 됩니다. 그런 다음 서버를 다시 시작하세요.',
  },
  scenario: 'snapshots',
  setup: [{ line: 'MSET visits 100 orders 20' }, { line: 'INCR visits' }],
  memory: { changes: 0, lost: -1 },
  observe: watchCrash,
  goals: [
    {
      id: 'lost',
      text: {
        en: 'The process was killed, and seven changes were in no file',
        ko: '프로세스가 죽었고, 그때 파일에 없던 변경이 일곱 개였다',
      },
      test: (_world, memory) => memory.lost === LOST,
      now: (_world, memory) =>
        memory.lost === -1
          ? {
              en: `There was no crash yet. Now it would cost ${memory.changes}.`,
              ko: `아직 사고가 없었습니다. 지금 나면 ${memory.changes}개를 잃습니다.`,
            }
          : {
              en: `The crash cost ${memory.lost}.`,
              ko: `사고로 ${memory.lost}개를 잃었습니다.`,
            },
    },
    {
      id: 'running',
      text: { en: 'The server runs again', ko: '서버가 다시 돌고 있다' },
      test: (world, memory) => memory.lost !== -1 && world.server() !== undefined,
      now: (world) =>
        world.server() === undefined ? down : { en: 'It never stopped.', ko: '멈춘 적이 없습니다.' },
    },
  ],
  hints: [
    {
      en: 'A crash costs what was changed since the last snapshot. `INFO persistence` counts that.',
      ko: '사고가 나면 마지막 스냅샷 뒤의 변경을 잃습니다. `INFO persistence`가 그 수를 셉니다.',
    },
    {
      en: 'Save, then change something seven times. Kill process is a crash. `SHUTDOWN` is none: it saves first.',
      ko: '저장한 다음 일곱 번 바꾸세요. 프로세스 죽이기가 사고입니다. `SHUTDOWN`은 먼저 저장하므로 사고가 아닙니다.',
    },
    {
      en: 'Type `SAVE`, choose 7 visits under Actions, wait until they are there, then Kill process and Start again.',
      ko: '`SAVE`를 입력하고 해 보기에서 방문 7번을 고르세요. 다 오면 프로세스 죽이기, 다시 시작을 차례로 누르세요.',
    },
  ],
  solution: [
    { line: 'SAVE' },
    { wait: CHILD },
    ...press('visits-7'),
    { wait: 2000 },
    { input: kill },
    ...restarted,
  ],
  wrong: [
    { line: 'SAVE' },
    { wait: CHILD },
    ...press('visits-7'),
    { wait: 2000 },
    { input: shutDown },
    { wait: CHILD },
    ...restarted,
  ],
}

// ---- a crash in the middle --------------------------------------------------------------------

const watchChild = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'fork') return { ...memory, saving: true }
  if (event.type === 'child.ended') return { ...memory, saving: false }
  if (event.type !== 'process.ended') return memory
  // The child's own end comes before its parent notices.
  if (event.name === `${SERVER}-rdb-child`) return { ...memory, saving: false }
  return isCrash(event) ? { ...memory, crashed: memory.saving === true, saving: false } : memory
}

const killedMidway: Exercise = {
  id: 'killed-midway',
  title: { en: 'A crash in the middle of a snapshot', ko: '스냅샷을 만드는 도중의 사고' },
  task: {
    en: 'dump.rdb holds `edition` 1. In memory it is 2 by now. Begin a snapshot in the background, kill the server before it is finished, start it again, and see which edition it has.',
    ko: 'dump.rdb에는 `edition`이 1로 들어 있고, 메모리에서는 벌써 2입니다. 백그라운드에서 스냅샷을 시작하고, 끝나기 전에 서버를 죽이고, 다시 시작해서 어느 판인지 보세요.',
  },
  scenario: 'snapshots',
  setup: [{ line: 'SET edition 1' }, { line: 'SAVE' }, { wait: CHILD }, { line: 'SET edition 2' }],
  memory: { saving: false, crashed: false },
  observe: watchChild,
  goals: [
    {
      id: 'midway',
      text: {
        en: 'The server was killed while a child was writing',
        ko: '자식이 쓰는 동안 서버가 죽었다',
      },
      test: (_world, memory) => memory.crashed === true,
      now: (_world, memory) =>
        memory.saving === true
          ? { en: 'A child is writing. Now.', ko: '자식이 쓰고 있습니다. 지금입니다.' }
          : { en: 'No child is writing.', ko: '쓰고 있는 자식이 없습니다.' },
    },
    {
      id: 'loaded',
      text: {
        en: 'The server runs again, and `edition` is 1',
        ko: '서버가 다시 돌고 있고 `edition`이 1이다',
      },
      test: (world, memory) => memory.crashed === true && world.text('edition') === '1',
      now: (world) => {
        const found = world.text('edition')
        return world.server() === undefined
          ? down
          : { en: `\`edition\` is ${found ?? 'missing'}.`, ko: `\`edition\`은 ${found ?? '없음'}입니다.` }
      },
    },
  ],
  hints: [
    {
      en: 'A child of this server needs two seconds. Choose a slower speed above the scene if that is too quick.',
      ko: '이 서버의 자식은 2초가 걸립니다. 너무 빠르면 장면 위에서 속도를 낮추세요.',
    },
    {
      en: '`BGSAVE` comes back at once. While the cells of the child fill, choose Kill process.',
      ko: '`BGSAVE`는 곧바로 돌아옵니다. 자식의 칸이 차는 동안 프로세스 죽이기를 고르세요.',
    },
    {
      en: 'Type `BGSAVE`, choose Kill process within two seconds, then Start again and `GET edition`.',
      ko: '`BGSAVE`를 입력하고 2초 안에 프로세스 죽이기를 고르세요. 이어서 다시 시작을 누르고 `GET edition`을 입력하세요.',
    },
  ],
  solution: [{ line: 'BGSAVE' }, { wait: 1000 }, { input: kill }, ...restarted, { line: 'GET edition' }],
  wrong: [{ line: 'BGSAVE' }, { wait: CHILD }, { input: kill }, ...restarted, { line: 'GET edition' }],
}

// ---- writes refused ---------------------------------------------------------------------------

const watchSaved = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'rdb.saved' ? { ...memory, saved: true } : memory

const settings = (world: WorldView): { readonly stops: boolean; readonly points: number } => {
  const values = world.server()?.config.values
  return { stops: values?.stopWritesOnBgsaveError === true, points: values?.save.length ?? 0 }
}

const misconf: Exercise = {
  id: 'misconf',
  title: { en: 'Why does nobody get to write?', ko: '왜 아무도 쓰지 못할까' },
  task: {
    en: 'The disk of this server is full, and a snapshot failed. Send a write and read the error. Then see to it that writes are taken again, without switching off any safety.',
    ko: '이 서버의 디스크가 가득 차서 스냅샷이 실패했습니다. 쓰기를 하나 보내 오류를 읽어 보세요. 그런 다음 안전장치를 끄지 말고, 다시 쓸 수 있게 하세요.',
  },
  scenario: 'snapshots',
  setup: [{ line: 'SET order:1 pen' }, { input: fullDisk }, { line: 'BGSAVE' }, { wait: 500 }],
  memory: { saved: false },
  observe: watchSaved,
  goals: [
    {
      id: 'refused',
      text: { en: 'A command was refused with MISCONF', ko: '명령 하나가 MISCONF로 거절되었다' },
      test: (world) => (world.server()?.stats.errors.get('MISCONF') ?? 0) > 0,
      now: () => ({ en: 'Nobody has tried to write yet.', ko: '아직 아무도 쓰려고 하지 않았습니다.' }),
    },
    {
      id: 'saved',
      text: { en: 'After that a snapshot succeeded', ko: '그 뒤에 스냅샷이 성공했다' },
      test: (world, memory) => memory.saved === true && world.server()?.persistence.status === 'ok',
      now: () => ({
        en: 'The last snapshot failed. Is there room on the disk?',
        ko: '마지막 스냅샷이 실패했습니다. 디스크에 자리가 있나요?',
      }),
    },
    {
      id: 'safe',
      text: {
        en: 'Save points and `stop-writes-on-bgsave-error yes` are still there',
        ko: '저장 조건과 `stop-writes-on-bgsave-error yes`가 그대로 있다',
      },
      test: (world) => settings(world).stops && settings(world).points > 0,
      now: () => ({
        en: 'A safety is off. Restart the exercise.',
        ko: '안전장치가 꺼져 있습니다. 실습을 다시 시작하세요.',
      }),
    },
    {
      id: 'written',
      text: { en: '`order:2` was written', ko: '`order:2`를 썼다' },
      test: (world) => world.entry('order:2') !== undefined,
      now: () => ({ en: 'There is no `order:2`.', ko: '`order:2`가 없습니다.' }),
    },
  ],
  hints: [
    {
      en: 'The error tells that the server was to save and could not. The log says why.',
      ko: '오류는 서버가 저장하려다 못 했다고 알려 줍니다. 까닭은 로그에 있습니다.',
    },
    {
      en: 'Make room on the disk under Actions. The server does not know of that until it saves again.',
      ko: '해 보기에서 디스크를 비우세요. 서버는 다시 저장해 보기 전에는 그것을 모릅니다.',
    },
    {
      en: 'Type `SET order:2 ink`, choose Make room on the disk, then type `SAVE` and `SET order:2 ink` once more.',
      ko: '`SET order:2 ink`를 입력하고 디스크 비우기를 고르세요. 이어서 `SAVE`를 입력하고 `SET order:2 ink`를 한 번 더 입력하세요.',
    },
  ],
  solution: [
    { line: 'SET order:2 ink' },
    { input: mendedDisk },
    { line: 'SAVE' },
    { wait: CHILD },
    { line: 'SET order:2 ink' },
  ],
  wrong: [
    { line: 'SET order:2 ink' },
    { line: 'CONFIG SET stop-writes-on-bgsave-error no' },
    { line: 'SET order:2 ink' },
  ],
}

// ---- a comma ----------------------------------------------------------------------------------

const MINUTES_15 = 900

const noComma: Exercise = {
  id: 'no-comma',
  title: { en: 'A server that does not start', ko: '시작하지 않는 서버' },
  task: {
    en: 'Somebody wanted a snapshot after 900 seconds and one change, and the server ended at once. Mend redis.conf and start it.',
    ko: '누군가 900초와 변경 1개 뒤에 스냅샷을 만들려고 했는데, 서버가 곧바로 끝났습니다. redis.conf를 고치고 시작하세요.',
  },
  scenario: 'comma',
  goals: [
    {
      id: 'running',
      text: { en: 'The server runs', ko: '서버가 돌고 있다' },
      test: (world) => world.server() !== undefined,
      now: () => ({
        en: 'It ended: it cannot read its redis.conf.',
        ko: 'redis.conf를 읽지 못해 끝났습니다.',
      }),
    },
    {
      id: 'point',
      text: { en: '`CONFIG GET save` shows 900 1', ko: '`CONFIG GET save`가 900 1이다' },
      test: (world) => {
        const points = world.server()?.config.values.save ?? []
        return points.length === 1 && points[0]?.seconds === MINUTES_15 && points[0].changes === 1
      },
      now: (world) => {
        const points = world.server()?.config.values.save ?? []
        const text = points.map(({ seconds, changes: n }) => `${seconds} ${n}`).join(' ')
        return { en: `It shows \`${text || '""'}\`.`, ko: `지금은 \`${text || '""'}\`입니다.` }
      },
    },
  ],
  hints: [
    {
      en: 'The Server log tab shows the line that it could not read, and why.',
      ko: '서버 로그 탭에 읽지 못한 줄과 까닭이 있습니다.',
    },
    {
      en: 'Between the two numbers of a save point there is a space and nothing else.',
      ko: '저장 조건의 두 수 사이에는 빈칸만 있습니다.',
    },
    {
      en: 'In the redis.conf tab write `save 900 1` and press Save and restart.',
      ko: 'redis.conf 탭에서 `save 900 1`이라고 쓰고 저장하고 다시 시작을 누르세요.',
    },
  ],
  solution: [
    { input: { kind: 'save', host: HOST, path: CONF, data: 'save 900 1\ndbfilename dump.rdb\n' } },
    ...restarted,
  ],
  wrong: [{ input: { kind: 'save', host: HOST, path: CONF, data: 'dbfilename dump.rdb\n' } }, ...restarted],
}

// ---- predictions ------------------------------------------------------------------------------

const FEW = 999
const MINUTES_2 = 120_000

const hasFile = (world: WorldView): boolean => world.file(HOST, '/dump.rdb') !== undefined

const onlyNearly: Prediction = {
  id: 'only-nearly',
  question: {
    en: `The only save point is \`save 60 1000\`. ${FEW} changes come, and then two minutes pass without any. Is there a snapshot?`,
    ko: `저장 조건은 \`save 60 1000\` 하나입니다. 변경이 ${FEW}개 오고, 그 뒤로 2분 동안 아무것도 오지 않습니다. 스냅샷이 있을까요?`,
  },
  options: [
    { id: 'time', text: { en: 'Yes: 60 seconds are over', ko: '있다. 60초가 지났다' } },
    { id: 'none', text: { en: 'No: one change is missing', ko: '없다. 변경이 하나 모자란다' } },
  ],
  scenario: 'snapshots',
  setup: [{ line: 'CONFIG SET save "60 1000"' }],
  play: [{ input: changes(FEW, 1) }, { wait: MINUTES_2 }, { line: 'INFO persistence' }],
  outcome: (world) => (hasFile(world) ? 'time' : 'none'),
  because: {
    en: 'Both numbers of a line must be reached: so many changes and so many seconds. One alone is never enough, however long it takes.',
    ko: '한 줄의 두 수에 모두 닿아야 합니다. 변경도 그만큼, 시간도 그만큼입니다. 아무리 오래 지나도 하나만으로는 안 됩니다.',
  },
}

const failedSave: Prediction = {
  id: 'failed-save',
  question: {
    en: 'The disk is full. You type `SAVE`, and it fails. After that a client sends `SET a 1`. `stop-writes-on-bgsave-error` is yes. What does it get?',
    ko: '디스크가 가득 찼습니다. `SAVE`를 입력했더니 실패합니다. 그 뒤에 클라이언트가 `SET a 1`을 보냅니다. `stop-writes-on-bgsave-error`는 yes입니다. 무슨 답을 받을까요?',
  },
  options: [
    { id: 'refused', text: { en: 'MISCONF', ko: 'MISCONF' } },
    { id: 'taken', text: { en: 'OK', ko: 'OK' } },
  ],
  scenario: 'snapshots',
  setup: [{ input: fullDisk }],
  play: [{ line: 'SAVE' }, { wait: CHILD }, { line: 'SET a 1' }],
  outcome: (world) => (world.text('a') === '1' ? 'taken' : 'refused'),
  because: {
    en: 'You saw the error of `SAVE` yourself. The setting is for the save that nobody watches: a snapshot in the background that failed.',
    ko: '`SAVE`의 오류는 입력한 사람이 봅니다. 이 설정은 아무도 보지 않는 저장, 곧 백그라운드에서 실패한 스냅샷을 위한 것입니다.',
  },
}

export const exercises: readonly Exercise[] = [sevenLost, killedMidway, misconf, noComma]
export const predictions: readonly Prediction[] = [onlyNearly, failedSave]
