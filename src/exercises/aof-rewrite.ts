/** L25: what a rewrite leaves behind, what it leaves when its child dies, and when one begins by itself. */
import { AOF_DIRECTORY } from '../scenarios/log-files.ts'
import { killChild, noVisits, VISITS, visits } from '../scenarios/rewriting.ts'
import { HOST, SERVER } from '../scenarios/standalone.ts'
import type { Input } from '../world/inputs.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const killServer: Input = { kind: 'signal', process: SERVER, signal: 'KILL' }
const restart: Input = { kind: 'restart', process: SERVER }
const cutPower: Input = { kind: 'power', host: HOST }
const visiting: readonly Play[] = visits.map((input) => ({ input }))

/** Longer than the child of this world needs, and than a start takes, virtual ms. */
const CHILD = 3600
const START = 300

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The names in the directory of the append-only file, in order. */
const listing = (world: WorldView): readonly string[] =>
  [...(world.world.hosts.get(HOST)?.disk.list(AOF_DIRECTORY) ?? [])].map(nameOf).sort()

const sizeOf = (world: WorldView, name: string): number | undefined =>
  world.file(HOST, `${AOF_DIRECTORY}/${name}`)?.length

const MANIFEST = 'appendonly.aof.manifest'
const SECOND = ['appendonly.aof.2.base.rdb', 'appendonly.aof.2.incr.aof', MANIFEST]

const down = { en: 'The server is down. Start it again.', ko: '서버가 멈춰 있습니다. 다시 시작하세요.' }

/** Every visit is still counted. */
const counted = (world: WorldView, least: number): boolean => Number(world.text('visitors') ?? 0) >= least

const visitorsNow = (world: WorldView) => {
  const found = world.text('visitors')
  return world.server() === undefined
    ? down
    : { en: `\`visitors\` is ${found ?? 'missing'}.`, ko: `\`visitors\`는 ${found ?? '없음'}입니다.` }
}

const inDirectory = (world: WorldView) => {
  const names = listing(world).join(', ')
  return { en: `It holds ${names}.`, ko: `지금 들어 있는 것은 ${names}입니다.` }
}

// ---- one value --------------------------------------------------------------------------------

const BEFORE = 28_023
const AFTER = 107

const oneValue: Exercise = {
  id: 'one-value',
  title: { en: 'A thousand records, one value', ko: '기록 천 개, 값 하나' },
  task: {
    en: `The log of this server has ${BEFORE.toLocaleString('en')} bytes and says nothing but that \`visitors\` is ${VISITS.toLocaleString('en')}. Have it written anew, and wait until nothing of the old files is left.`,
    ko: `이 서버의 로그는 ${BEFORE.toLocaleString('en')}바이트인데, 담긴 내용은 \`visitors\`가 ${VISITS.toLocaleString('en')}이라는 것뿐입니다. 로그를 새로 쓰게 하고, 옛 파일이 하나도 남지 않을 때까지 기다리세요.`,
  },
  scenario: 'rewriting',
  goals: [
    {
      id: 'files',
      text: {
        en: '`appendonlydir` holds base 2, incr 2 and the manifest, and nothing else',
        ko: '`appendonlydir`에 base 2, incr 2, 매니페스트만 있다',
      },
      test: (world) => listing(world).join() === SECOND.join(),
      now: inDirectory,
    },
    {
      id: 'size',
      text: { en: `The base has ${AFTER} bytes`, ko: `base가 ${AFTER}바이트다` },
      test: (world) => sizeOf(world, SECOND[0]!) === AFTER,
      now: (world) => {
        const size = sizeOf(world, SECOND[0]!)
        return size === undefined
          ? { en: 'There is no base 2 yet.', ko: '아직 base 2가 없습니다.' }
          : { en: `It has ${size}.`, ko: `지금은 ${size}바이트입니다.` }
      },
    },
    {
      id: 'kept',
      text: {
        en: `The server runs and \`visitors\` is ${VISITS} or more`,
        ko: `서버가 돌고 있고 \`visitors\`가 ${VISITS} 이상이다`,
      },
      test: (world) => counted(world, VISITS),
      now: visitorsNow,
    },
  ],
  hints: [
    {
      en: 'One command asks for it. It comes back at once; the child is at work for three seconds.',
      ko: '명령 하나면 됩니다. 답은 곧바로 오고, 자식은 3초 동안 일합니다.',
    },
    {
      en: '`SAVE` and `BGSAVE` write dump.rdb. The log is not their business.',
      ko: '`SAVE`와 `BGSAVE`는 dump.rdb를 씁니다. 로그와는 관계가 없습니다.',
    },
    {
      en: 'Type `BGREWRITEAOF` and watch the scene for three seconds.',
      ko: '`BGREWRITEAOF`를 입력하고 3초 동안 장면을 보세요.',
    },
  ],
  solution: [{ line: 'BGREWRITEAOF' }, { wait: CHILD }],
  wrong: [{ line: 'BGSAVE' }, { wait: CHILD }],
}

