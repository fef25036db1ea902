/** L21: what memory is used for, what the process keeps, and what the machine must have left for a child. */
import { residency } from '../redis/introspection/residency.ts'
import { memoryHoles } from '../scenarios/cache.ts'
import { machineActs, RAM } from '../scenarios/memory.ts'
import { HOST } from '../scenarios/standalone.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction, Text } from './exercise.ts'
import type { WorldView } from './view.ts'

const holes = (act: string): Play[] => (memoryHoles.acts?.[act]?.inputs ?? []).map((input) => ({ input }))
const machine = (act: string): Play[] => (machineActs[act]?.inputs ?? []).map((input) => ({ input }))

const MB = 1024 * 1024
/** By then the kernel knows how much the server holds, virtual ms. */
const FIRST_TICKS = 1000
const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`

const DOWN: Text = {
  en: 'The server is gone: its machine had no memory left. Restart the exercise.',
  ko: '서버가 없습니다. 컴퓨터에 메모리가 남지 않았습니다. 실습을 다시 시작하세요.',
}

// ---- holes ------------------------------------------------------------------------------------

const KEYS = 1000
const RATIO = 1.2

/** allocator_frag_ratio; undefined: no server. */
const fragmentation = (world: WorldView): number | undefined => {
  const server = world.server()
  if (server === undefined) return undefined
  const { allocated, active } = residency(server, server.memory.used)
  return active / allocated
}

const keyCount = (world: WorldView): number => world.server()?.keyCount ?? 0

const closeHoles: Exercise = {
  id: 'close-the-holes',
  title: { en: 'Close the holes', ko: '빈자리 메우기' },
  task: {
    en: `Nine of ten keys were deleted here and there. Bring \`allocator_frag_ratio\` below ${RATIO}. The 1,000 keys that are left must stay.`,
    ko: `키 열 개 중 아홉 개를 띄엄띄엄 지웠습니다. \`allocator_frag_ratio\`를 ${RATIO}보다 작게 만드세요. 남은 키 1,000개는 그대로 있어야 합니다.`,
  },
  scenario: 'memory-holes',
  setup: [...holes('scattered'), { wait: 1000 }],
  goals: [
    {
      id: 'ratio',
      text: {
        en: `\`allocator_frag_ratio\` is below ${RATIO}`,
        ko: `\`allocator_frag_ratio\`가 ${RATIO}보다 작다`,
      },
      test: (world) => (fragmentation(world) ?? 99) < RATIO,
      now: (world) => {
        const ratio = fragmentation(world)?.toFixed(2) ?? '?'
        const ignored = Number(world.server()?.config.values.activeDefragIgnoreBytes ?? 0)
        return world.server()?.config.values.activedefrag === true && ignored > MB
          ? {
              en: `It is ${ratio}. Defragmentation is on, but ignores less than ${megabytes(ignored)} of holes.`,
              ko: `지금은 ${ratio}입니다. 조각 모음은 켜졌지만, 빈자리가 ${megabytes(ignored)}보다 적으면 그냥 둡니다.`,
            }
          : { en: `It is ${ratio}.`, ko: `지금은 ${ratio}입니다.` }
      },
    },
    {
      id: 'keys',
      text: { en: 'The 1,000 keys are there', ko: '키 1,000개가 그대로 있다' },
      test: (world) => keyCount(world) >= KEYS && world.entry('item:0') !== undefined,
      now: (world) => ({
        en: `There are ${keyCount(world)}. Restart the exercise.`,
        ko: `${keyCount(world)}개가 있습니다. 실습을 다시 시작하세요.`,
      }),
    },
  ],
  hints: [
    {
      en: '`MEMORY PURGE` gives back pages with nothing on them. Here something is left on nearly every page.',
      ko: '`MEMORY PURGE`는 빈 쪽만 돌려줍니다. 여기서는 거의 모든 쪽에 무언가 남아 있습니다.',
    },
    {
      en: '`activedefrag yes` moves keys together, if there is enough to gain: `active-defrag-ignore-bytes` is 100 MB.',
      ko: '`activedefrag yes`는 키를 한데 모읍니다. 다만 얻을 것이 충분해야 합니다. `active-defrag-ignore-bytes`가 100 MB입니다.',
    },
    {
      en: 'Type `CONFIG SET activedefrag yes` and `CONFIG SET active-defrag-ignore-bytes 1mb`, and let a few seconds pass.',
      ko: '`CONFIG SET activedefrag yes`와 `CONFIG SET active-defrag-ignore-bytes 1mb`를 입력하고 몇 초 지나게 하세요.',
    },
  ],
  solution: [
    { line: 'CONFIG SET activedefrag yes' },
    { line: 'CONFIG SET active-defrag-ignore-bytes 1mb' },
    { wait: 10_000 },
  ],
  wrong: [{ line: 'MEMORY PURGE' }, { line: 'CONFIG SET activedefrag yes' }, { wait: 10_000 }],
}

