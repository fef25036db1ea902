/** L7: objects as hashes, edits that don't overwrite each other, and when a hash stops being packed. */
import { HashValue } from '../redis/values/hash.ts'
import { NEW_CITY, NEW_NAME, profiles } from '../scenarios/collections.ts'
import { clients } from '../scenarios/standalone.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Goal, Memory, Play, Prediction, Text } from './exercise.ts'
import type { WorldView } from './view.ts'

const EDITORS = 2

/** What a button of the bench does, and time for it to happen. */
const press = (act: string): Play[] => [
  ...(profiles.acts?.[act]?.inputs ?? []).map((input) => ({ input })),
  { wait: 1000 },
]

/** A hash; undefined when there is none of that name. */
const hash = (world: WorldView, key: string): HashValue | undefined => {
  const value = world.entry(key)?.value
  return value instanceof HashValue ? value : undefined
}

/** That a key is missing or of another type, for a goal that is not met. */
const noHash = (key: string): Text => ({
  en: `\`${key}\` is not a hash.`,
  ko: `\`${key}\`은 해시가 아닙니다.`,
})

const NAME = 'Mina'
const AGE = 30

/** Whether one command counted the age up to the new one. */
const watchAge = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'command' && event.name === 'hincrby' && event.reply === `:${AGE + 1}\r\n`
    ? { ...memory, counted: (event.keys as readonly string[]).includes('user:1') }
    : memory

const birthday: Exercise = {
  id: 'birthday',
  title: { en: 'A birthday', ko: '생일' },
  task: {
    en: `\`user:1\` is ${NAME}, ${AGE} years old. Make her one year older with one command that need not know how old she is.`,
    ko: `\`user:1\`은 ${AGE}살 ${NAME}입니다. 지금 몇 살인지 몰라도 되는 명령 하나로 한 살을 더하세요.`,
  },
  scenario: 'profiles',
  setup: [{ line: `HSET user:1 name ${NAME} age ${AGE}` }],
  memory: { counted: false },
  observe: watchAge,
  goals: [
    {
      id: 'age',
      text: { en: `\`HGET user:1 age\` is ${AGE + 1}`, ko: `\`HGET user:1 age\`가 ${AGE + 1}이다` },
      test: (world) => hash(world, 'user:1')?.get('age') === String(AGE + 1),
      now: (world) => {
        const age = hash(world, 'user:1')?.get('age')
        return age === undefined
          ? { en: '`user:1` has no field `age`.', ko: '`user:1`에 `age` 필드가 없습니다.' }
          : { en: `Her age is ${age}.`, ko: `지금 나이는 ${age}입니다.` }
      },
    },
    {
      id: 'name',
      text: { en: `Her name is still ${NAME}`, ko: `이름은 여전히 ${NAME}다` },
      test: (world) => hash(world, 'user:1')?.get('name') === NAME,
      now: () => ({ en: 'The name is gone or another.', ko: '이름이 없어졌거나 바뀌었습니다.' }),
    },
    {
      id: 'counted',
      text: {
        en: 'Redis added the year itself',
        ko: 'Redis가 직접 한 살을 더했다',
      },
      test: (_world, memory) => memory.counted === true,
      now: () => ({
        en: `Somebody wrote the number. Set the age back to ${AGE} and let Redis add.`,
        ko: `누가 숫자를 써 넣었습니다. 나이를 ${AGE}으로 되돌리고 Redis가 더하게 하세요.`,
      }),
    },
  ],
  hints: [
    { en: 'A field can be counted like a string.', ko: '필드도 문자열처럼 셀 수 있습니다.' },
    {
      en: '`HINCRBY` wants the key, the field and how much to add.',
      ko: '`HINCRBY`에는 키와 필드와 더할 수를 줍니다.',
    },
    { en: 'Type `HINCRBY user:1 age 1`.', ko: '`HINCRBY user:1 age 1`을 입력하세요.' },
  ],
  solution: [{ line: 'HINCRBY user:1 age 1' }],
  wrong: [{ line: `HSET user:1 age ${AGE + 1}` }],
}

