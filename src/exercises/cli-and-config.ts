/** L3: redis-cli's habits, databases, settings that last and settings that don't. */
import { CONF } from '../scenarios/configured.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Prediction } from './exercise.ts'

const HUNDRED_MB = 100 * 1024 * 1024
const SERVER = 'redis-6379'

const countStarts = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'server.ready' ? { ...memory, starts: Number(memory.starts) + 1 } : memory

const keepSetting: Exercise = {
  id: 'keep-a-setting',
  title: { en: 'A setting that survives a restart', ko: '재시작에도 남는 설정' },
  task: {
    en: 'Set `maxmemory` to 100mb so that it still holds after the server was restarted.',
    ko: '`maxmemory`를 100mb로 정하고, 서버를 다시 시작한 뒤에도 남게 하세요.',
  },
  scenario: 'configured',
  memory: { starts: 0 },
  observe: countStarts,
  goals: [
    {
      id: 'file',
      text: { en: 'redis.conf says `maxmemory 100mb`', ko: 'redis.conf에 `maxmemory 100mb`가 있다' },
      test: (world) => /^maxmemory 100mb$/m.test(world.file('server', CONF) ?? ''),
      now: (world) => {
        const line = /^maxmemory .*$/m.exec(world.file('server', CONF) ?? '')?.[0]
        return line === undefined
          ? { en: 'The file has no maxmemory line.', ko: '파일에 maxmemory 줄이 없습니다.' }
          : { en: `The file says \`${line}\`.`, ko: `지금 파일에는 \`${line}\`이라고 되어 있습니다.` }
      },
    },
    {
      id: 'restarted',
      text: { en: 'The server was restarted', ko: '서버를 다시 시작했다' },
      test: (world, memory) => Number(memory.starts) > 1 && world.server() !== undefined,
      now: (world) =>
        world.server() === undefined
          ? { en: 'The server is down.', ko: '서버가 멈춰 있습니다.' }
          : { en: 'It is still running since its first start.', ko: '처음 시작한 그대로 돌고 있습니다.' },
    },
    {
      id: 'holds',
      text: { en: '`CONFIG GET maxmemory` shows 104857600', ko: '`CONFIG GET maxmemory`가 104857600이다' },
      test: (world, memory) =>
        Number(memory.starts) > 1 && world.server()?.config.values.maxmemory === HUNDRED_MB,
      now: (world) => {
        const value = String(world.server()?.config.values.maxmemory ?? '')
        return { en: `It shows ${value}.`, ko: `지금은 ${value}입니다.` }
      },
    },
  ],
  hints: [
    {
      en: 'A running server and its file are two places. Which one does a start read?',
      ko: '돌고 있는 서버와 파일은 서로 다른 두 곳입니다. 시작할 때 읽는 것은 어느 쪽인가요?',
    },
    {
      en: '`CONFIG SET` changes the running server, `CONFIG REWRITE` writes its settings into the file. Or edit the file yourself.',
      ko: '`CONFIG SET`은 돌고 있는 서버를 바꾸고 `CONFIG REWRITE`는 그 설정을 파일에 씁니다. 파일을 직접 고쳐도 됩니다.',
    },
    {
      en: 'Type `CONFIG SET maxmemory 100mb` and `CONFIG REWRITE`, then press Save and restart in the redis.conf tab.',
      ko: '`CONFIG SET maxmemory 100mb`와 `CONFIG REWRITE`를 입력한 다음, redis.conf 탭에서 저장하고 다시 시작을 누르세요.',
    },
  ],
  solution: [
    { line: 'CONFIG SET maxmemory 100mb' },
    { line: 'CONFIG REWRITE' },
    { input: { kind: 'signal', process: SERVER, signal: 'TERM' } },
    { wait: 300 },
    { input: { kind: 'restart', process: SERVER } },
    { wait: 300 },
  ],
  wrong: [
    { line: 'CONFIG SET maxmemory 100mb' },
    { input: { kind: 'signal', process: SERVER, signal: 'TERM' } },
    { wait: 300 },
    { input: { kind: 'restart', process: SERVER } },
    { wait: 300 },
  ],
}