// ---- a careful kernel -------------------------------------------------------------------------

/** Background saves that were done, and whether the kernel had to kill. */
const watchSaves = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'memory.exhausted') return { ...memory, killed: true }
  return event.type === 'rdb.saved' && event.background === true
    ? { ...memory, saves: Number(memory.saves) + 1 }
    : memory
}

const overcommitOf = (world: WorldView): number => world.world.host(HOST).machine.overcommit

const carefulKernel: Exercise = {
  id: 'careful-kernel',
  title: { en: 'A snapshot with 30 % free', ko: '30 %만 남았을 때의 스냅샷' },
  task: {
    en: 'This machine has 64 MB of RAM. Redis takes 70 % of it, and `vm.overcommit_memory` is 0. `BGSAVE` is refused. Bring it to succeed and keep all keys.',
    ko: '이 컴퓨터의 RAM은 64 MB입니다. Redis가 70 %를 쓰고, `vm.overcommit_memory`는 0입니다. `BGSAVE`가 거부됩니다. 키를 모두 지닌 채로 성공하게 하세요.',
  },
  scenario: 'tight-memory',
  setup: [{ wait: FIRST_TICKS }],
  memory: { saves: 0, killed: false },
  observe: watchSaves,
  goals: [
    {
      id: 'overcommit',
      text: { en: '`vm.overcommit_memory` is 1', ko: '`vm.overcommit_memory`가 1이다' },
      test: (world) => overcommitOf(world) === 1,
      now: (world) => ({
        en: `It is ${overcommitOf(world)}. The machine's settings are under Actions.`,
        ko: `지금은 ${overcommitOf(world)}입니다. 컴퓨터의 설정은 해 보기에 있습니다.`,
      }),
    },
    {
      id: 'saved',
      text: {
        en: 'A `BGSAVE` has succeeded, and no key is missing',
        ko: '`BGSAVE`가 성공했고, 없어진 키가 없다',
      },
      test: (world, memory) => Number(memory.saves) > 0 && keyCount(world) >= 8000,
      now: (world) =>
        world.server() === undefined
          ? DOWN
          : {
              en: 'No background save was done yet.',
              ko: '아직 끝난 백그라운드 저장이 없습니다.',
            },
    },
  ],
  hints: [
    {
      en: 'The server log says what the kernel answered to fork.',
      ko: '커널이 fork에 무엇이라고 답했는지 서버 로그에 있습니다.',
    },
    {
      en: 'A child shares the pages of its parent. With the setting 1 the kernel relies on that.',
      ko: '자식은 부모의 쪽을 함께 씁니다. 설정이 1이면 커널이 그것을 믿고 허락합니다.',
    },
    {
      en: 'Choose vm.overcommit_memory = 1 under Actions, type `BGSAVE`, and let three seconds pass.',
      ko: '해 보기에서 vm.overcommit_memory = 1을 고르고, `BGSAVE`를 입력하고 3초 지나게 하세요.',
    },
  ],
  solution: [...machine('overcommit-1'), { line: 'BGSAVE' }, { wait: 4000 }],
  wrong: [{ line: 'BGSAVE' }, { wait: 4000 }, { line: 'SAVE' }],
}