const oneMinuteCard: Exercise = {
  id: 'one-minute-card',
  title: { en: 'A card for a minute', ko: '1분짜리 카드' },
  task: {
    en: 'Store `user:1` as a hash with the fields `name` and `age` and no others, so that all of it is gone within a minute.',
    ko: '`user:1`을 `name`과 `age` 필드만 있는 해시로 저장하고, 1분 안에 통째로 사라지게 하세요.',
  },
  scenario: 'profiles',
  goals: [
    {
      id: 'fields',
      text: {
        en: '`user:1` is a hash with `name` and `age` alone',
        ko: '`user:1`은 `name`과 `age`만 있는 해시다',
      },
      test: (world) => {
        const card = hash(world, 'user:1')
        return card?.size === 2 && card.has('name') && card.has('age')
      },
      now: (world) => {
        const card = hash(world, 'user:1')
        if (card === undefined) return noHash('user:1')
        const fields: string[] = []
        card.forEach((field) => fields.push(field))
        return { en: `Its fields are ${fields.join(', ')}.`, ko: `지금 필드는 ${fields.join(', ')}입니다.` }
      },
    },
    {
      id: 'ttl',
      text: { en: '`TTL user:1` is between 1 and 60', ko: '`TTL user:1`이 1에서 60 사이다' },
      test: (world) =>
        hash(world, 'user:1') !== undefined && world.ttl('user:1') >= 1 && world.ttl('user:1') <= 60,
      now: (world) => ({
        en: `\`TTL user:1\` is ${world.ttl('user:1')}.`,
        ko: `\`TTL user:1\`은 ${world.ttl('user:1')}입니다.`,
      }),
    },
  ],
  hints: [
    {
      en: '`HSET` knows fields and values only. The expiry belongs to the key.',
      ko: '`HSET`은 필드와 값만 압니다. 만료 시간은 키에 붙습니다.',
    },
    {
      en: 'One command writes the fields, another gives the key its time.',
      ko: '명령 하나로 필드를 쓰고, 다른 명령으로 키에 시간을 주세요.',
    },
    {
      en: 'Type `HSET user:1 name Mina age 30`, then `EXPIRE user:1 60`.',
      ko: '`HSET user:1 name Mina age 30`을 입력하고 `EXPIRE user:1 60`을 입력하세요.',
    },
  ],
  solution: [{ line: 'HSET user:1 name Mina age 30' }, { line: 'EXPIRE user:1 60' }],
  wrong: [{ line: 'HSET user:1 name Mina age 30 EX 60' }],
}

/** Counts editors who have saved. */
const watchEditors = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'script.done' ? { ...memory, saved: Number(memory.saved) + 1 } : memory

/** A goal on a field of the profile that one of the editors wanted to change; `ko` is the value with its ending. */
const keptField = (field: string, value: string, ko: string, words: Text): Goal => ({
  id: field,
  text: {
    en: `\`HGET profile ${field}\` is ${value}`,
    ko: `\`HGET profile ${field}\`의 답이 ${ko}`,
  },
  test: (world) => hash(world, 'profile')?.get(field) === value,
  now: (world) => {
    const found = hash(world, 'profile')?.get(field)
    return found === undefined
      ? noHash('profile')
      : { en: `${words.en} in \`profile\` is ${found}.`, ko: `\`profile\`의 ${words.ko} ${found}입니다.` }
  },
})

