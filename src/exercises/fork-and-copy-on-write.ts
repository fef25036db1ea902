/** L23: when a server forks, what its child sees, and what of the memory is copied meanwhile. */
import { forks, ITEMS, SMALL_RAM } from '../scenarios/saving.ts'
import { HOST, SERVER } from '../scenarios/standalone.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Play, Prediction } from './exercise.ts'

const press = (act: string): Play[] => (forks.acts?.[act]?.inputs ?? []).map((input) => ({ input }))

/** Long enough for a child of this world, virtual ms. */
const CHILD = 3500
const MEGABYTE = 1024 * 1024

const atServer = (event: TraceEvent): boolean => event.process === SERVER

/** What the last child that finished had to do with: writes meanwhile, pages copied, against the data set. */
const watchChild = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type === 'process.ended' && event.name === SERVER) return { ...memory, died: true }
  if (!atServer(event)) return memory
  switch (event.type) {
    case 'command':
    case 'changes': {
      const resident = Math.max(Number(memory.peak), (event.resident as number | undefined) ?? 0)
      return { ...memory, changes: event.changes as number, peak: resident }
    }
    case 'fork':
      return {
        ...memory,
        before: Number(memory.changes),
        data: (event.pages as number) * (event.pageSize as number),
      }
    case 'child.ended':
      return event.ok === true && event.kind === 'rdb'
        ? { ...memory, writes: Number(memory.changes) - Number(memory.before), cow: event.cow as number }
        : memory
    default:
      return memory
  }
}

const nothingYet: Memory = { changes: 0, before: 0, data: 1, writes: -1, cow: 0, peak: 0, died: false }

const noneYet = {
  en: 'No snapshot has been finished yet.',
  ko: '아직 끝난 스냅샷이 없습니다.',
}

const meanwhile = (memory: Memory) =>
  memory.writes === -1
    ? noneYet
    : {
        en: `During the last one there were ${memory.writes} writes.`,
        ko: `지난번에는 그동안 쓰기가 ${memory.writes}번 왔습니다.`,
      }

// ---- little copied ----------------------------------------------------------------------------

const SHARE = 0.2
const MOVED = 100

const littleCopied: Exercise = {
  id: 'little-copied',
  title: { en: 'Copy little', ko: '적게 복사하기' },
  task: {
    en: `Users write all over the data. A snapshot now copies almost half of it. Get one finished that copies at most a fifth, though at least ${MOVED} writes come meanwhile.`,
    ko: `사용자들이 아무 키에나 쓰고 있습니다. 지금 스냅샷을 만들면 데이터의 절반 가까이를 복사합니다. 그동안 쓰기가 ${MOVED}번 넘게 와도 5분의 1까지만 복사하는 스냅샷을 끝내세요.`,
  },
  scenario: 'forks',
  setup: [...press('everywhere'), { wait: 500 }],
  memory: nothingYet,
  observe: watchChild,
  goals: [
    {
      id: 'busy',
      text: {
        en: `A snapshot was finished, and at least ${MOVED} writes came meanwhile`,
        ko: `스냅샷이 끝났고, 그동안 쓰기가 ${MOVED}번 이상 왔다`,
      },
      test: (_world, memory) => Number(memory.writes) >= MOVED,
      now: (_world, memory) => meanwhile(memory),
    },
    {
      id: 'share',
      text: {
        en: 'At most 20 % of the data set was copied',
        ko: '복사한 것이 데이터의 20% 이하다',
      },
      test: (_world, memory) => memory.writes !== -1 && Number(memory.cow) / Number(memory.data) <= SHARE,
      now: (_world, memory) => {
        if (memory.writes === -1) return noneYet
        const percent = Math.round((Number(memory.cow) / Number(memory.data)) * 100)
        return { en: `It was ${percent} %.`, ko: `${percent}%였습니다.` }
      },
    },
  ],
  hints: [
    {
      en: 'A page is copied once, at the first write to it. What matters is on how many pages the writes fall.',
      ko: '페이지는 처음 쓸 때 한 번만 복사됩니다. 쓰기가 페이지 몇 개에 걸치는지가 중요합니다.',
    },
    {
      en: 'Under Actions there are users who write the same keys again and again, and users who write seldom.',
      ko: '해 보기에는 같은 키에 거듭 쓰는 사용자와 드물게 쓰는 사용자가 있습니다.',
    },
    {
      en: 'Choose Write 1000 a second, the same 500 keys, type `BGSAVE`, and wait three seconds.',
      ko: '1초에 1000번, 같은 키 500개에 쓰기를 고르고 `BGSAVE`를 입력한 다음 3초를 기다리세요.',
    },
  ],
  solution: [...press('few-keys'), { wait: 200 }, { line: 'BGSAVE' }, { wait: CHILD }],
  wrong: [{ line: 'BGSAVE' }, { wait: CHILD }],
}

