import { describe, expect, it } from 'vitest'
import { parseDockerRun } from '../../../src/tools/docker/command.ts'
import { lintDockerRun, passesLint } from '../../../src/tools/docker/lint.ts'
import type { Finding } from '../../../src/tools/docker/lint.ts'

const found = (line: string): string[] =>
  lintDockerRun(line).map(({ rule, level, from, to }) => `${level} ${rule}: ${line.slice(from, to)}`)

const serious = (line: string): string[] => found(line).filter((text) => !text.startsWith('note'))

describe('parseDockerRun', () => {
  it('tells options, image and command apart', () => {
    const run = parseDockerRun(
      "docker run -it --rm --name=c -p6379:6379 -e 'A=b c' redis:7 redis-cli -h 'my redis' ping",
    )
    expect(run.options.map(({ name, value }) => [name, value])).toEqual([
      ['interactive', undefined],
      ['tty', undefined],
      ['rm', undefined],
      ['name', 'c'],
      ['publish', '6379:6379'],
      ['env', 'A=b c'],
    ])
    expect(run.image?.text).toBe('redis:7')
    expect(run.command.map(({ text }) => text)).toEqual(['redis-cli', '-h', 'my redis', 'ping'])
    expect(run.troubles).toEqual([])
  })

  it('reads lines joined by backslashes, and what is copied with a prompt', () => {
    const run = parseDockerRun('$ sudo docker container run -d \\\n  --name r \\\n  redis:7 # comment')
    expect(run.image?.text).toBe('redis:7')
    expect(run.command).toEqual([])
  })
})