// ---- headroom ---------------------------------------------------------------------------------

/** What the writers make the parent copy at least, if they are at work all the while. */
const COPIED = 10 * MB

const lastCopied = (world: WorldView): number => world.server()?.persistence.lastCow.rdb ?? 0
const limitOf = (world: WorldView): number => world.server()?.config.values.maxmemory ?? 0

const headroom: Exercise = {
  id: 'headroom',
  title: { en: 'Room for what is copied', ko: '복사될 몫을 남겨 두기' },
  task: {
    en: 'The same machine, `vm.overcommit_memory` is 1. Now somebody writes 4,000 times a second (Actions), and every page that is written to while a child saves is copied. Choose a `maxmemory` with which a `BGSAVE` succeeds during the writes. Old keys may go.',
    ko: '같은 컴퓨터이고 `vm.overcommit_memory`는 1입니다. 이번에는 누가 1초에 4,000번 씁니다(해 보기). 자식이 저장하는 동안 쓴 쪽은 모두 복사됩니다. 쓰는 동안에도 `BGSAVE`가 성공할 `maxmemory`를 고르세요. 오래된 키는 나가도 됩니다.',
  },
  scenario: 'tight-memory',
  setup: [...machine('overcommit-1'), { wait: FIRST_TICKS }],
  memory: { saves: 0, killed: false },
  observe: watchSaves,
  goals: [
    {
      id: 'saved',
      text: {
        en: 'A `BGSAVE` has succeeded, and `rdb_last_cow_size` is above 10 MB',
        ko: '`BGSAVE`가 성공했고, `rdb_last_cow_size`가 10 MB보다 크다',
      },
      test: (world, memory) => Number(memory.saves) > 0 && lastCopied(world) > COPIED,
      now: (world, memory) => {
        if (world.server() === undefined) return DOWN
        return Number(memory.saves) === 0
          ? { en: 'No background save was done yet.', ko: '아직 끝난 백그라운드 저장이 없습니다.' }
          : {
              en: `Only ${megabytes(lastCopied(world))} were copied. Save while the writers write.`,
              ko: `${megabytes(lastCopied(world))}만 복사되었습니다. 누가 쓰는 동안 저장하세요.`,
            }
      },
    },
    {
      id: 'limit',
      text: {
        en: '`maxmemory` and what was copied fit into the RAM together',
        ko: '`maxmemory`와 복사된 양을 더해도 RAM에 들어간다',
      },
      test: (world) =>
        limitOf(world) > 0 && lastCopied(world) > COPIED && limitOf(world) + lastCopied(world) <= RAM,
      now: (world) => ({
        en:
          limitOf(world) === 0
            ? 'There is no limit.'
            : `${megabytes(limitOf(world))} and ${megabytes(lastCopied(world))} of 64 MB.`,
        ko:
          limitOf(world) === 0
            ? '한도가 없습니다.'
            : `64 MB 가운데 ${megabytes(limitOf(world))}와 ${megabytes(lastCopied(world))}입니다.`,
      }),
    },
    {
      id: 'alive',
      text: { en: 'The kernel had to kill nobody', ko: '커널이 아무도 죽이지 않았다' },
      test: (world, memory) => memory.killed === false && world.server() !== undefined,
      now: () => DOWN,
    },
  ],
  hints: [
    {
      en: 'In the worst case everything is copied: the child needs as much again as the parent has.',
      ko: '가장 나쁜 경우 모두 복사됩니다. 부모가 가진 만큼이 한 번 더 필요합니다.',
    },
    {
      en: 'Of the 64 MB the process itself takes 11. What is left must hold the data and its copy.',
      ko: '64 MB 가운데 프로세스 자체가 11 MB를 씁니다. 나머지에 데이터와 복사본이 들어가야 합니다.',
    },
    {
      en: 'Type `CONFIG SET maxmemory 24mb`, let the writers come, type `BGSAVE`, and let three seconds pass.',
      ko: '`CONFIG SET maxmemory 24mb`를 입력하고, 쓰기를 시작하고, `BGSAVE`를 입력하고 3초 지나게 하세요.',
    },
  ],
  solution: [
    { line: 'CONFIG SET maxmemory 24mb' },
    { wait: 1000 },
    ...machine('writers'),
    { wait: 1000 },
    { line: 'BGSAVE' },
    { wait: 4000 },
  ],
  wrong: [
    { line: 'CONFIG SET maxmemory 45mb' },
    ...machine('writers'),
    { wait: 1000 },
    { line: 'BGSAVE' },
    { wait: 4000 },
  ],
}

