/** L8: a bit for each student, counters packed into one string, and counting without keeping who was counted. */
import { toBytes } from '../bytes/bytestrings.ts'
import { textOf } from '../redis/values/string.ts'
import { BOTH_GATES, GATE_VISITORS, gates } from '../scenarios/attendance.ts'
import { HyperLogLog, isHyperLogLog } from '../structures/hyperloglog.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Goal, Memory, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

/** The bytes of a string; undefined: no key of that name, or of another type. */
const bytesOf = (world: WorldView, key: string): string | undefined => {
  const value = world.entry(key)?.value
  if (value === undefined || (typeof value === 'object' && !(value instanceof Uint8Array))) return undefined
  return textOf(value)
}

/** The numbers of the bits that are 1. */
const ones = (bytes: string): number[] => {
  const found: number[] = []
  for (let n = 0; n < bytes.length * 8; n++)
    if ((bytes.charCodeAt(n >> 3) & (0x80 >> (n & 7))) !== 0) found.push(n)
  return found
}

const typeOf = (world: WorldView, key: string): string =>
  world.entry(key) === undefined ? 'none' : bytesOf(world, key) === undefined ? 'another type' : 'string'

/** A goal that a key is a string, as bitmaps, bit fields and HyperLogLogs are. */
const isString = (key: string): Goal => ({
  id: 'type',
  text: { en: `\`TYPE ${key}\` is string`, ko: `\`TYPE ${key}\`의 답이 string이다` },
  test: (world) => typeOf(world, key) === 'string',
  now: (world) =>
    world.entry(key) === undefined
      ? { en: `There is no key \`${key}\`.`, ko: `\`${key}\`라는 키가 없습니다.` }
      : { en: `\`${key}\` is of another type.`, ko: `\`${key}\`가 다른 타입입니다.` },
})

const THERE = [3, 8, 15, 21, 27]
const WRONGLY = 9

const fiveThere: Exercise = {
  id: 'five-there',
  title: { en: 'Five were there', ko: '다섯 명이 왔다' },
  task: {
    en: `The bitmap \`att:today\` says that students ${THERE.slice(0, 3).join(', ')} and ${WRONGLY} were there. In truth it was ${THERE.join(', ')}. Put it right.`,
    ko: `비트맵 \`att:today\`에는 ${THERE.slice(0, 3).join(', ')}, ${WRONGLY}번 학생이 왔다고 되어 있습니다. 실제로 온 학생은 ${THERE.join(', ')}번입니다. 바로잡으세요.`,
  },
  scenario: 'attendance',
  setup: [...THERE.slice(0, 3), WRONGLY].map((n) => ({ line: `SETBIT att:today ${n} 1` })),
  goals: [
    isString('att:today'),
    {
      id: 'count',
      text: { en: '`BITCOUNT att:today` is 5', ko: '`BITCOUNT att:today`가 5다' },
      test: (world) => ones(bytesOf(world, 'att:today') ?? '').length === THERE.length,
      now: (world) => {
        const count = ones(bytesOf(world, 'att:today') ?? '').length
        return { en: `It is ${count}.`, ko: `지금은 ${count}입니다.` }
      },
    },
    {
      id: 'who',
      text: { en: 'The ones are those five', ko: '1인 비트가 바로 그 다섯이다' },
      test: (world) => ones(bytesOf(world, 'att:today') ?? '').join() === THERE.join(),
      now: (world) => {
        const found = ones(bytesOf(world, 'att:today') ?? '').join(', ')
        return { en: `The ones are at ${found}.`, ko: `지금 1인 비트는 ${found}번입니다.` }
      },
    },
  ],
  hints: [
    {
      en: 'Two bits are missing, and one is a 1 that should be a 0.',
      ko: '비트 두 개가 빠져 있고, 하나는 0이어야 하는데 1입니다.',
    },
    { en: '`SETBIT` writes zeros too.', ko: '`SETBIT`은 0도 씁니다.' },
    {
      en: `Type \`SETBIT att:today 21 1\`, \`SETBIT att:today 27 1\` and \`SETBIT att:today ${WRONGLY} 0\`.`,
      ko: `\`SETBIT att:today 21 1\`, \`SETBIT att:today 27 1\`, \`SETBIT att:today ${WRONGLY} 0\`을 입력하세요.`,
    },
  ],
  solution: [
    { line: 'SETBIT att:today 21 1' },
    { line: 'SETBIT att:today 27 1' },
    { line: `SETBIT att:today ${WRONGLY} 0` },
    { line: 'BITCOUNT att:today' },
  ],
  wrong: [{ line: 'SETBIT att:today 21 1' }, { line: 'SETBIT att:today 27 1' }],
}