// ---- as commands ------------------------------------------------------------------------------

const READABLE = 60

const asCommands: Exercise = {
  id: 'as-commands',
  title: { en: 'A base you can read', ko: '읽을 수 있는 base' },
  task: {
    en: 'Bring it about that the base of the log is a file of commands: a `SELECT` and a `SET`, and no RDB file.',
    ko: '로그의 base가 RDB 파일이 아니라 명령을 담은 파일이 되게 하세요. `SELECT` 하나와 `SET` 하나입니다.',
  },
  scenario: 'rewriting',
  goals: [
    {
      id: 'base',
      text: {
        en: `The base that the manifest names ends in .base.aof and has ${READABLE} bytes`,
        ko: `매니페스트에 적힌 base가 .base.aof로 끝나고 ${READABLE}바이트다`,
      },
      test: (world) => {
        const base = world.server()?.aof.manifest.base?.name
        return base?.endsWith('.base.aof') === true && sizeOf(world, base) === READABLE
      },
      now: (world) => {
        const base = world.server()?.aof.manifest.base?.name
        if (base === undefined) return down
        const size = sizeOf(world, base) ?? 0
        return { en: `It is ${base}, ${size} bytes.`, ko: `지금은 ${base}, ${size}바이트입니다.` }
      },
    },
    {
      id: 'kept',
      text: { en: `\`visitors\` is ${VISITS}`, ko: `\`visitors\`가 ${VISITS}이다` },
      test: (world) => world.text('visitors') === String(VISITS),
      now: visitorsNow,
    },
  ],
  hints: [
    {
      en: 'A parameter decides whether a rewrite begins with an RDB file. `CONFIG GET aof*` lists it.',
      ko: '재작성이 RDB 파일로 시작할지 정하는 설정이 있습니다. `CONFIG GET aof*`에 나옵니다.',
    },
    {
      en: 'The parameter changes nothing that is on the disk already. It holds for the next rewrite.',
      ko: '설정을 바꿔도 이미 디스크에 있는 것은 그대로입니다. 다음 재작성부터 적용됩니다.',
    },
    {
      en: 'Type `CONFIG SET aof-use-rdb-preamble no`, then `BGREWRITEAOF`, and wait for the child.',
      ko: '`CONFIG SET aof-use-rdb-preamble no`, `BGREWRITEAOF`를 차례로 입력하고 자식을 기다리세요.',
    },
  ],
  solution: [{ line: 'CONFIG SET aof-use-rdb-preamble no' }, { line: 'BGREWRITEAOF' }, { wait: CHILD }],
  wrong: [{ line: 'BGREWRITEAOF' }, { wait: CHILD }, { line: 'CONFIG SET aof-use-rdb-preamble no' }],
}

// ---- the child dies ---------------------------------------------------------------------------