// ---- no fork ----------------------------------------------------------------------------------

const watchForks = (memory: Memory, event: TraceEvent): Memory => {
  if (!atServer(event)) return memory
  if (event.type === 'fork') return { ...memory, forks: Number(memory.forks) + 1 }
  return event.type === 'command' && event.name === 'set'
    ? { ...memory, sets: Number(memory.sets) + 1 }
    : memory
}

const noFork: Exercise = {
  id: 'no-fork',
  title: { en: 'Ten thousand writes, no fork', ko: '쓰기 만 번, fork 0번' },
  task: {
    en: 'A write does not fork. This server forks when writes come nevertheless: find out why. Then let 10,000 writes come without a single fork.',
    ko: '쓰기는 fork하지 않습니다. 그런데도 이 서버는 쓰기가 오면 fork합니다. 왜 그런지 알아내고, fork 없이 쓰기 10,000번을 받게 하세요.',
  },
  scenario: 'forks',
  setup: [{ line: 'CONFIG SET save "2 1000"' }],
  memory: { forks: 0, sets: 0 },
  observe: watchForks,
  goals: [
    {
      id: 'writes',
      text: { en: '10,000 `SET`s were done', ko: '`SET`을 10,000번 했다' },
      test: (_world, memory) => Number(memory.sets) >= ITEMS,
      now: (_world, memory) => ({
        en: `There were ${memory.sets} so far.`,
        ko: `지금까지 ${memory.sets}번입니다.`,
      }),
    },
    {
      id: 'forks',
      text: { en: 'The server did not fork', ko: '서버가 한 번도 fork하지 않았다' },
      test: (world, memory) => memory.forks === 0 && world.server() !== undefined && Number(memory.sets) > 0,
      now: (_world, memory) =>
        Number(memory.forks) === 0
          ? { en: 'It has not forked, but nothing was written.', ko: 'fork하지 않았지만 쓴 것도 없습니다.' }
          : {
              en: `It forked ${memory.forks} times. Restart the exercise.`,
              ko: `${memory.forks}번 fork했습니다. 실습을 다시 시작하세요.`,
            },
    },
  ],
  hints: [
    {
      en: 'What makes a server fork by itself? `CONFIG GET save` shows it.',
      ko: '서버가 스스로 fork하게 만드는 것은 무엇일까요? `CONFIG GET save`가 보여 줍니다.',
    },
    {
      en: 'Without a save point that is met there is no snapshot, and without a snapshot no fork.',
      ko: '차는 저장 조건이 없으면 스냅샷이 없고, 스냅샷이 없으면 fork도 없습니다.',
    },
    {
      en: 'Type `CONFIG SET save ""`, then choose Write 10,000 times under Actions.',
      ko: '`CONFIG SET save ""`를 입력하고 해 보기에서 10,000번 쓰기를 고르세요.',
    },
  ],
  solution: [{ line: 'CONFIG SET save ""' }, ...press('ten-thousand'), { wait: 8000 }],
  wrong: [...press('ten-thousand'), { wait: 8000 }],
}

