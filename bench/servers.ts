/** Servers as processes of their own, to be measured from outside (Linux). */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as net from 'node:net'

const TICKS_PER_SECOND = 100

/** How ours is started, and the real one. */
export const OURS: readonly string[] = [process.execPath, 'src/gateway/redis.ts']
export const REAL: readonly string[] = ['redis-server']

/** Whether a program is installed here. */
export const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0

/** CPU seconds a process has used so far. */
export const cpu = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => done(port))
    })
  })

/** True for a whole reply: a line, or a string of a given length. */
const isWhole = (reply: string): boolean => {
  const end = reply.indexOf('\r\n')
  if (end === -1) return false
  return !reply.startsWith('$') || reply.length >= end + 4 + Number(reply.slice(1, end))
}

/** The reply to one inline command that answers a line or a string; undefined when nobody listens. */
export const ask = (port: number, command: string): Promise<string | undefined> =>
  new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    let reply = ''
    socket.on('data', (data) => {
      reply += data.toString('latin1')
      if (!isWhole(reply)) return
      socket.destroy()
      done(reply)
    })
    socket.once('error', () => done(undefined))
  })

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** A server that has read its files and answers. */
export const startServer = async (
  command: readonly string[],
  port: number,
  options: readonly string[],
): Promise<ChildProcess> => {
  const args = [...command.slice(1), '--port', String(port), ...options]
  const child = spawn(command[0]!, args, { stdio: 'ignore' })
  while (!(await ask(port, 'PING'))?.startsWith('+PONG')) await pause(20)
  return child
}

/** Ends it at once. */
export const stopServer = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
}

/** The middle one. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!