/** The number a reply to INCR gave; undefined: it was another command. */
const visitOf = (event: TraceEvent): number | undefined =>
  event.type === 'command' && event.name === 'incr' && (event.argv as readonly string[])[1] === 'visitors'
    ? Number(/^:(\d+)/.exec(String(event.reply))?.[1] ?? 0)
    : undefined

const watchChild = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'aof.rewrite.started') return { ...memory, busy: true, during: 0 }
  if (event.type === 'aof.rewrite.failed')
    return { ...memory, busy: false, failed: event.why === 'signal 9', restarted: false }
  if (event.type === 'aof.rewrite.done') return { ...memory, busy: false, failed: false }
  if (event.type === 'server.ready') return { ...memory, busy: false, restarted: memory.failed === true }
  const visit = visitOf(event)
  if (visit === undefined) return memory
  const during = Number(memory.during) + (memory.busy === true ? 1 : 0)
  return { ...memory, during, told: Math.max(Number(memory.told), visit) }
}

const childDies: Exercise = {
  id: 'child-dies',
  title: { en: 'The child is killed', ko: '자식이 죽는다' },
  task: {
    en: 'Begin a rewrite, let visits come while the child works, and kill the child before it is done. Look at the files and at `INFO persistence`. Then kill the server, start it again, and see whether a visit is missing.',
    ko: '재작성을 시작하고, 자식이 일하는 동안 방문이 오게 하고, 끝나기 전에 자식을 죽이세요. 파일과 `INFO persistence`를 보세요. 그런 다음 서버를 죽이고 다시 시작해서 빠진 방문이 있는지 보세요.',
  },
  scenario: 'rewriting',
  memory: { busy: false, during: 0, failed: false, restarted: false, told: VISITS },
  observe: watchChild,
  goals: [
    {
      id: 'killed',
      text: {
        en: 'The last rewrite failed because its child was killed (`aof_last_bgrewrite_status:err`)',
        ko: '자식이 죽어서 마지막 재작성이 실패했다(`aof_last_bgrewrite_status:err`)',
      },
      test: (_world, memory) => memory.failed === true,
      now: (_world, memory) =>
        memory.busy === true
          ? { en: 'The child is at work. Now.', ko: '자식이 일하고 있습니다. 지금입니다.' }
          : { en: 'No child was killed.', ko: '죽은 자식이 없습니다.' },
    },
    {
      id: 'during',
      text: {
        en: 'Visits came while the child was at work',
        ko: '자식이 일하는 동안 방문이 왔다',
      },
      test: (_world, memory) => Number(memory.during) > 0,
      now: () => ({
        en: 'None came. Begin another rewrite.',
        ko: '하나도 오지 않았습니다. 재작성을 다시 시작하세요.',
      }),
    },
    {
      id: 'restarted',
      text: {
        en: 'The server was started again, and `visitors` holds every visit it ever counted',
        ko: '서버를 다시 시작했고, `visitors`에 그때까지의 방문이 모두 있다',
      },
      test: (world, memory) => memory.restarted === true && counted(world, Number(memory.told)),
      now: visitorsNow,
    },
  ],
  hints: [
    {
      en: 'The visits and the kill are under Actions above the scene. You have three seconds; a slower speed gives you more.',
      ko: '방문과 죽이기는 장면 위의 해 보기에 있습니다. 3초가 있습니다. 속도를 낮추면 더 넉넉합니다.',
    },
    {
      en: 'Start the visits first. Then type `BGREWRITEAOF` and choose Kill the child while the scene shows it at work.',
      ko: '방문부터 시작하세요. 그런 다음 `BGREWRITEAOF`를 입력하고, 자식이 일하는 동안 자식 죽이기를 고르세요.',
    },
    {
      en: 'Choose Visits, type `BGREWRITEAOF`, choose Kill the child, then Kill process and Start again. `GET visitors` answers.',
      ko: '1초에 방문 50번을 고르고, `BGREWRITEAOF`를 입력하고, 자식 죽이기, 프로세스 죽이기, 다시 시작을 차례로 고르세요. 이어서 `GET visitors`를 입력하세요.',
    },
  ],
  solution: [
    ...visiting,
    { wait: 200 },
    { line: 'BGREWRITEAOF' },
    { wait: 1000 },
    { input: killChild },
    { wait: 500 },
    { input: killServer },
    { input: restart },
    { wait: START },
    { line: 'GET visitors' },
  ],
  wrong: [
    ...visiting,
    { wait: 200 },
    { line: 'BGREWRITEAOF' },
    { wait: CHILD },
    { input: killChild },
    { wait: 500 },
    { input: killServer },
    { input: restart },
    { wait: START },
  ],
}