const databaseOne: Exercise = {
  id: 'database-one',
  title: { en: 'A key in database 1 only', ko: '1번 데이터베이스에만 있는 키' },
  task: {
    en: 'Store a key `k` in database 1. Database 0 must not have it.',
    ko: '1번 데이터베이스에 `k` 키를 저장하세요. 0번에는 없어야 합니다.',
  },
  scenario: 'configured',
  goals: [
    {
      id: 'there',
      text: { en: '`k` exists in database 1', ko: '`k`가 1번에 있다' },
      test: (world) => world.entry('k', 1) !== undefined,
      now: (world) =>
        world.entry('k', 0) === undefined
          ? { en: 'No database holds `k`.', ko: '어느 데이터베이스에도 `k`가 없습니다.' }
          : { en: '`k` is in database 0.', ko: '`k`는 0번에 있습니다.' },
    },
    {
      id: 'only',
      text: { en: '`k` does not exist in database 0', ko: '`k`가 0번에는 없다' },
      test: (world) => world.entry('k', 1) !== undefined && world.entry('k', 0) === undefined,
      now: () => ({ en: 'Database 0 holds a `k` too.', ko: '0번에도 `k`가 있습니다.' }),
    },
  ],
  hints: [
    {
      en: 'The prompt shows the database in brackets when it is not 0.',
      ko: '0번이 아니면 프롬프트가 대괄호 안에 번호를 보여 줍니다.',
    },
    {
      en: '`SELECT 1` switches this connection to database 1.',
      ko: '`SELECT 1`은 이 연결을 1번 데이터베이스로 옮깁니다.',
    },
    { en: 'Type `SELECT 1`, then `SET k v`.', ko: '`SELECT 1`을 입력하고 `SET k v`를 입력하세요.' },
  ],
  solution: [{ line: 'SELECT 1' }, { line: 'SET k v' }],
  wrong: [{ line: 'SET k v' }, { line: 'SELECT 1' }],
}

const rememberMonitor = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'command' && event.name === 'monitor' ? { ...memory, watched: true } : memory

const stopMonitor: Exercise = {
  id: 'stop-monitor',
  title: { en: 'Watch with MONITOR, then stop', ko: 'MONITOR로 지켜보고 멈추기' },
  task: {
    en: 'Start `MONITOR`, see a command go by, and leave no monitor behind.',
    ko: '`MONITOR`를 시작해 명령이 지나가는 것을 보고, 모니터를 남기지 마세요.',
  },
  scenario: 'configured',
  memory: { watched: false },
  observe: rememberMonitor,
  goals: [
    {
      id: 'watched',
      text: { en: 'A client was in MONITOR', ko: 'MONITOR를 쓴 클라이언트가 있었다' },
      test: (_world, memory) => memory.watched === true,
      now: () => ({ en: 'Nobody has sent MONITOR yet.', ko: '아직 아무도 MONITOR를 보내지 않았습니다.' }),
    },
    {
      id: 'stopped',
      text: { en: 'No client is in MONITOR now', ko: '지금은 MONITOR 상태인 클라이언트가 없다' },
      test: (world, memory) => memory.watched === true && world.clients().every((client) => !client.monitor),
      now: () => ({
        en: 'A client is still watching. Every command is copied to it.',
        ko: '아직 지켜보는 클라이언트가 있습니다. 모든 명령이 그리로 복사됩니다.',
      }),
    },
  ],
  hints: [
    {
      en: 'MONITOR keeps its terminal busy until you stop it.',
      ko: 'MONITOR는 멈출 때까지 터미널을 차지합니다.',
    },
    { en: 'Ctrl-C ends it, as the first line says.', ko: '첫 줄에 나온 대로 Ctrl-C로 끝냅니다.' },
    { en: 'Type `MONITOR`, then press Ctrl-C.', ko: '`MONITOR`를 입력하고 Ctrl-C를 누르세요.' },
  ],
  solution: [
    { line: 'MONITOR' },
    { wait: 100 },
    { input: { kind: 'type', terminal: 'cli-1', data: '\x03' } },
    { wait: 100 },
  ],
  wrong: [{ line: 'MONITOR' }, { wait: 100 }],
}

const configSetKept: Prediction = {
  id: 'config-set-kept',
  question: {
    en: 'You type `CONFIG SET maxmemory 50mb` and get `OK`. Then the server is restarted. What does `CONFIG GET maxmemory` show?',
    ko: '`CONFIG SET maxmemory 50mb`를 입력하고 `OK`를 받았습니다. 그리고 서버를 다시 시작합니다. `CONFIG GET maxmemory`는 무엇을 보여 줄까요?',
  },
  options: [
    { id: 'kept', text: { en: '52428800: the server said OK', ko: '52428800. 서버가 OK라고 했다' } },
    { id: 'file', text: { en: '0, as the file says', ko: '0. 파일에 적힌 대로' } },
  ],
  scenario: 'configured',
  play: [
    { line: 'CONFIG SET maxmemory 50mb' },
    { input: { kind: 'signal', process: SERVER, signal: 'TERM' } },
    { wait: 300 },
    { input: { kind: 'restart', process: SERVER } },
    { wait: 300 },
    { line: 'CONFIG GET maxmemory' },
    { line: 'CONFIG GET maxmemory' },
  ],
  outcome: (world) => (world.server()?.config.values.maxmemory === 0 ? 'file' : 'kept'),
  because: {
    en: '`CONFIG SET` changes the running server only. A start reads redis.conf, and nobody had written the new value there.',
    ko: '`CONFIG SET`은 돌고 있는 서버만 바꿉니다. 시작할 때는 redis.conf를 읽는데, 새 값을 거기에 쓴 사람이 없습니다.',
  },
}

export const exercises: readonly Exercise[] = [databaseOne, keepSetting, stopMonitor]
export const predictions: readonly Prediction[] = [configSetKept]
