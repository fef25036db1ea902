/** L2: programs, ports, the boot log, a docker line that does what it says. */
import { DOCKER_LINE } from '../scenarios/machine.ts'
import { lintDockerRun } from '../tools/docker/lint.ts'
import type { TraceEvent } from '../world/trace.ts'
import type { Exercise, Memory, Prediction } from './exercise.ts'
import type { WorldView } from './view.ts'

const PORT = 6380

/** Names of the servers that answered a PING. */
const rememberPing = (memory: Memory, event: TraceEvent): Memory =>
  event.type === 'command' && event.name === 'ping'
    ? { ...memory, pinged: [...(memory.pinged as readonly string[]), event.process] }
    : memory

const secondPort: Exercise = {
  id: 'second-port',
  title: { en: 'A server on port 6380', ko: '6380 포트의 서버' },
  task: {
    en: 'Start a server on port 6380 and get `PONG` from it.',
    ko: '6380 포트에서 서버를 시작하고 그 서버에게서 `PONG`을 받으세요.',
  },
  scenario: 'machine',
  memory: { pinged: [] },
  observe: rememberPing,
  goals: [
    {
      id: 'listens',
      text: { en: 'A server listens on port 6380', ko: '서버가 6380 포트에서 기다린다' },
      test: (world) => world.serverOn(PORT) !== undefined,
      now: (world) =>
        world.server() === undefined
          ? { en: 'No server is running.', ko: '돌고 있는 서버가 없습니다.' }
          : { en: 'A server runs, on another port.', ko: '서버가 돌고 있지만 포트가 다릅니다.' },
    },
    {
      id: 'pong',
      text: { en: 'It answered a `PING`', ko: '그 서버가 `PING`에 답했다' },
      test: (world, memory) => {
        const name = world.serverOn(PORT)?.system.name
        return name !== undefined && (memory.pinged as readonly string[]).includes(name)
      },
      now: () => ({ en: 'Nobody has sent it a PING yet.', ko: '아직 아무도 PING을 보내지 않았습니다.' }),
    },
  ],
  hints: [
    {
      en: 'Every parameter of redis.conf can stand on the command line, with two dashes before its name.',
      ko: 'redis.conf의 모든 설정은 이름 앞에 대시 두 개를 붙여 명령줄에 쓸 수 있습니다.',
    },
    {
      en: '`redis-server --port …` starts it, `redis-cli -p …` asks it. The server keeps its terminal; use the second one.',
      ko: '`redis-server --port …`로 시작하고 `redis-cli -p …`로 묻습니다. 서버가 터미널을 차지하므로 두 번째 터미널을 쓰세요.',
    },
    {
      en: 'Type `redis-server --port 6380 --daemonize yes`, then `redis-cli -p 6380 ping`.',
      ko: '`redis-server --port 6380 --daemonize yes`를 입력하고 `redis-cli -p 6380 ping`을 입력하세요.',
    },
  ],
  solution: [{ line: 'redis-server --port 6380 --daemonize yes' }, { line: 'redis-cli -p 6380 ping' }],
  wrong: [
    { line: 'redis-server --daemonize yes' },
    { line: 'redis-cli ping' },
    { line: 'redis-cli -p 6380 ping' },
  ],
}

const dockerLine = (world: WorldView): string => world.file('server', DOCKER_LINE)?.trim() ?? ''

const failing = (line: string): ReturnType<typeof lintDockerRun> =>
  lintDockerRun(line).filter(({ level }) => level === 'error')

const mountsConf = (line: string): boolean => /\.conf:\/\S+\.conf/.test(line)