const STRENGTH = 200
const LIVES = 30
const POTION = 100
const FULL = 255

/** Whether BITFIELD, and not the learner, made the first field full. */
const watchPotion = (memory: Memory, event: TraceEvent): Memory => {
  if (event.type !== 'command' || event.name !== 'bitfield') return memory
  const argv = (event.argv as readonly string[]).map((word) => word.toUpperCase())
  const added = argv.includes('INCRBY') && String(event.reply).includes(`:${FULL}\r\n`)
  return added ? { ...memory, added: true } : memory
}

/** A byte of `hero`. */
const field = (world: WorldView, at: number): number | undefined => {
  const bytes = bytesOf(world, 'hero')
  return bytes === undefined || bytes.length <= at ? undefined : bytes.charCodeAt(at)
}

const fullStrength: Exercise = {
  id: 'full-strength',
  title: { en: 'Full is full', ko: '가득 차면 그만' },
  task: {
    en: `\`hero\` packs two \`u8\` fields: strength ${STRENGTH} and lives ${LIVES}. A potion adds ${POTION} to the strength, but there is no more than ${FULL}. Add it with one command, and leave the lives alone.`,
    ko: `\`hero\`에는 \`u8\` 필드 두 개가 들어 있습니다. 힘 ${STRENGTH}과 목숨 ${LIVES}입니다. 물약은 힘을 ${POTION} 올리지만 ${FULL}를 넘지 못합니다. 명령 하나로 더하고 목숨은 그대로 두세요.`,
  },
  scenario: 'attendance',
  setup: [{ line: `BITFIELD hero SET u8 #0 ${STRENGTH} SET u8 #1 ${LIVES}` }],
  memory: { added: false },
  observe: watchPotion,
  goals: [
    {
      id: 'strength',
      text: {
        en: `\`BITFIELD hero GET u8 #0\` is ${FULL}`,
        ko: `\`BITFIELD hero GET u8 #0\`의 답이 ${FULL}다`,
      },
      test: (world) => field(world, 0) === FULL,
      now: (world) => {
        const now = field(world, 0)
        const wrapped = now !== undefined && now === (STRENGTH + POTION) % (FULL + 1)
        return wrapped
          ? {
              en: `It is ${now}: the sum went round and began at 0 again. Restart the exercise.`,
              ko: `지금은 ${now}입니다. 합이 한 바퀴 돌아 0부터 다시 시작했습니다. 실습을 다시 시작하세요.`,
            }
          : { en: `It is ${now ?? 'missing'}.`, ko: `지금은 ${now ?? '없는 상태'}입니다.` }
      },
    },
    {
      id: 'lives',
      text: {
        en: `\`BITFIELD hero GET u8 #1\` is still ${LIVES}`,
        ko: `\`BITFIELD hero GET u8 #1\`의 답이 여전히 ${LIVES}이다`,
      },
      test: (world) => field(world, 1) === LIVES,
      now: (world) => ({
        en: `It is ${field(world, 1) ?? 'missing'}.`,
        ko: `지금은 ${field(world, 1) ?? '없는 상태'}입니다.`,
      }),
    },
    {
      id: 'added',
      text: { en: 'Redis added and stopped at the limit', ko: 'Redis가 더하다가 한계에서 멈췄다' },
      test: (_world, memory) => memory.added === true,
      now: () => ({
        en: 'Somebody wrote the number. Restart the exercise and let Redis add.',
        ko: '누가 숫자를 써 넣었습니다. 실습을 다시 시작하고 Redis가 더하게 하세요.',
      }),
    },
  ],
  hints: [
    {
      en: '`INCRBY` in `BITFIELD` adds. What does it do at the limit unless told otherwise?',
      ko: '`BITFIELD`의 `INCRBY`가 더합니다. 따로 말하지 않으면 한계에서 어떻게 하나요?',
    },
    {
      en: 'A word before it says what happens at the limit: `OVERFLOW WRAP`, `SAT` or `FAIL`.',
      ko: '그 앞에 한계에서 할 일을 적습니다. `OVERFLOW WRAP`, `SAT`, `FAIL` 가운데 하나입니다.',
    },
    {
      en: `Type \`BITFIELD hero OVERFLOW SAT INCRBY u8 #0 ${POTION}\`.`,
      ko: `\`BITFIELD hero OVERFLOW SAT INCRBY u8 #0 ${POTION}\`을 입력하세요.`,
    },
  ],
  solution: [{ line: `BITFIELD hero OVERFLOW SAT INCRBY u8 #0 ${POTION}` }],
  wrong: [{ line: `BITFIELD hero INCRBY u8 #0 ${POTION}` }],
}

