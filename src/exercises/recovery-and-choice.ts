/** L26: a cut end, a wrong byte, a damaged snapshot, a FLUSHALL taken back, and the way from snapshots to a log. */
import { INCR } from '../scenarios/log-files.ts'
import { appendOnlyInConf, killServer, ORDERS, rightByte, USERS, wrongByte } from '../scenarios/recovering.ts'
import { SERVER } from '../scenarios/standalone.ts'
import type { Input } from '../world/inputs.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const restart: Input = { kind: 'restart', process: SERVER }
/** Longer than a start takes, and than the last write needs to get to the disk, virtual ms. */
const START = 300
const SYNCED = 2000

const restarted: readonly Play[] = [{ input: restart }, { wait: START }]
const leaveCli: Play = { line: 'EXIT' }

const down = { en: 'The server is down.', ko: '서버가 멈춰 있습니다.' }
const running = (world: WorldView): boolean => world.server() !== undefined

const keysNow = (world: WorldView) => {
  const keys = world.keys()
  if (!running(world)) return down
  return keys.length === 0
    ? { en: 'It has no keys.', ko: '키가 하나도 없습니다.' }
    : { en: `It has ${keys.join(', ')}.`, ko: `지금 있는 것은 ${keys.join(', ')}입니다.` }
}

const holds = (world: WorldView, keys: readonly string[]): boolean => world.keys().join() === keys.join()

// ---- disk A: a cut end ------------------------------------------------------------------------

const BEFORE_LAST = ['a', 'b', 'x1'] as const

const cutEnd: Exercise = {
  id: 'cut-end',
  title: { en: 'Disk A: the end is missing', ko: '디스크 A: 끝이 없다' },
  task: {
    en: 'The power failed while the last record was being written, and this server does not start. Bring it back with all that can be had: every write but the last.',
    ko: '마지막 기록을 쓰는 도중에 전원이 끊겼고, 이 서버는 시작하지 않습니다. 건질 수 있는 것을 모두 건져 다시 시작하세요. 마지막 쓰기 하나만 빼고 모두입니다.',
  },
  scenario: 'cut-tail',
  goals: [
    {
      id: 'running',
      text: { en: 'The server runs', ko: '서버가 돌고 있다' },
      test: running,
      now: () => ({
        en: 'It ended: the log tells why.',
        ko: '끝났습니다. 까닭은 로그에 있습니다.',
      }),
    },
    {
      id: 'kept',
      text: {
        en: 'It has `a`, `b` and `x1`, read from the file; only `x2` is missing',
        ko: '파일에서 읽은 `a`, `b`, `x1`이 있고 `x2`만 없다',
      },
      test: (world) => holds(world, BEFORE_LAST) && world.text('x1') === '3',
      now: keysNow,
    },
  ],
  hints: [
    {
      en: 'The Log tab shows what the server says of the file, and two ways out.',
      ko: '로그 탭에 서버가 파일을 두고 한 말과 두 가지 해결책이 있습니다.',
    },
    {
      en: 'redis.conf forbids it to start with such a file. Or let `redis-check-aof --fix` cut the rest of the record off.',
      ko: 'redis.conf가 이런 파일로 시작하지 못하게 하고 있습니다. 아니면 `redis-check-aof --fix`로 남은 조각을 잘라 내도 됩니다.',
    },
    {
      en: 'In the redis.conf tab change the line to `aof-load-truncated yes` and press Save and restart.',
      ko: 'redis.conf 탭에서 그 줄을 `aof-load-truncated yes`로 바꾸고 저장하고 다시 시작을 누르세요.',
    },
  ],
  solution: [
    leaveCli,
    { line: `redis-check-aof --fix ${INCR.slice(1)}` },
    { line: 'y' },
    ...restarted,
    { line: 'redis-cli DBSIZE' },
  ],
  wrong: [leaveCli, { line: 'rm -r appendonlydir' }, ...restarted],
}

// ---- disk B: a wrong byte ---------------------------------------------------------------------

const ALL = ['a', 'b', 'x1', 'x2'] as const