describe('lintDockerRun', () => {
  it.each([
    'docker run -d --name my-redis --network my-net redis:7.0.15',
    'docker run -d -p 127.0.0.1:6379:6379 redis:7.0.15',
    'docker run -d -p 6379:6379 redis:7.0.15 redis-server --requirepass secret',
    'docker run -d -p 6380:6380 redis:7.0.15 --port 6380 --requirepass secret',
    'docker run -it --rm --network my-net redis:7.0.15 redis-cli -h my-redis',
    'docker run --rm --network my-net redis:7.0.15 redis-cli -h my-redis ping',
    'docker run -it --rm --network host redis:7.0.15 redis-cli -p 6380',
    'docker run -it --rm redis:7.0.15 redis-cli -u redis://:pw@10.0.0.1:6379/0',
    'docker run -d -v "$PWD/redis.conf:/etc/redis.conf" redis:7.0.15 redis-server /etc/redis.conf',
    'docker run -d -v ./conf:/usr/local/etc/redis:ro redis:7.0.15 /usr/local/etc/redis/redis.conf --port 6380',
    'docker run -d --mount type=bind,source=/x/redis.conf,target=/r.conf redis:7.0.15 redis-server /r.conf',
    'docker run -d -v data:/data redis:7.0.15 redis-server --appendonly yes',
    'docker run -d -p 26379:26379 -v ./s:/s redis:7.0.15 redis-sentinel /s/sentinel.conf',
  ])('has nothing serious against %s', (line) => {
    expect(serious(line)).toEqual([])
    expect(passesLint(line)).toBe(true)
  })

  it.each([
    // The image is missing.
    ['docker run -it --rm redis-cli -h my-redis', ['error programAsImage: redis-cli']],
    ['docker run -d redis-server --port 6380', ['error programAsImage: redis-server']],
    ['docker run -d --name r', ['error noImage: ']],
    ['docker run', ['error noImage: ']],
    ['docker run -d --name', ['error missingValue: --name', 'error noImage: ']],
    // Options on the wrong side.
    ['docker run -d --appendonly yes redis:7', ['error unknownOption: --appendonly']],
    ['docker run -d --requirepass=x redis:7', ['error unknownOption: --requirepass=x']],
    ['docker run -d redis:7 -p 6379:6379', ['error optionBehindImage: -p']],
    ['docker run redis:7 --name r -d', ['error optionBehindImage: --name', 'error optionBehindImage: -d']],
    // A file mounted and not read.
    [
      'docker run -d -v /x/redis.conf:/usr/local/etc/redis/redis.conf redis:7',
      ['error confNotPassed: -v /x/redis.conf:/usr/local/etc/redis/redis.conf'],
    ],
    [
      'docker run -d -v ./conf:/usr/local/etc/redis redis:7 redis-server',
      ['error confNotPassed: -v ./conf:/usr/local/etc/redis'],
    ],
    ['docker run -d redis:7 redis-server /etc/redis.conf', ['error confNotMounted: /etc/redis.conf']],
    [
      'docker run -d -v ./c:/c redis:7 redis-server --port 6380 /c/redis.conf',
      ['error confNotFirst: /c/redis.conf'],
    ],
    [
      'docker run -d -v redis.conf:/r.conf redis:7 redis-server /r.conf',
      ['error volumeName: -v redis.conf:/r.conf'],
    ],
    // Ports.
    ['docker run -d -p 6379:6379 redis:7', ['warning openPort: -p 6379:6379']],
    ['docker run -d -P redis:7 --requirepass ""', ['warning openPort: -P']],
    ['docker run -d -p 0.0.0.0:6379:6379/tcp redis:7', ['warning openPort: -p 0.0.0.0:6379:6379/tcp']],
    ['docker run -d -p 127.0.0.1:6380:6380 redis:7', ['error otherPort: -p 127.0.0.1:6380:6380']],
    ['docker run -d -p 6379:6379 redis:7 --protected-mode yes', ['warning protectedMode: --protected-mode']],
    ['docker run -d -p 127.0.0.1:6379:6379 redis:7 --bind 127.0.0.1', ['error boundInside: --bind']],
    [
      'docker run -d -p 127.0.0.1:7001:6379 redis:7 --cluster-enabled yes',
      ['warning clusterBehindNat: --cluster-enabled'],
    ],
    // Foreground and background.
    ['docker run -d redis:7 --daemonize yes', ['error daemonize: --daemonize']],
    ['docker run --rm --restart always redis:7', ['error rmAndRestart: --restart always']],
    ['docker run -d --network n redis:7 redis-cli -h r', ['error detachedClient: -d']],
    ['docker run --network n redis:7 redis-cli -h r', ['error clientWithoutTerminal: redis-cli']],
    // Where redis-cli goes.
    ['docker run -it redis:7 redis-cli', ['error clientToItself: redis-cli']],
    ['docker run -it --network n redis:7 redis-cli -h 127.0.0.1', ['error clientToItself: 127.0.0.1']],
    ['docker run -it redis:7 redis-cli -h my-redis', ['error nameWithoutNetwork: my-redis']],
    // Not a line at all.
    ['redis-cli ping', ['error notDockerRun: redis-cli ping']],
    ["docker run 'redis", ["error quote: docker run 'redis"]],
  ])('%s', (line, expected) => {
    expect(serious(line)).toEqual(expected)
    expect(passesLint(line)).toBe(!expected.some((text) => text.startsWith('error')))
  })

  it('notes what is good to know', () => {
    expect(found('docker run --rm --name r redis')).toEqual([
      'note rmAndName: --rm',
      'note noTag: redis',
      'note foreground: redis',
    ])
    expect(found('docker run -d -p 6379:6379 -v ./c:/c redis:7 /c/r.conf')).toEqual([
      'note openPortConf: -p 6379:6379',
    ])
  })

  it('leaves other images alone', () => {
    expect(found('docker run -d -p 80:80 nginx')).toEqual([])
  })

  it('says everything in both languages', () => {
    const lines = ['docker run redis-cli', 'docker run -p 1:1 redis --daemonize yes', 'docker run --x', 'x']
    const all: Finding[] = lines.flatMap(lintDockerRun)
    expect(all.length).toBeGreaterThan(6)
    for (const { message } of all) {
      expect(message.en).toMatch(/[a-z]/)
      expect(message.ko).toMatch(/[가-힣]/)
    }
  })

  it('gives places within any line', () => {
    for (const line of [
      '',
      ' ',
      'docker',
      'docker run -',
      'docker run -- redis',
      'docker run -zq x',
      'docker run \\',
      '\\\n',
    ])
      for (const { from, to } of lintDockerRun(line)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThanOrEqual(from)
        expect(to).toBeLessThanOrEqual(line.length)
      }
  })
})