const EVERYONE = 2 * GATE_VISITORS - BOTH_GATES
const TOLERANCE = 0.02
const MOST_BYTES = 12_304

/** What PFCOUNT says of a key; undefined: it is no HyperLogLog. */
const counted = (world: WorldView, key: string): number | undefined => {
  const text = bytesOf(world, key)
  if (text === undefined) return undefined
  const bytes = toBytes(text)
  return isHyperLogLog(bytes) ? Number(new HyperLogLog(bytes).count()) : undefined
}

const twoGates: Exercise = {
  id: 'two-gates',
  title: { en: 'Two gates, everyone once', ko: '문은 둘, 사람은 한 번씩' },
  task: {
    en: `\`gate:1\` and \`gate:2\` are HyperLogLogs. Through each gate came ${GATE_VISITORS.toLocaleString('en')} different people, some through both. Make \`visitors\` a HyperLogLog in which everyone counts once.`,
    ko: `\`gate:1\`과 \`gate:2\`는 HyperLogLog입니다. 문마다 서로 다른 ${GATE_VISITORS.toLocaleString('en')}명이 지나갔고, 두 문을 다 지나간 사람도 있습니다. 누구나 한 번씩만 세는 HyperLogLog \`visitors\`를 만드세요.`,
  },
  scenario: 'attendance',
  setup: [...gates.map((input) => ({ input })), { wait: 2000 }],
  goals: [
    isString('visitors'),
    {
      id: 'estimate',
      text: {
        en: `\`PFCOUNT visitors\` is within 2 % of ${EVERYONE.toLocaleString('en')}`,
        ko: `\`PFCOUNT visitors\`의 답이 ${EVERYONE.toLocaleString('en')}에서 2 % 안이다`,
      },
      test: (world) => Math.abs((counted(world, 'visitors') ?? 0) - EVERYONE) <= EVERYONE * TOLERANCE,
      now: (world) => {
        const count = counted(world, 'visitors')
        return count === undefined
          ? { en: '`visitors` is no HyperLogLog.', ko: '`visitors`는 HyperLogLog가 아닙니다.' }
          : { en: `It is ${count}.`, ko: `지금은 ${count}입니다.` }
      },
    },
    {
      id: 'size',
      text: {
        en: `\`STRLEN visitors\` is no more than ${MOST_BYTES.toLocaleString('en')}`,
        ko: `\`STRLEN visitors\`가 ${MOST_BYTES.toLocaleString('en')} 이하다`,
      },
      test: (world) => {
        const bytes = bytesOf(world, 'visitors')
        return bytes !== undefined && bytes.length <= MOST_BYTES
      },
      now: (world) => ({
        en: `It is ${bytesOf(world, 'visitors')?.length ?? 0}.`,
        ko: `지금은 ${bytesOf(world, 'visitors')?.length ?? 0}입니다.`,
      }),
    },
  ],
  hints: [
    {
      en: 'The sum of the two counts is wrong: who came through both gates would be counted twice.',
      ko: '두 수를 더하면 틀립니다. 두 문을 다 지나간 사람을 두 번 세기 때문입니다.',
    },
    {
      en: 'One command puts several HyperLogLogs together. `PFADD` would add the names of the keys.',
      ko: '여러 HyperLogLog를 합치는 명령이 있습니다. `PFADD`를 쓰면 키의 이름을 원소로 넣습니다.',
    },
    {
      en: 'Type `PFMERGE visitors gate:1 gate:2`, then `PFCOUNT visitors`.',
      ko: '`PFMERGE visitors gate:1 gate:2`를 입력하고 `PFCOUNT visitors`를 입력하세요.',
    },
  ],
  solution: [{ line: 'PFMERGE visitors gate:1 gate:2' }, { line: 'PFCOUNT visitors' }],
  wrong: [{ line: 'PFADD visitors gate:1 gate:2' }],
}