const byHand: Exercise = {
  id: 'by-hand',
  title: { en: 'Disk B: one wrong bit', ko: '디스크 B: 잘못된 비트 하나' },
  task: {
    en: 'One bit in the third of four records has turned over. Bring the server back with all four keys.',
    ko: '기록 네 개 가운데 세 번째에서 비트 하나가 뒤집혔습니다. 키 네 개를 모두 살려 서버를 다시 시작하세요.',
  },
  scenario: 'turned-bit',
  goals: [
    {
      id: 'running',
      text: { en: 'The server runs', ko: '서버가 돌고 있다' },
      test: running,
      now: () => ({
        en: 'It ended: it cannot read its file.',
        ko: '파일을 읽지 못해 끝났습니다.',
      }),
    },
    {
      id: 'all',
      text: {
        en: 'It has `a`, `b`, `x1` and `x2`, read from the file',
        ko: '파일에서 읽은 `a`, `b`, `x1`, `x2`가 있다',
      },
      test: (world) => holds(world, ALL) && world.text('x1') === '3' && world.text('x2') === '4',
      now: keysNow,
    },
  ],
  hints: [
    {
      en: '`redis-check-aof` without `--fix` changes nothing. It tells up to which byte the file is sound, and what it expected there.',
      ko: '`--fix` 없는 `redis-check-aof`는 아무것도 바꾸지 않습니다. 몇 바이트까지 성한지, 그 자리에 무엇이 와야 하는지 알려 줍니다.',
    },
    {
      en: '`--fix` would cut off everything from byte 77 on, `x2` too. Open the file in the Files tab instead: the record has a `4` where a `$` belongs.',
      ko: '`--fix`는 77바이트부터 모두 잘라 내고 `x2`도 사라집니다. 대신 파일 탭에서 파일을 여세요. 기록에 `$`가 있을 자리에 `4`가 있습니다.',
    },
    {
      en: 'Open Bytes, change byte 81 (`0x51`) from `34` to `24`, save, and choose Start again.',
      ko: '바이트를 열어 81번째 바이트(`0x51`)를 `34`에서 `24`로 바꾸고 저장한 다음, 다시 시작을 고르세요.',
    },
  ],
  solution: [{ input: rightByte }, ...restarted, { line: 'GET x2' }],
  wrong: [leaveCli, { line: `redis-check-aof --fix ${INCR.slice(1)}` }, { line: 'y' }, ...restarted],
}

// ---- disk C: a damaged snapshot ---------------------------------------------------------------

const TUESDAY = ['order:1', 'order:2', 'order:3'] as const

const fromBackup: Exercise = {
  id: 'from-backup',
  title: { en: 'Disk C: the snapshot is damaged', ko: '디스크 C: 스냅샷이 상했다' },
  task: {
    en: 'This server keeps snapshots only, and its dump.rdb is damaged. In `backup` lie copies of Monday, Tuesday and Wednesday. Start from the newest that is sound.',
    ko: '이 서버는 스냅샷만 쓰는데 dump.rdb가 상했습니다. `backup`에 월요일(mon), 화요일(tue), 수요일(wed)의 사본이 있습니다. 성한 것 가운데 가장 새로운 것으로 시작하세요.',
  },
  scenario: 'backups',
  goals: [
    {
      id: 'running',
      text: { en: 'The server runs', ko: '서버가 돌고 있다' },
      test: running,
      now: () => ({
        en: 'It ended: it cannot read dump.rdb.',
        ko: 'dump.rdb를 읽지 못해 끝났습니다.',
      }),
    },
    {
      id: 'newest',
      text: {
        en: 'It has `order:1`, `order:2` and `order:3`',
        ko: '`order:1`, `order:2`, `order:3`이 있다',
      },
      test: (world) => holds(world, TUESDAY) && world.text('order:3') === 'paper',
      now: keysNow,
    },
    {
      id: 'backups',
      text: { en: 'The copy of Tuesday is still in `backup`', ko: '화요일 사본이 `backup`에 그대로 있다' },
      test: (world) => world.file('server', '/backup/tue.rdb') !== undefined,
      now: () => ({
        en: 'It is gone. Copy a backup, do not move it.',
        ko: '없어졌습니다. 백업은 옮기지 말고 복사하세요.',
      }),
    },
  ],
  hints: [
    {
      en: 'Leave redis-cli with `EXIT` and look with `ls -l backup`. The newest is shorter than the damaged dump.rdb.',
      ko: '`EXIT`로 redis-cli를 나가 `ls -l backup`으로 보세요. 가장 새로운 것이 상한 dump.rdb보다 짧습니다.',
    },
    {
      en: '`redis-check-rdb backup/wed.rdb` reads the whole file and its checksum. Try the others too.',
      ko: '`redis-check-rdb backup/wed.rdb`는 파일 전체와 체크섬을 읽습니다. 나머지도 확인하세요.',
    },
    {
      en: 'Type `cp backup/tue.rdb dump.rdb` in the shell and choose Start again.',
      ko: '셸에서 `cp backup/tue.rdb dump.rdb`를 입력하고 다시 시작을 고르세요.',
    },
  ],
  solution: [
    leaveCli,
    { line: 'redis-check-rdb backup/wed.rdb' },
    { line: 'redis-check-rdb backup/tue.rdb' },
    { line: 'cp backup/tue.rdb dump.rdb' },
    ...restarted,
  ],
  wrong: [leaveCli, { line: 'cp backup/wed.rdb dump.rdb' }, ...restarted],
}

