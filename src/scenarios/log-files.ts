/** Append-only files as a server left them, put on a machine's disk before anything runs. */
import { RedisServer } from '../redis/server/server.ts'
import type { World } from '../world/world.ts'
import { CONF } from './configured.ts'
import { HOST, SERVER } from './standalone.ts'

export const AOF_DIRECTORY = '/appendonlydir'
export const INCR = `${AOF_DIRECTORY}/appendonly.aof.1.incr.aof`
const BASE = `${AOF_DIRECTORY}/appendonly.aof.1.base.rdb`
const MANIFEST = `${AOF_DIRECTORY}/appendonly.aof.manifest`

const manifest = 'file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n'

/** Bytes written as hexadecimal digits. */
export const bytesOf = (hex: string): string => {
  let bytes = ''
  for (let i = 0; i < hex.length; i += 2)
    bytes += String.fromCharCode(Number.parseInt(hex.slice(i, i + 2), 16))
  return bytes
}

/** An RDB file without keys, 89 bytes, as a server writes it that finds no files. */
const emptyBase = bytesOf(
  '524544495330303130fa0972656469732d76657206372e302e3135fa0a72656469732d62697473c040' +
    'fa056374696d65c2100c006bfa08757365642d6d656dc2ec610d00fa08616f662d62617365c001ff20be8aad0022356b',
)

/** A command as the append-only file holds it; the words are ASCII. */
export const record = (command: string): string => {
  const words = command.split(' ')
  return `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`
}

/** So many of a command, after the choice of database 0. */
export const records = (commands: readonly string[]): string =>
  record('SELECT 0') + commands.map(record).join('')

/** Writes a file that a power cut does not take. */
export const lay = (world: World, path: string, data: string): void => {
  const { disk } = world.host(HOST)
  disk.write(path, data)
  disk.fsync(path)
}

/** Base, log and manifest. */
export const layLog = (world: World, log: string): void => {
  world.host(HOST).disk.mkdir(AOF_DIRECTORY)
  lay(world, BASE, emptyBase)
  lay(world, INCR, log)
  lay(world, MANIFEST, manifest)
}

/** Starts the server with a redis.conf of these lines. */
export const startWith = (world: World, conf: string): RedisServer | undefined => {
  lay(world, CONF, conf)
  const { process } = world.spawn({ host: HOST, program: 'redis-server', name: SERVER, argv: [CONF] })
  return process instanceof RedisServer ? process : undefined
}