// ---- little memory ----------------------------------------------------------------------------

const BUSY = 500

const littleRoom: Exercise = {
  id: 'little-room',
  title: {
    en: `A snapshot on a machine with ${SMALL_RAM / MEGABYTE} MB`,
    ko: `RAM ${SMALL_RAM / MEGABYTE} MB에서 스냅샷 만들기`,
  },
  task: {
    en: `This machine has ${SMALL_RAM / MEGABYTE} MB of RAM and huge pages, and users write all over the data. If you type \`BGSAVE\` now, the kernel kills the server for want of memory. Get a snapshot finished while the users go on, with at least ${BUSY} writes meanwhile.`,
    ko: `이 컴퓨터에는 RAM이 ${SMALL_RAM / MEGABYTE} MB 있고 큰 페이지를 씁니다. 사용자들은 아무 키에나 씁니다. 지금 \`BGSAVE\`를 입력하면 커널이 메모리가 모자라서 서버를 죽입니다. 그동안 쓰기가 ${BUSY}번 넘게 오게 둔 채로 스냅샷을 끝내세요.`,
  },
  scenario: 'forks',
  setup: [
    { input: { kind: 'machine', host: HOST, settings: { hugePages: true, ram: SMALL_RAM } } },
    ...press('everywhere'),
    { wait: 500 },
  ],
  memory: nothingYet,
  observe: watchChild,
  goals: [
    {
      id: 'saved',
      text: {
        en: `A snapshot was finished, and at least ${BUSY} writes came meanwhile`,
        ko: `스냅샷이 끝났고, 그동안 쓰기가 ${BUSY}번 이상 왔다`,
      },
      test: (_world, memory) => Number(memory.writes) >= BUSY,
      now: (_world, memory) => meanwhile(memory),
    },
    {
      id: 'alive',
      text: {
        en: `Server and copies never took more than ${SMALL_RAM / MEGABYTE} MB: it was not killed`,
        ko: `서버와 복사본이 ${SMALL_RAM / MEGABYTE} MB를 넘지 않아 죽지 않았다`,
      },
      test: (_world, memory) =>
        memory.died === false && memory.writes !== -1 && Number(memory.peak) <= SMALL_RAM,
      now: (_world, memory) =>
        memory.died === true
          ? {
              en: 'It was killed, and its data with it. Restart the exercise.',
              ko: '서버가 죽었고 데이터도 사라졌습니다. 실습을 다시 시작하세요.',
            }
          : {
              en: `So far it took ${(Number(memory.peak) / MEGABYTE).toFixed(1)} MB at most.`,
              ko: `지금까지 가장 많을 때 ${(Number(memory.peak) / MEGABYTE).toFixed(1)} MB였습니다.`,
            },
    },
  ],
  hints: [
    {
      en: 'The data set has eleven huge pages. How many writes does it take to copy all of them?',
      ko: '이 데이터는 큰 페이지 열한 개에 들어 있습니다. 쓰기가 몇 번이면 모두 복사될까요?',
    },
    {
      en: 'With pages of 4 KB a write copies 4 KB. Actions can switch huge pages off.',
      ko: '페이지가 4 KB이면 쓰기 한 번이 4 KB를 복사합니다. 해 보기에서 큰 페이지를 끌 수 있습니다.',
    },
    {
      en: 'Choose Huge pages off, type `BGSAVE`, and wait three seconds.',
      ko: '큰 페이지 끄기를 고르고 `BGSAVE`를 입력한 다음 3초를 기다리세요.',
    },
  ],
  solution: [...press('huge-off'), { line: 'BGSAVE' }, { wait: CHILD }],
  wrong: [{ line: 'BGSAVE' }, { wait: CHILD }],
}