// ---- FLUSHALL taken back ----------------------------------------------------------------------

const watchFlush = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'aof.loaded' ? { ...memory, loaded: true } : memory

const flushUndone: Exercise = {
  id: 'flush-undone',
  title: { en: 'Take FLUSHALL back', ko: 'FLUSHALL 되돌리기' },
  task: {
    en: 'A moment ago somebody typed `FLUSHALL` here. The log still has all there was before it. Get the three users back out of it.',
    ko: '조금 전에 누군가 여기서 `FLUSHALL`을 입력했습니다. 로그에는 그 전의 것이 모두 남아 있습니다. 거기서 사용자 셋을 되찾으세요.',
  },
  scenario: 'users',
  setup: [{ line: 'FLUSHALL' }, { wait: SYNCED }],
  memory: { loaded: false },
  observe: watchFlush,
  goals: [
    {
      id: 'loaded',
      text: {
        en: 'The server was started again and read its log',
        ko: '서버가 다시 시작하면서 로그를 읽었다',
      },
      test: (world, memory) => memory.loaded === true && running(world),
      now: (world) =>
        running(world) ? { en: 'It was not started again yet.', ko: '아직 다시 시작하지 않았습니다.' } : down,
    },
    {
      id: 'back',
      text: {
        en: '`DBSIZE` is 3: `user:1`, `user:2`, `user:3`',
        ko: '`DBSIZE`가 3이다: `user:1`, `user:2`, `user:3`',
      },
      test: (world) => holds(world, USERS) && world.text('user:3') === 'hana',
      now: keysNow,
    },
  ],
  hints: [
    {
      en: "Stop the server first, and don't rewrite: a rewrite writes what is in memory, and that is nothing.",
      ko: '먼저 서버를 멈추고, 재작성은 하지 마세요. 재작성은 메모리에 있는 것을 쓰는데 거기에는 아무것도 없습니다.',
    },
    {
      en: 'The last record of the file is `*1`, `$8`, `FLUSHALL`: 18 bytes with the line ends.',
      ko: '파일의 마지막 기록은 `*1`, `$8`, `FLUSHALL`이고, 줄 끝까지 18바이트입니다.',
    },
    {
      en: `Type \`SHUTDOWN\`, then \`EXIT\`, then \`truncate -s -18 ${INCR.slice(1)}\`, and choose Start again.`,
      ko: `\`SHUTDOWN\`, \`EXIT\`, \`truncate -s -18 ${INCR.slice(1)}\`를 차례로 입력하고 다시 시작을 고르세요.`,
    },
  ],
  solution: [
    { line: 'SHUTDOWN' },
    leaveCli,
    { line: `truncate -s -18 ${INCR.slice(1)}` },
    ...restarted,
    { line: 'redis-cli DBSIZE' },
  ],
  wrong: [
    { line: 'BGREWRITEAOF' },
    { wait: SYNCED },
    { line: 'SHUTDOWN' },
    leaveCli,
    { line: `truncate -s -18 ${INCR.slice(1).replace('.1.', '.2.')}` },
    ...restarted,
  ],
}