// ---- by itself --------------------------------------------------------------------------------

const KB = 1024
const FROM = 32 * KB
/** The size is looked at ten times a second: some visits more are in the file by then. */
const UP_TO = FROM + KB

const watchAutomatic = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'aof.rewrite.started')
    return { ...memory, at: event.growth === null ? -1 : (event.current as number) }
  return event.type === 'aof.rewrite.done' ? { ...memory, done: true } : memory
}

const byItself: Exercise = {
  id: 'by-itself',
  title: { en: 'From 32 kb on, by itself', ko: '32 kb부터 스스로' },
  task: {
    en: 'Visits come, 50 a second. See to it that the server rewrites its log by itself as soon as the file has 32 kb, and not before.',
    ko: '방문이 1초에 50번 옵니다. 파일이 32 kb가 되면 서버가 스스로 로그를 다시 쓰게 하세요. 그 전에 쓰면 안 됩니다.',
  },
  scenario: 'rewriting',
  setup: [...visiting],
  memory: { at: 0, done: false },
  observe: watchAutomatic,
  goals: [
    {
      id: 'began',
      text: {
        en: `A rewrite began by itself when the files had ${FROM.toLocaleString('en')} to ${UP_TO.toLocaleString('en')} bytes`,
        ko: `파일이 ${FROM.toLocaleString('en')}~${UP_TO.toLocaleString('en')}바이트일 때 재작성이 스스로 시작되었다`,
      },
      test: (_world, memory) => Number(memory.at) >= FROM && Number(memory.at) < UP_TO,
      now: (world, memory) => {
        const at = Number(memory.at)
        if (at === -1) return { en: 'Somebody asked for it.', ko: '누가 시켜서 시작되었습니다.' }
        if (at > 0) return { en: `It began at ${at} bytes.`, ko: `${at}바이트에서 시작되었습니다.` }
        const size = world.server()?.aof.currentSize ?? 0
        return {
          en: `None began. The files have ${size.toLocaleString('en')} bytes.`,
          ko: `아직 시작되지 않았습니다. 파일은 ${size.toLocaleString('en')}바이트입니다.`,
        }
      },
    },
    {
      id: 'done',
      text: { en: 'It was finished', ko: '재작성이 끝났다' },
      test: (_world, memory) => memory.done === true,
      now: () => ({ en: 'The child is still at work.', ko: '자식이 아직 일하고 있습니다.' }),
    },
  ],
  hints: [
    {
      en: 'Two conditions must hold. `CONFIG GET auto-aof*` shows both.',
      ko: '두 조건이 모두 맞아야 합니다. `CONFIG GET auto-aof*`가 둘 다 보여 줍니다.',
    },
    {
      en: 'The file has grown by far more than 100 %. It is the other condition that is not met.',
      ko: '파일은 이미 100 %보다 훨씬 많이 커졌습니다. 맞지 않는 것은 다른 조건입니다.',
    },
    {
      en: 'Type `CONFIG SET auto-aof-rewrite-min-size 32kb` and let five seconds pass.',
      ko: '`CONFIG SET auto-aof-rewrite-min-size 32kb`를 입력하고 5초쯤 기다리세요.',
    },
  ],
  solution: [{ line: 'CONFIG SET auto-aof-rewrite-min-size 32kb' }, { wait: 9000 }],
  wrong: [{ line: 'CONFIG SET auto-aof-rewrite-percentage 10' }, { wait: 9000 }],
}