const bothEdits: Exercise = {
  id: 'both-edits',
  title: { en: 'Both edits stay', ko: '두 사람이 고친 것이 모두 남는다' },
  task: {
    en: 'Let the two editors save in the way that loses nothing. Their changes shall be in the hash `profile`.',
    ko: '편집자 둘이 아무것도 잃지 않는 방법으로 저장하게 하세요. 고친 것이 해시 `profile`에 있어야 합니다.',
  },
  scenario: 'profiles',
  memory: { saved: 0 },
  observe: watchEditors,
  goals: [
    {
      id: 'saved',
      text: { en: 'Both editors have saved', ko: '편집자 둘이 저장했다' },
      test: (_world, memory) => Number(memory.saved) >= EDITORS,
      now: (_world, memory) => ({
        en: `${Number(memory.saved)} of ${EDITORS} have saved. The buttons are above the scene, and the clock must run.`,
        ko: `${EDITORS}명 가운데 ${Number(memory.saved)}명이 저장했습니다. 버튼은 장면 위에 있고, 시계가 가야 합니다.`,
      }),
    },
    keptField('name', NEW_NAME, `${NEW_NAME}다`, { en: 'The name', ko: '이름은' }),
    keptField('city', NEW_CITY, `${NEW_CITY}이다`, { en: 'The city', ko: '도시는' }),
  ],
  hints: [
    {
      en: 'Which way writes the parts that an editor did not touch as well?',
      ko: '편집자가 건드리지 않은 부분까지 함께 쓰는 것은 어느 쪽인가요?',
    },
    {
      en: 'In a hash `HSET` writes one field and leaves the others alone.',
      ko: '해시에서 `HSET`은 필드 하나만 쓰고 나머지는 건드리지 않습니다.',
    },
    {
      en: 'Press the button where two editors save one field each, and let a second pass.',
      ko: '편집자 둘이 필드 하나씩 저장하는 버튼을 누르고 1초가 지나게 하세요.',
    },
  ],
  solution: press('edit-hash'),
  wrong: press('edit-json'),
}

/** How many fields a hash may have and still be packed (hash-max-listpack-entries). */
const PACKED_FIELDS = 512

/** Gives `big` as many fields as it may have. */
const fill: readonly Play[] = [
  {
    input: clients('fill', { turns: PACKED_FIELDS, steps: [{ send: ['HSET', 'big', 'field:$turn', 'x'] }] }),
  },
  { wait: 1000 },
]

const LONG = 'a'.repeat(65)

/** A goal on a hash that is not packed any more and has this many fields. */
const unpacked = (key: string, fields: number, fit: (size: number) => boolean, words: Text): Goal => ({
  id: key,
  text: words,
  test: (world) => {
    const size = hash(world, key)?.size
    return size !== undefined && fit(size) && world.entry(key)?.encoding === 'hashtable'
  },
  now: (world) => {
    const size = hash(world, key)?.size
    if (size === undefined) return noHash(key)
    const encoding = String(world.entry(key)?.encoding)
    return {
      en: `\`${key}\` is a \`${encoding}\`, its number of fields is ${size}; ${fields} are wanted.`,
      ko: `\`${key}\`의 인코딩은 \`${encoding}\`이고 필드는 ${size}개입니다. ${fields}개여야 합니다.`,
    }
  },
})

const oneTooMany: Exercise = {
  id: 'one-too-many',
  title: { en: 'Two ways out of the listpack', ko: 'listpack을 벗어나는 두 가지 길' },
  task: {
    en: `\`big\` has ${PACKED_FIELDS} short fields and is a \`listpack\`. Make it a \`hashtable\` by adding as little as will do, and make \`long\` a \`hashtable\` with a single field.`,
    ko: `\`big\`에는 짧은 필드가 ${PACKED_FIELDS}개 있고 \`listpack\`입니다. 되도록 적게 넣어서 \`hashtable\`이 되게 하고, \`long\`은 필드 하나만으로 \`hashtable\`이 되게 하세요.`,
  },
  scenario: 'profiles',
  setup: fill,
  goals: [
    unpacked('big', PACKED_FIELDS + 1, (size) => size === PACKED_FIELDS + 1, {
      en: `\`big\` is a \`hashtable\` of ${PACKED_FIELDS + 1} fields`,
      ko: `\`big\`은 필드가 ${PACKED_FIELDS + 1}개인 \`hashtable\`이다`,
    }),
    unpacked('long', 1, (size) => size === 1, {
      en: '`long` is a `hashtable` of one field',
      ko: '`long`은 필드가 하나인 `hashtable`이다',
    }),
  ],
  hints: [
    {
      en: 'There are two limits: how many fields there are, and how long the longest is.',
      ko: '한계는 두 가지입니다. 필드의 개수와 가장 긴 것의 길이입니다.',
    },
    {
      en: `One field more than ${PACKED_FIELDS}, or one value longer than 64 bytes, is too much for a listpack.`,
      ko: `필드가 ${PACKED_FIELDS}개보다 하나라도 많거나 값 하나가 64바이트보다 길면 listpack에 들어가지 않습니다.`,
    },
    {
      en: `Type \`HSET big one-more x\` and \`HSET long text ${LONG}\`.`,
      ko: `\`HSET big one-more x\`와 \`HSET long text ${LONG}\`를 입력하세요.`,
    },
  ],
  solution: [{ line: 'HSET big one-more x' }, { line: `HSET long text ${LONG}` }],
  wrong: [{ line: 'HSET big one-more x' }, { line: `HSET long text ${LONG.slice(1)}` }],
}

