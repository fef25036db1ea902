/** L1: keys live in memory, and memory forgets. */
import type { Exercise, Memory, Prediction } from './exercise.ts'

const firstKeys: Exercise = {
  id: 'first-keys',
  title: { en: 'Put three keys into memory', ko: '메모리에 키 세 개 넣기' },
  task: {
    en: 'Store `1` under the key `visits`. Add keys of your own until the server holds three.',
    ko: '`visits` 키에 `1`을 저장하세요. 서버에 키가 세 개가 될 때까지 마음대로 더 만드세요.',
  },
  scenario: 'standalone',
  goals: [
    {
      id: 'visits',
      text: { en: '`visits` holds `1`', ko: '`visits`의 값이 `1`이다' },
      test: (world) => world.text('visits') === '1',
      now: (world) => {
        const text = world.text('visits')
        return text === undefined
          ? { en: 'There is no key `visits` yet.', ko: '아직 `visits` 키가 없습니다.' }
          : { en: `\`visits\` holds \`${text}\`.`, ko: `지금 \`visits\`의 값은 \`${text}\`입니다.` }
      },
    },
    {
      id: 'three',
      text: { en: 'The server holds at least three keys', ko: '서버에 키가 세 개 이상 있다' },
      test: (world) => world.keys().length >= 3,
      now: (world) => {
        const count = world.keys().length
        return { en: `It holds ${count}.`, ko: `지금은 ${count}개입니다.` }
      },
    },
  ],
  hints: [
    {
      en: 'The prompt below the scene is redis-cli. It sends what you type to the server.',
      ko: '장면 아래의 프롬프트가 redis-cli입니다. 입력한 것을 서버로 보냅니다.',
    },
    { en: '`SET key value` stores a value.', ko: '`SET 키 값`으로 값을 저장합니다.' },
    {
      en: 'Type `SET visits 1`, then `SET greeting hello` and `SET color green`.',
      ko: '`SET visits 1`을 입력하고, `SET greeting hello`와 `SET color green`을 입력하세요.',
    },
  ],
  solution: [{ line: 'SET visits 1' }, { line: 'SET greeting hello' }, { line: 'SET color green' }],
  wrong: [{ line: 'SET visit 1' }, { line: 'SET greeting hello' }, { line: 'SET color green' }],
}

/** Counts the keys at each command, so that the goal knows what the power cut took. */
const rememberCut = (memory: Memory, event: { readonly type: string; readonly process: string }): Memory => {
  if (event.type === 'key') return { ...memory, had: true }
  if (event.type === 'power.cut') return { ...memory, cut: memory.had === true, back: false }
  if (event.type === 'server.ready') return { ...memory, back: true, had: false }
  return memory
}

const pullThePlug: Exercise = {
  id: 'pull-the-plug',
  title: { en: 'Pull the plug', ko: '전원 뽑기' },
  task: {
    en: 'Store a key, cut the power, start the server again, and look what is left.',
    ko: '키를 하나 저장하고, 전원을 끊고, 서버를 다시 시작한 다음, 무엇이 남았는지 보세요.',
  },
  scenario: 'standalone',
  memory: { had: false, cut: false, back: false },
  observe: rememberCut,
  goals: [
    {
      id: 'cut',
      text: { en: 'The power was cut while a key was stored', ko: '키가 있는 동안 전원이 끊겼다' },
      test: (_world, memory) => memory.cut === true,
      now: (world) =>
        world.keys().length === 0
          ? {
              en: 'The server holds no key yet. Store one first.',
              ko: '서버에 아직 키가 없습니다. 먼저 하나 저장하세요.',
            }
          : {
              en: 'The key is stored. Now cut the power above the scene.',
              ko: '키가 저장되었습니다. 이제 장면 위에서 전원을 끊으세요.',
            },
    },
    {
      id: 'running',
      text: { en: 'The server runs again', ko: '서버가 다시 돌고 있다' },
      test: (world, memory) => memory.cut === true && memory.back === true && world.server() !== undefined,
      now: () => ({ en: 'Nobody listens on port 6379.', ko: '6379 포트에서 기다리는 서버가 없습니다.' }),
    },
    {
      id: 'empty',
      text: { en: '`DBSIZE` is 0', ko: '`DBSIZE`가 0이다' },
      test: (world, memory) => memory.cut === true && memory.back === true && world.keys().length === 0,
    },
  ],
  hints: [
    { en: 'The power button is above the scene.', ko: '전원 버튼은 장면 위에 있습니다.' },
    {
      en: 'After the cut the same place offers to start the server again. `DBSIZE` counts its keys.',
      ko: '전원이 끊기면 같은 자리에서 서버를 다시 시작할 수 있습니다. `DBSIZE`는 키의 수를 셉니다.',
    },
    {
      en: 'Type `SET visits 1`, press Cut power, press Start again, type `DBSIZE` twice: the first finds its connection closed.',
      ko: '`SET visits 1`을 입력하고, 전원 끊기와 다시 시작을 누르고, `DBSIZE`를 두 번 입력하세요. 첫 번째는 연결이 끊긴 것을 알게 됩니다.',
    },
  ],
  solution: [
    { line: 'SET visits 1' },
    { input: { kind: 'power', host: 'server' } },
    { wait: 500 },
    { input: { kind: 'restart', process: 'redis-6379' } },
    { line: 'DBSIZE' },
    { line: 'DBSIZE' },
  ],
  wrong: [{ line: 'SET visits 1' }, { line: 'FLUSHALL' }, { line: 'DBSIZE' }],
}

const whatSurvives: Prediction = {
  id: 'what-survives',
  question: {
    en: 'The server answers `OK` to three `SET`s. Then the power goes. It was started with `save ""`. What is there after the restart?',
    ko: '서버가 `SET` 세 번에 `OK`라고 답했습니다. 그리고 전원이 나갑니다. 서버는 `save ""`로 시작했습니다. 다시 시작하면 무엇이 남아 있을까요?',
  },
  options: [
    {
      id: 'all',
      text: { en: 'All three keys: the server said OK', ko: '키 세 개 모두. 서버가 OK라고 했다' },
    },
    { id: 'last', text: { en: 'All but the last key', ko: '마지막 키만 빼고 모두' } },
    { id: 'none', text: { en: 'Nothing', ko: '아무것도 없다' } },
  ],
  scenario: 'standalone',
  play: [
    { line: 'SET a 1' },
    { line: 'SET b 2' },
    { line: 'SET c 3' },
    { wait: 2000 },
    { input: { kind: 'power', host: 'server' } },
    { wait: 500 },
    { input: { kind: 'restart', process: 'redis-6379' } },
    { line: 'DBSIZE' },
    { line: 'DBSIZE' },
  ],
  outcome: (world) => {
    const count = world.keys().length
    return count === 3 ? 'all' : count === 2 ? 'last' : 'none'
  },
  because: {
    en: '`OK` means that memory has the key. This server writes nothing to disk, so nothing was left to load.',
    ko: '`OK`는 메모리에 키가 있다는 뜻입니다. 이 서버는 디스크에 아무것도 쓰지 않으므로 읽어 올 것이 없습니다.',
  },
}

export const exercises: readonly Exercise[] = [firstKeys, pullThePlug]
export const predictions: readonly Prediction[] = [whatSurvives]