const FAR = 1_000_000

const bitmapSize: Prediction = {
  id: 'bitmap-size',
  question: {
    en: `\`big\` does not exist. \`SETBIT big ${FAR} 1\` sets one bit. What does \`STRLEN big\` reply?`,
    ko: `\`big\`은 없는 키입니다. \`SETBIT big ${FAR} 1\`로 비트 하나를 1로 만듭니다. \`STRLEN big\`은 무엇이라고 답할까요?`,
  },
  options: [
    { id: 'one', text: { en: '1: one bit needs one byte', ko: '1. 비트 하나에는 한 바이트면 된다' } },
    { id: 'bytes', text: { en: '125001', ko: '125001' } },
    { id: 'bits', text: { en: '1000001', ko: '1000001' } },
  ],
  scenario: 'attendance',
  play: [{ line: `SETBIT big ${FAR} 1` }, { line: 'STRLEN big' }, { line: 'BITCOUNT big' }],
  outcome: (world) => {
    const length = bytesOf(world, 'big')?.length ?? 0
    return length === 1 ? 'one' : length > FAR / 2 ? 'bits' : 'bytes'
  },
  because: {
    en: 'A string has no gaps. Redis lengthened it to the byte in which the bit stands, 1,000,000 / 8 = 125,000, and that one too. All bits before it are zeros, and all of them are stored.',
    ko: '문자열에는 빈틈이 없습니다. Redis는 그 비트가 놓인 바이트까지 문자열을 늘였습니다. 1,000,000 / 8 = 125,000바이트에 그 바이트 하나가 더해집니다. 앞의 비트는 모두 0이고, 0도 모두 저장됩니다.',
  },
}

const addedTwice: Prediction = {
  id: 'added-twice',
  question: {
    en: `${GATE_VISITORS.toLocaleString('en')} people came through the first gate and as many through the second, ${BOTH_GATES.toLocaleString('en')} of them through both. \`PFMERGE\` puts the two HyperLogLogs together. What does \`PFCOUNT\` say?`,
    ko: `첫째 문으로 ${GATE_VISITORS.toLocaleString('en')}명, 둘째 문으로 같은 수가 지나갔고, 그 가운데 ${BOTH_GATES.toLocaleString('en')}명은 두 문을 다 지나갔습니다. \`PFMERGE\`로 두 HyperLogLog를 합칩니다. \`PFCOUNT\`는 무엇이라고 할까요?`,
  },
  options: [
    { id: 'exact', text: { en: 'Exactly 20,000', ko: '정확히 20,000' } },
    {
      id: 'near',
      text: { en: 'Near 20,000, less than 2 % off', ko: '20,000 근처. 2 %도 틀리지 않는다' },
    },
    { id: 'sum', text: { en: 'Near 24,000', ko: '24,000 근처' } },
  ],
  scenario: 'attendance',
  setup: [...gates.map((input) => ({ input })), { wait: 2000 }],
  play: [
    { line: 'PFCOUNT gate:1' },
    { line: 'PFCOUNT gate:2' },
    { line: 'PFMERGE all gate:1 gate:2' },
    { line: 'PFCOUNT all' },
    { line: 'STRLEN all' },
  ],
  outcome: (world) => {
    const count = counted(world, 'all') ?? 0
    if (count === EVERYONE) return 'exact'
    return Math.abs(count - EVERYONE) <= EVERYONE * TOLERANCE ? 'near' : 'sum'
  },
  because: {
    en: 'The same visitor always meets the same register with the same value, so a second time changes nothing, through whichever gate. But what is kept is not who came. It allows an estimate, and no more.',
    ko: '같은 방문자는 언제나 같은 레지스터에 같은 값을 가져옵니다. 그래서 어느 문으로 오든 두 번째는 아무것도 바꾸지 않습니다. 그 대신 누가 왔는지는 남지 않습니다. 남은 것으로는 어림할 수 있을 뿐입니다.',
  },
}

export const exercises: readonly Exercise[] = [fiveThere, fullStrength, twoGates]
export const predictions: readonly Prediction[] = [bitmapSize, addedTwice]