// ---- predictions ------------------------------------------------------------------------------

const midRewrite: Prediction = {
  id: 'mid-rewrite',
  question: {
    en: 'The child is at work. A visit comes, number 1,001, and two seconds later the power fails. What does Redis load when it starts again?',
    ko: '자식이 일하고 있습니다. 1,001번째 방문이 오고, 2초 뒤에 전원이 끊깁니다. Redis는 다시 시작할 때 무엇을 읽을까요?',
  },
  options: [
    {
      id: 'temporary',
      text: { en: 'The temporary file, then incr 2', ko: '임시 파일, 그다음 incr 2' },
    },
    { id: 'three', text: { en: 'base 1, incr 1, incr 2', ko: 'base 1, incr 1, incr 2' } },
    {
      id: 'old',
      text: {
        en: 'base 1 and incr 1: the rewrite was not finished',
        ko: 'base 1과 incr 1. 재작성이 끝나지 않았다',
      },
    },
  ],
  scenario: 'rewriting',
  setup: [{ line: 'CONFIG SET rdb-key-save-delay 5000000' }],
  play: [
    { line: 'BGREWRITEAOF' },
    { line: 'INCR visitors' },
    { wait: 2500 },
    { input: cutPower },
    { input: restart },
    { wait: START },
    { line: 'GET visitors' },
  ],
  outcome: (world) => {
    const { base, incr } = world.server()?.aof.manifest ?? { base: undefined, incr: [] }
    if (base?.seq !== 1) return 'temporary'
    return incr.length === 2 && counted(world, VISITS + 1) ? 'three' : 'old'
  },
  because: {
    en: 'The manifest lists these three from the moment the rewrite began. The temporary file is on no list, so no start ever looks at it.',
    ko: '매니페스트에는 재작성이 시작된 순간부터 이 셋이 적혀 있습니다. 임시 파일은 목록에 없으므로 시작할 때 보지도 않습니다.',
  },
}

const muchGrown: Prediction = {
  id: 'much-grown',
  question: {
    en: 'The base has 89 bytes, all files together 28,112. That is a growth of 31,486 %. `auto-aof-rewrite-percentage` is 100, the other parameters are as Redis ships them. Does a rewrite begin by itself?',
    ko: 'base는 89바이트, 모든 파일을 합치면 28,112바이트입니다. 31,486 % 커졌습니다. `auto-aof-rewrite-percentage`는 100이고 나머지 설정은 Redis의 기본값입니다. 재작성이 스스로 시작될까요?',
  },
  options: [
    { id: 'yes', text: { en: 'Yes: 31,486 is more than 100', ko: '시작된다. 31,486은 100보다 크다' } },
    { id: 'no', text: { en: 'No', ko: '시작되지 않는다' } },
  ],
  scenario: 'rewriting',
  play: [{ input: noVisits }, ...visiting, { wait: 10_000 }, { line: 'INFO persistence' }],
  outcome: (world) => ((world.server()?.aof.rewrite.count ?? 0) > 0 ? 'yes' : 'no'),
  because: {
    en: 'Both conditions must hold. `auto-aof-rewrite-min-size` is 64mb unless you change it, and below that no percentage counts.',
    ko: '두 조건이 모두 맞아야 합니다. `auto-aof-rewrite-min-size`는 따로 바꾸지 않으면 64mb이고, 그보다 작으면 몇 %든 상관없습니다.',
  },
}

export const exercises: readonly Exercise[] = [oneValue, asCommands, childDies, byItself]
export const predictions: readonly Prediction[] = [midRewrite, muchGrown]