// ---- predictions ------------------------------------------------------------------------------

/** used_memory_rss of the world before anything was deleted, and what counts as having fallen; bytes. */
const RSS_BEFORE = 15.4e6
const FALLEN = 1.2e6

const afterDelete: Prediction = {
  id: 'after-delete',
  question: {
    en: '10,000 keys, `used_memory` 3.8 MB, `used_memory_rss` 14.8 MB. Nine of ten keys are deleted, here and there. Which of the two falls by more than 1 MB?',
    ko: '키 10,000개, `used_memory` 3.8 MB, `used_memory_rss` 14.8 MB입니다. 키 열 개 중 아홉 개를 띄엄띄엄 지웁니다. 둘 가운데 1 MB 넘게 줄어드는 것은 무엇일까요?',
  },
  options: [
    { id: 'both', text: { en: 'Both', ko: '둘 다' } },
    { id: 'used', text: { en: 'Only `used_memory`', ko: '`used_memory`만' } },
    { id: 'neither', text: { en: 'Neither', ko: '둘 다 아니다' } },
  ],
  scenario: 'memory-holes',
  play: [...holes('scattered'), { wait: 15_000 }, { line: 'INFO memory' }],
  outcome: (world) => {
    const server = world.server()!
    const { used } = server.memory
    if (used > 3e6) return 'neither'
    return RSS_BEFORE - residency(server, used).rss > FALLEN ? 'both' : 'used'
  },
  because: {
    en: 'Keys that were stored together share pages. A page goes back to the system only when nothing is left on it, and here one key of ten holds nearly every page.',
    ko: '함께 저장된 키는 쪽을 나눠 씁니다. 쪽은 아무것도 남지 않아야 시스템에 돌아가는데, 여기서는 열에 하나 남은 키가 거의 모든 쪽을 붙들고 있습니다.',
  },
}

const thirtyPercent: Prediction = {
  id: 'thirty-percent',
  question: {
    en: '64 MB of RAM, Redis takes 70 % of it, `vm.overcommit_memory` is 0, and nobody writes. What becomes of `BGSAVE`?',
    ko: 'RAM 64 MB, Redis가 70 %를 쓰고, `vm.overcommit_memory`는 0이고, 아무도 쓰지 않습니다. `BGSAVE`는 어떻게 될까요?',
  },
  options: [
    {
      id: 'works',
      text: { en: 'It works: the pages are shared', ko: '된다. 쪽을 함께 쓰니까' },
    },
    { id: 'refused', text: { en: 'It is refused at once', ko: '바로 거부된다' } },
    {
      id: 'killed',
      text: { en: 'It begins, and the kernel kills Redis', ko: '시작하고, 커널이 Redis를 죽인다' },
    },
  ],
  scenario: 'tight-memory',
  setup: [{ wait: FIRST_TICKS }],
  play: [{ line: 'BGSAVE' }, { wait: 4000 }, { line: 'PING' }],
  outcome: (world) => {
    const server = world.server()
    if (server === undefined) return 'killed'
    return server.stats.forks > 0 ? 'works' : 'refused'
  },
  because: {
    en: 'A child could write to every page, and this kernel promises only what it has. That Redis’s child writes to hardly any it cannot know.',
    ko: '자식은 모든 쪽에 쓸 수도 있고, 이 커널은 가진 만큼만 약속합니다. Redis의 자식이 거의 쓰지 않는다는 것을 커널은 알 수 없습니다.',
  },
}

export const exercises: readonly Exercise[] = [closeHoles, carefulKernel, headroom]
export const predictions: readonly Prediction[] = [afterDelete, thirtyPercent]