const dockerConf: Exercise = {
  id: 'docker-conf',
  title: { en: 'A container that reads your redis.conf', ko: '내 redis.conf를 읽는 컨테이너' },
  task: {
    en: 'The line in the docker run tab mounts a redis.conf, but the server never reads it. Mend the line and save it.',
    ko: 'docker run 탭의 줄은 redis.conf를 마운트하지만 서버는 그 파일을 읽지 않습니다. 줄을 고치고 저장하세요.',
  },
  scenario: 'machine',
  setup: [
    {
      input: {
        kind: 'save',
        host: 'server',
        path: DOCKER_LINE,
        data: 'docker run -d --name redis1 -v ./redis.conf:/etc/redis.conf -p 127.0.0.1:6379:6379 redis:7.0.15\n',
      },
    },
  ],
  goals: [
    {
      id: 'mounts',
      text: { en: 'The line still mounts a `.conf` file', ko: '줄이 여전히 `.conf` 파일을 마운트한다' },
      test: (world) => mountsConf(dockerLine(world)),
      now: () => ({
        en: 'No `-v …conf:/…conf` is in the saved line.',
        ko: '저장된 줄에 `-v …conf:/…conf`가 없습니다.',
      }),
    },
    {
      id: 'does',
      text: { en: 'The line does what it says', ko: '줄이 쓰인 대로 동작한다' },
      test: (world) => dockerLine(world) !== '' && failing(dockerLine(world)).length === 0,
      now: (world) =>
        failing(dockerLine(world))[0]?.message ?? {
          en: 'No line is saved yet.',
          ko: '아직 저장된 줄이 없습니다.',
        },
    },
  ],
  hints: [
    {
      en: 'Look behind the image: what does the container run?',
      ko: '이미지 뒤를 보세요. 컨테이너가 무엇을 실행하나요?',
    },
    {
      en: 'redis-server reads a file only when its command line names it.',
      ko: 'redis-server는 명령줄이 가리키는 파일만 읽습니다.',
    },
    {
      en: 'Add `redis-server /etc/redis.conf` at the end of the line and save it.',
      ko: '줄 끝에 `redis-server /etc/redis.conf`를 붙이고 저장하세요.',
    },
  ],
  solution: [
    {
      input: {
        kind: 'save',
        host: 'server',
        path: DOCKER_LINE,
        data: 'docker run -d --name redis1 -v ./redis.conf:/etc/redis.conf -p 127.0.0.1:6379:6379 redis:7.0.15 redis-server /etc/redis.conf\n',
      },
    },
  ],
  wrong: [
    {
      input: {
        kind: 'save',
        host: 'server',
        path: DOCKER_LINE,
        data: 'docker run -d --name redis1 -v ./redis.conf:/etc/redis.conf -p 127.0.0.1:6379:6379 redis:7.0.15 redis-server\n',
      },
    },
  ],
}

const samePort: Prediction = {
  id: 'same-port',
  question: {
    en: 'A server runs on port 6379. You type `redis-server` again. What happens?',
    ko: '6379 포트에서 서버가 돌고 있습니다. `redis-server`를 한 번 더 입력하면 어떻게 될까요?',
  },
  options: [
    {
      id: 'replaces',
      text: { en: 'The new server replaces the old one', ko: '새 서버가 옛 서버를 대신한다' },
    },
    { id: 'next', text: { en: 'It takes the next free port', ko: '비어 있는 다음 포트를 쓴다' } },
    { id: 'ends', text: { en: 'It says why and ends', ko: '이유를 말하고 끝난다' } },
  ],
  scenario: 'machine',
  play: [{ line: 'redis-server --daemonize yes' }, { line: 'redis-server' }, { wait: 200 }],
  outcome: (world) => {
    const running = [...world.world.processes.values()].filter((p) => p.program === 'redis-server')
    if (running.length > 1) return 'next'
    return running[0]?.argv.length === 0 ? 'replaces' : 'ends'
  },
  because: {
    en: 'A port belongs to one process. The second server logs `bind: Address already in use` and exits with status 1.',
    ko: '포트 하나는 프로세스 하나의 것입니다. 두 번째 서버는 `bind: Address already in use`라고 기록하고 상태 1로 끝납니다.',
  },
}

/** Docker itself isn't simulated: what is asked here is answered by the linter, which knows docker's rules. */
const rmAndName: Prediction = {
  id: 'rm-and-name',
  question: {
    en: 'A container named `redis1` is running. You type `docker run -d --rm --name redis1 redis:7.0.15`. What does `--rm` do about the old one?',
    ko: '`redis1`이라는 컨테이너가 돌고 있습니다. `docker run -d --rm --name redis1 redis:7.0.15`를 입력합니다. `--rm`은 옛 컨테이너를 어떻게 할까요?',
  },
  options: [
    { id: 'replaces', text: { en: 'Removes it and starts the new one', ko: '지우고 새것을 시작한다' } },
    {
      id: 'nothing',
      text: { en: 'Nothing: docker stops with an error', ko: '아무것도 하지 않는다. docker가 오류로 멈춘다' },
    },
  ],
  scenario: 'machine',
  play: [
    {
      input: {
        kind: 'save',
        host: 'server',
        path: DOCKER_LINE,
        data: 'docker run -d --rm --name redis1 redis:7.0.15\n',
      },
    },
  ],
  outcome: (world) =>
    lintDockerRun(dockerLine(world)).some(({ rule }) => rule === 'rmAndName') ? 'nothing' : 'replaces',
  because: {
    en: '`--rm` only removes a container when it ends. A name that is taken stays taken: remove the old container first with `docker rm -f redis1`.',
    ko: '`--rm`은 컨테이너가 끝날 때 지울 뿐입니다. 이미 쓰는 이름은 그대로 남습니다. 먼저 `docker rm -f redis1`로 지우세요.',
  },
}

export const exercises: readonly Exercise[] = [secondPort, dockerConf]
export const predictions: readonly Prediction[] = [samePort, rmAndName]