// ---- from snapshots to a log ------------------------------------------------------------------

const watchStarts = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'server.ready' ? { ...memory, started: true } : memory

const switchOver: Exercise = {
  id: 'switch-over',
  title: { en: 'From snapshots to a log', ko: '스냅샷에서 로그로' },
  task: {
    en: 'This server keeps snapshots only. Switch its append-only file on, so that it is still on after the next start, and lose none of the four keys. Then start it again to prove it.',
    ko: '이 서버는 스냅샷만 씁니다. 다음 시작 뒤에도 켜져 있도록 AOF를 켜되, 키 네 개를 하나도 잃지 마세요. 그런 다음 서버를 다시 시작해서 확인하세요.',
  },
  scenario: 'only-snapshots',
  memory: { started: false },
  observe: watchStarts,
  goals: [
    {
      id: 'on',
      text: {
        en: 'The server was started again, and `appendonly` is yes',
        ko: '서버를 다시 시작했고 `appendonly`가 yes다',
      },
      test: (world, memory) => memory.started === true && world.server()?.config.values.appendonly === true,
      now: (world, memory) => {
        if (!running(world)) return down
        return memory.started === true
          ? {
              en: 'After the start it was off. redis.conf does not know of it.',
              ko: '다시 시작하자 꺼졌습니다. redis.conf가 모르고 있습니다.',
            }
          : { en: 'It was not started again yet.', ko: '아직 다시 시작하지 않았습니다.' }
      },
    },
    {
      id: 'kept',
      text: { en: 'All four orders are there', ko: '주문 네 개가 모두 있다' },
      test: (world) => holds(world, ORDERS),
      now: keysNow,
    },
  ],
  hints: [
    {
      en: 'A start with `appendonly yes` reads the log and nothing else. So there must be one before.',
      ko: '`appendonly yes`로 시작하면 로그만 읽습니다. 그러니 그 전에 로그가 있어야 합니다.',
    },
    {
      en: '`CONFIG SET appendonly yes` makes the running server write its data into a log. `CONFIG REWRITE` puts it into redis.conf.',
      ko: '`CONFIG SET appendonly yes`를 하면 돌고 있는 서버가 데이터를 로그에 씁니다. `CONFIG REWRITE`는 그것을 redis.conf에 적습니다.',
    },
    {
      en: 'Type `CONFIG SET appendonly yes`, then `CONFIG REWRITE`, choose Kill process and Start again.',
      ko: '`CONFIG SET appendonly yes`, `CONFIG REWRITE`를 차례로 입력하고, 프로세스 죽이기와 다시 시작을 고르세요.',
    },
  ],
  solution: [
    { line: 'CONFIG SET appendonly yes' },
    { line: 'CONFIG REWRITE' },
    { wait: SYNCED },
    { input: killServer },
    ...restarted,
    { line: 'DBSIZE' },
  ],
  wrong: [{ input: appendOnlyInConf }, { input: killServer }, ...restarted, { line: 'DBSIZE' }],
}

// ---- predictions ------------------------------------------------------------------------------

