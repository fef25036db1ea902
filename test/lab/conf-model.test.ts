import { describe, expect, it } from 'vitest'
import {
  changedLines,
  changesBetween,
  diagnose,
  directiveNamed,
  directives,
} from '../../src/lab/components/conf-model.ts'
import { startRedis } from '../redis/harness.ts'

const file = `port 6379
save ""
maxmemory 0
loglevel notice
`

describe('changesBetween', () => {
  it('names what a running server is to be told, and what only a restart changes', () => {
    const next = file.replace('maxmemory 0', 'maxmemory 100mb').replace('notice', 'verbose')
    expect(changesBetween(file, next)).toEqual({
      commands: ['CONFIG SET maxmemory 100mb', 'CONFIG SET loglevel verbose'],
      onlyRestart: [],
    })
    expect(changesBetween(file, `${file}databases 4\nrename-command GET ""\n`)).toEqual({
      commands: [],
      onlyRestart: ['databases', 'rename-command'],
    })
  })

  it('gives a removed line its default back, and adds save lines up', () => {
    expect(changesBetween(`${file}maxclients 50\n`, file).commands).toEqual(['CONFIG SET maxclients 10000'])
    expect(changesBetween(file, file.replace('save ""', 'save 900 1\nsave 60 10')).commands).toEqual([
      'CONFIG SET save "900 1 60 10"',
    ])
  })

  it('is silent about comments, order and spelling of the same value', () => {
    const same = `# hello\nloglevel NOTICE\n${file.replace('loglevel notice\n', '').replace('maxmemory 0', 'maxmemory 0kb')}`
    expect(changesBetween(file, same)).toEqual({ commands: [], onlyRestart: [] })
  })

  it('sends a refused value as it was written, for Redis to say why', () => {
    const commands = changesBetween(file, file.replace('maxmemory 0', 'maxmemory lots')).commands
    expect(commands).toEqual(['CONFIG SET maxmemory lots'])
    expect(startRedis().command(commands[0]!)).toMatch(/^-ERR CONFIG SET failed .*memory value/)
  })

  it('leaves out what Redis does not know', () => {
    expect(changesBetween(file, `${file}maxmemoryy 5\n`)).toEqual({ commands: [], onlyRestart: [] })
  })

  it('is taken by a server, which then has what the file says', () => {
    const next = `${file}maxmemory-policy allkeys-lru\nnotify-keyspace-events KEA\nclient-output-buffer-limit replica 1mb 0 0\n`
    const redis = startRedis()
    for (const command of changesBetween(file, next).commands) expect(redis.command(command)).toBe('+OK\r\n')
    expect(redis.server.config.get('maxmemory-policy')).toBe('allkeys-lru')
    expect(redis.server.config.get('client-output-buffer-limit')).toContain('1048576 0 0')
  })
})

describe('the rest of the editor', () => {
  it('marks the lines the file does not have', () => {
    expect(changedLines('a\nb\nc', 'a\nx\nc\nc')).toEqual([2, 4])
    expect(changedLines(file, file)).toEqual([])
  })

  it('underlines what Redis would end with', () => {
    expect(diagnose(`${file}maxmemoryy 5\n`)).toMatchObject([
      { line: 5, message: 'Bad directive or wrong number of arguments' },
    ])
  })

  it('knows every directive with its default, range and choices', () => {
    expect(directiveNamed('MAXMEMORY-samples')).toMatchObject({ initial: '5', range: ['1', '2147483647'] })
    expect(directiveNamed('appendfsync')!.choices).toEqual(['everysec', 'always', 'no'])
    expect(directives.every(({ about }) => about.en !== '' && about.ko !== '')).toBe(true)
  })
})
