/** Users in files. What is expected was recorded from redis-server 7.0.15. */
import { describe, expect, it } from 'vitest'
import { startServer } from '../../../src/programs/redis-server.ts'
import type { Program } from '../../../src/world/process.ts'
import { World } from '../../../src/world/world.ts'

const HOST = 'server'
const TAIL = 'WARNING: ACL errors detected, no change to the previously active ACL rules was performed'

/** A server started with a command line on a machine with these files. */
const start = (argv: readonly string[], files: Readonly<Record<string, string>> = {}) => {
  let heard = ''
  const closed: number[] = []
  const program: Program = {
    name: 'redis-server',
    create: (system) => startServer(system, [...argv, '--save', ''], { charging: false }),
  }
  const world = new World({
    seed: 'acl',
    epoch: 1_700_000_000_000_000,
    programs: { 'redis-server': program },
  })
  world.outside = {
    data: (_, data) => void (heard += data),
    closed: (connection) => void closed.push(connection),
  }
  world.tracing = true
  const { disk } = world.host(HOST)
  for (const [path, text] of Object.entries(files)) disk.write(path, text)
  world.spawn({ host: HOST, program: 'redis-server', name: 'server' })
  world.runUntil(world.now)
  const events = world.takeTrace()
  return {
    disk,
    closed,
    alive: () => world.byName.get('server')!.alive,
    /** Log lines without their date. */
    log: events.flatMap((e) =>
      e.type === 'server.log' ? [String(e['line']).replace(/^\S+ \d+ \w+ \d+ [\d:.]+ /, '')] : [],
    ),
    connect: () => world.connections.connectOutside(HOST, 6379, '127.0.0.1:50000')!,
    send: (connection: number, command: string): string => {
      heard = ''
      world.connections.deliver(connection, `${command}\r\n`)
      return heard
    },
  }
}

describe('user lines of redis.conf', () => {
  const conf = (text: string) => start(['/redis.conf'], { '/redis.conf': text })

  it('make users before the server is ready', () => {
    const server = conf('user default on >x ~a +@all\nuser b on\nuser c off\n')
    expect(server.log.at(-2)).toBe(
      "* The user 'c' is disabled (there is no 'on' modifier in the user description). Make sure this is not a configuration error.",
    )
    expect(server.log.at(-1)).toBe('* Ready to accept connections')
    const client = server.connect()
    expect(server.send(client, 'PING')).toBe('-NOAUTH Authentication required.\r\n')
    expect(server.send(client, 'AUTH x')).toBe('+OK\r\n')
    expect(server.send(client, 'ACL USERS')).toBe('*3\r\n$1\r\nb\r\n$1\r\nc\r\n$7\r\ndefault\r\n')
  })

  it.each([
    ['user a on (+get', "Error in user declaration 'a': Unknown command or category name in ACL"],
    ['user a on foo', "Error in user declaration 'a': Syntax error"],
    ['user a foo on', "Error in user declaration 'user': Syntax error"],
    ['user a on (+get ~x) bar', "Error in user declaration 'on': Syntax error"],
  ])('%s is a fatal error', (line, error) => {
    const server = conf(`${line}\n`)
    expect(server.alive()).toBe(false)
    expect(server.log).toEqual([
      '*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***',
      'Reading the configuration file, at line 1',
      `>>> '${line}'`,
      error,
    ])
  })

  it('may name a user only once', () => {
    expect(conf('user a on\nuser a off\n').log.at(-1)).toBe(
      "Error in user declaration 'a': Duplicate user found. A user can only be defined once in config files",
    )
  })

  it.each([
    ['user "a b" on\n', ['# Spaces not allowed in ACL usernames']],
    [
      'user a on +nope\n',
      ["# Error loading ACL rule '+nope' for the user named 'a': Unknown command or category name in ACL"],
    ],
  ])('%j stops the server once it is initialized', (text, why) => {
    const server = conf(text)
    expect(server.alive()).toBe(false)
    expect(server.log.slice(-3)).toEqual([
      '# Server initialized',
      ...why,
      '# Critical error while loading ACLs. Exiting.',
    ])
  })

  it('do not go together with an ACL file', () => {
    const server = conf('user b on\naclfile /users.acl\n')
    expect(server.alive()).toBe(false)
    expect(server.log.at(-1)).toMatch(
      /^# Configuring Redis with users defined in redis\.conf and at the same/,
    )
  })

  it('are rewritten in the order of their names', () => {
    const server = conf('user zoe on nopass ~z* +get\nport 6379\nuser amy off\n')
    const client = server.connect()
    expect(server.send(client, 'ACL SETUSER bob on >pw (%R~x +get)')).toBe('+OK\r\n')
    expect(server.send(client, 'CONFIG REWRITE')).toBe('+OK\r\n')
    const users = server.disk
      .read('/redis.conf')!
      .split('\n')
      .filter((line) => line.startsWith('user '))
    expect(users).toEqual([
      'user amy off resetchannels -@all',
      'user bob on #30c952fab122c3f9759f02a6d95c3758b246b4fee239957b2d4fee46e26170c4 resetchannels -@all (%R~x resetchannels -@all +get)',
      'user default on nopass ~* &* +@all',
      'user zoe on nopass ~z* resetchannels -@all +get',
    ])
  })
})