// ---- predictions ------------------------------------------------------------------------------

const everyKey = `EVAL "for i = 0, ${ITEMS - 1} do redis.call('SET', 'item:' .. i, string.rep('w', 2000)) end" 0`

const allRewritten: Prediction = {
  id: 'all-rewritten',
  question: {
    en: 'The data set has 21 MB. While a child saves it, every one of the 10,000 keys is written anew. How much memory do the copied pages take?',
    ko: '데이터는 21 MB입니다. 자식이 저장하는 동안 키 10,000개를 하나도 빠짐없이 새로 씁니다. 복사된 페이지는 메모리를 얼마나 차지할까요?',
  },
  options: [
    { id: 'little', text: { en: 'About 1 MB', ko: '1 MB쯤' } },
    { id: 'half', text: { en: 'About half of 21 MB', ko: '21 MB의 절반쯤' } },
    { id: 'all', text: { en: 'About 21 MB', ko: '21 MB쯤' } },
    { id: 'more', text: { en: 'A copy for each write', ko: '쓸 때마다 하나씩' } },
  ],
  scenario: 'forks',
  play: [{ line: 'BGSAVE' }, { line: everyKey }, { wait: CHILD }, { line: 'INFO persistence' }],
  outcome: (world) => {
    const server = world.server()
    const share = (server?.persistence.lastCow.rdb ?? 0) / (server?.memory.used ?? 1)
    return share < 0.2 ? 'little' : share < 0.8 ? 'half' : share < 1.5 ? 'all' : 'more'
  },
  because: {
    en: 'Each page was written to, so each was copied, once. That is the worst case: server and copies take twice the memory of the data.',
    ko: '모든 페이지에 썼으니 모두 한 번씩 복사되었습니다. 이것이 가장 나쁜 경우입니다. 서버와 복사본이 데이터의 두 배를 차지합니다.',
  },
}

const OLD = 2000

const frozenView: Prediction = {
  id: 'frozen-view',
  question: {
    en: 'A child has just begun to save 10,000 keys; it needs three seconds. Now `SET item:9999 new` arrives and is answered. What does the finished file have for `item:9999`?',
    ko: '자식이 키 10,000개를 막 저장하기 시작했고, 3초가 걸립니다. 이때 `SET item:9999 new`가 와서 응답까지 받습니다. 완성된 파일에는 `item:9999`가 무엇으로 들어 있을까요?',
  },
  options: [
    { id: 'new', text: { en: 'new: the child comes to it later', ko: 'new. 자식은 나중에 거기까지 간다' } },
    { id: 'old', text: { en: 'The old value', ko: '옛 값' } },
    {
      id: 'either',
      text: { en: 'It depends on which of the two was faster', ko: '둘 가운데 어느 쪽이 빨랐는지에 달렸다' },
    },
  ],
  scenario: 'forks',
  play: [
    { line: 'BGSAVE' },
    { line: 'SET item:9999 new' },
    { wait: CHILD },
    { input: { kind: 'signal', process: SERVER, signal: 'KILL' } },
    { input: { kind: 'restart', process: SERVER } },
    { wait: 500 },
    { line: 'PING' },
    { line: 'STRLEN item:9999' },
  ],
  outcome: (world) => {
    const found = world.text('item:9999')
    return found === 'new' ? 'new' : found?.length === OLD ? 'old' : 'either'
  },
  because: {
    en: 'The child sees the memory of the instant it was forked. When the server wrote, it got a copy of the page, and the child kept the page with the old value.',
    ko: '자식은 fork된 순간의 메모리를 봅니다. 서버가 쓸 때 페이지의 복사본을 받았고, 옛 값이 있는 페이지는 자식에게 그대로 남았습니다.',
  },
}

export const exercises: readonly Exercise[] = [littleCopied, noFork, littleRoom]
export const predictions: readonly Prediction[] = [frozenView, allRewritten]