const twoEditors: Prediction = {
  id: 'two-editors',
  question: {
    en: 'Both have opened the profile before either saves. The first saves the new name, then the second saves the new city, each as the whole JSON string. What does the string hold in the end?',
    ko: '둘 다 아무도 저장하기 전에 프로필을 열었습니다. 첫째가 새 이름을 저장하고 이어서 둘째가 새 도시를 저장합니다. 저마다 JSON 문자열 전체를 씁니다. 마지막에 문자열에는 무엇이 있을까요?',
  },
  options: [
    { id: 'both', text: { en: 'The new name and the new city', ko: '새 이름과 새 도시' } },
    { id: 'city', text: { en: 'The old name and the new city', ko: '옛 이름과 새 도시' } },
    { id: 'name', text: { en: 'The new name and the old city', ko: '새 이름과 옛 도시' } },
  ],
  scenario: 'profiles',
  play: [...press('edit-json'), { line: 'GET profile:json' }],
  outcome: (world) => {
    const text = world.text('profile:json') ?? ''
    const name = text.includes(`"${NEW_NAME}"`)
    return name && text.includes(`"${NEW_CITY}"`) ? 'both' : name ? 'name' : 'city'
  },
  because: {
    en: 'The second editor had opened the profile before the name was saved, so the string held the old name and was written back with it. `SET` replaces all of it and asks nothing.',
    ko: '둘째 편집자는 이름이 저장되기 전에 프로필을 열었습니다. 그래서 손에 든 문자열에는 옛 이름이 있었고, 그것이 그대로 다시 쓰였습니다. `SET`은 아무것도 묻지 않고 전체를 바꿉니다.',
  },
}

const backAgain: Prediction = {
  id: 'back-again',
  question: {
    en: `\`big\` has ${PACKED_FIELDS} fields and is a \`listpack\`. One more field makes it a \`hashtable\`. Now \`HDEL\` removes that field again. How is \`big\` stored?`,
    ko: `\`big\`에는 필드가 ${PACKED_FIELDS}개 있고 \`listpack\`입니다. 필드가 하나 더 들어오면 \`hashtable\`이 됩니다. 이제 \`HDEL\`로 그 필드를 다시 지웁니다. \`big\`은 어떻게 저장되어 있을까요?`,
  },
  options: [
    { id: 'listpack', text: { en: 'As a `listpack` again', ko: '다시 `listpack`으로' } },
    { id: 'hashtable', text: { en: 'As a `hashtable` still', ko: '여전히 `hashtable`로' } },
  ],
  scenario: 'profiles',
  setup: fill,
  play: [
    { line: 'OBJECT ENCODING big' },
    { line: 'HSET big one-more x' },
    { line: 'OBJECT ENCODING big' },
    { line: 'HDEL big one-more' },
    { line: 'OBJECT ENCODING big' },
  ],
  outcome: (world) => world.entry('big')?.encoding ?? '',
  because: {
    en: 'Redis changes to the larger encoding when it must and never back. A hash that goes to and fro around the limit would be copied again and again. Deleted and written anew, it begins packed.',
    ko: 'Redis는 필요할 때 큰 인코딩으로 바꾸고, 되돌리지 않습니다. 되돌린다면 한계 근처에서 늘었다 줄었다 하는 해시를 자꾸 옮겨 적어야 합니다. 키를 지우고 새로 쓰면 다시 뭉친 것에서 시작합니다.',
  },
}

export const exercises: readonly Exercise[] = [birthday, oneMinuteCard, bothEdits, oneTooMany]
export const predictions: readonly Prediction[] = [twoEditors, backAgain]