describe('the ACL file', () => {
  const withFile = (text: string) => start(['--aclfile', 'u.acl'], { '/u.acl': text })

  it.each([
    [
      'foo\nuser a b on foo +nope\n\nuser a on\n',
      "u.acl:1 should start with user keyword followed by the username. u.acl:2: Syntax error. u.acl:2: Error in applying operation '+nope': Unknown command or category name in ACL. WARNING: Duplicate user 'a' found on line 4. ",
    ],
    [
      'user\nuser a\tb on\n USER x\n# c\n',
      "u.acl:1 should start with user keyword followed by the username. 'u.acl:2: username 'a\tb' contains invalid characters. u.acl:3 should start with user keyword followed by the username. u.acl:4 should start with user keyword followed by the username. ",
    ],
    [
      'user a on (+nope) (+get ~*) +x',
      "u.acl:1: Error in applying operation '(+nope)': Unknown command or category name in ACL. u.acl:1: Error in applying operation '+x': Unknown command or category name in ACL. ",
    ],
  ])('%j stops the server', (text, errors) => {
    const server = withFile(text)
    expect(server.alive()).toBe(false)
    expect(server.log.at(-1)).toBe(`# Aborting Redis startup because of ACL errors: ${errors}${TAIL}`)
  })

  it('must be there at the start', () => {
    expect(start(['--aclfile', '/nope']).log.at(-1)).toBe(
      "# Aborting Redis startup because of ACL errors: Error loading ACLs, opening file '/nope': No such file or directory",
    )
  })

  it('makes the users', () => {
    const server = withFile('user a off >x\r\nuser b (+get) on ( +set ~a )\nuser c \t+get\t on')
    const client = server.connect()
    expect(server.send(client, 'ACL SAVE')).toBe('+OK\r\n')
    expect(server.disk.read('/u.acl')).toBe(
      [
        'user a off #2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 resetchannels -@all',
        'user b on resetchannels -@all (resetchannels -@all +get) (~a resetchannels -@all +set)',
        'user c on resetchannels -@all +get',
        'user default on nopass ~* &* +@all\n',
      ].join('\n'),
    )
    expect(server.disk.list('/')).toEqual(['u.acl'])
  })

  it('is loaded anew: all connections but the default user’s are closed', () => {
    const server = withFile('user a on nopass +@all\nuser b on nopass +@all\n')
    const [a, b, c] = [server.connect(), server.connect(), server.connect()]
    server.send(a, 'AUTH a x')
    server.send(b, 'AUTH b x')
    expect(server.send(b, 'ACL LOAD')).toBe('+OK\r\n')
    expect(server.closed.toSorted()).toEqual([a, b])
    expect(server.send(c, 'ACL WHOAMI')).toBe('$7\r\ndefault\r\n')
  })

  it('changes nothing if anything is wrong with it', () => {
    const server = withFile('user a on nopass +@all\n')
    const client = server.connect()
    server.disk.write('/u.acl', 'user a +nope\nuser a on\nxx\n')
    expect(server.send(client, 'ACL LOAD')).toBe(
      `-ERR u.acl:1: Error in applying operation '+nope': Unknown command or category name in ACL. WARNING: Duplicate user 'a' found on line 2. u.acl:3 should start with user keyword followed by the username. ${TAIL}\r\n`,
    )
    server.disk.unlink('/u.acl')
    expect(server.send(client, 'ACL LOAD')).toBe(
      "-ERR Error loading ACLs, opening file 'u.acl': No such file or directory\r\n",
    )
    expect(server.send(client, 'ACL USERS')).toBe('*2\r\n$1\r\na\r\n$7\r\ndefault\r\n')
  })
})