const wrongMiddle: Prediction = {
  id: 'wrong-middle',
  question: {
    en: 'The log holds four writes. In the third a byte is wrong. `aof-load-truncated` is yes, as Redis ships it. The server is started. What happens?',
    ko: '로그에 쓰기가 네 개 있습니다. 세 번째에 잘못된 바이트가 하나 있습니다. `aof-load-truncated`는 기본값인 yes입니다. 서버를 시작하면 어떻게 될까요?',
  },
  options: [
    {
      id: 'skipped',
      text: { en: 'Three keys: the bad one is skipped', ko: '키 세 개. 잘못된 것은 건너뛴다' },
    },
    {
      id: 'before',
      text: { en: 'Two keys: it reads up to the damage', ko: '키 두 개. 상한 데까지 읽는다' },
    },
    { id: 'refused', text: { en: 'It does not start', ko: '시작하지 않는다' } },
  ],
  scenario: 'recovering',
  play: [{ input: killServer }, { input: wrongByte }, ...restarted, { line: 'DBSIZE' }],
  outcome: (world) => {
    if (!running(world)) return 'refused'
    return world.keys().length === 3 ? 'skipped' : 'before'
  },
  because: {
    en: 'A missing end is what a power cut leaves, so a start may drop it. A wrong byte in the middle is damage, and Redis does not guess what stood there: it says at which file it gave up, and ends.',
    ko: '끝이 없는 것은 전원이 끊길 때 생기는 일이므로 버리고 시작할 수 있습니다. 가운데의 잘못된 바이트는 손상입니다. Redis는 무엇이 있었는지 짐작하지 않고, 어느 파일에서 멈췄는지 알리고 끝납니다.',
  },
}

const switchedOn: Prediction = {
  id: 'switched-on',
  question: {
    en: 'A server keeps snapshots. Its dump.rdb holds four keys. You write `appendonly yes` into its redis.conf and start it again. How many keys has it?',
    ko: '스냅샷을 쓰는 서버의 dump.rdb에 키가 네 개 있습니다. redis.conf에 `appendonly yes`를 적고 서버를 다시 시작합니다. 키는 몇 개일까요?',
  },
  options: [
    { id: 'four', text: { en: '4: dump.rdb is still there', ko: '4개. dump.rdb가 그대로 있다' } },
    { id: 'none', text: { en: '0', ko: '0개' } },
  ],
  scenario: 'only-snapshots',
  play: [{ input: appendOnlyInConf }, { input: killServer }, ...restarted, { line: 'DBSIZE' }],
  outcome: (world) => (world.keys().length === 4 ? 'four' : 'none'),
  because: {
    en: 'With `appendonly yes` a start reads the append-only file and nothing else. There is none, so it begins an empty one. dump.rdb still lies there, until the next snapshot replaces it.',
    ko: '`appendonly yes`면 시작할 때 AOF만 읽습니다. 없으면 빈 파일로 시작합니다. dump.rdb는 그대로 있지만, 다음 스냅샷이 그것을 바꿔 놓습니다.',
  },
}

const bothFiles: Prediction = {
  id: 'both-files',
  question: {
    en: 'Both are on. In dump.rdb `order:1` is pen. After that snapshot it was set to pencil, and the append-only file knows that. The server is killed and started again. What is `order:1`?',
    ko: '둘 다 켜져 있습니다. dump.rdb에서 `order:1`은 pen입니다. 그 스냅샷 뒤에 pencil로 바꾸었고, AOF에는 그것이 기록되어 있습니다. 서버를 죽이고 다시 시작하면 `order:1`은 무엇일까요?',
  },
  options: [
    { id: 'pen', text: { en: 'pen', ko: 'pen' } },
    { id: 'pencil', text: { en: 'pencil', ko: 'pencil' } },
  ],
  scenario: 'only-snapshots',
  setup: [{ line: 'CONFIG SET appendonly yes' }, { line: 'CONFIG REWRITE' }, { wait: SYNCED }],
  play: [
    { line: 'SET order:1 pencil' },
    { wait: SYNCED },
    { input: killServer },
    ...restarted,
    { line: 'GET order:1' },
  ],
  outcome: (world) => (world.text('order:1') === 'pencil' ? 'pencil' : 'pen'),
  because: {
    en: 'Where the append-only file is on, a start reads that and leaves dump.rdb alone: the log has more of what was written.',
    ko: 'AOF가 켜져 있으면 시작할 때 AOF를 읽고 dump.rdb는 읽지 않습니다. 쓰기가 더 많이 남아 있는 쪽이 로그이기 때문입니다.',
  },
}

export const exercises: readonly Exercise[] = [cutEnd, byHand, fromBackup, flushUndone, switchOver]
export const predictions: readonly Prediction[] = [wrongMiddle, switchedOn, bothFiles]
