/** Starts the gateway as a process of its own, as `npm run redis` does. */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ENTRY = fileURLToPath(new URL('../../src/gateway/redis.ts', import.meta.url))

/** A TCP port nobody listens on at the moment. */
export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })

/** A process and what it says. */
export class Running {
  readonly child: ChildProcess
  stdout = ''
  stderr = ''
  /** Exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>
  private listeners: (() => void)[] = []

  constructor(child: ChildProcess) {
    this.child = child
    const hear = (stream: 'stdout' | 'stderr') => (data: Buffer) => {
      this[stream] += data.toString('utf8')
      for (const listener of this.listeners) listener()
    }
    child.stdout?.on('data', hear('stdout'))
    child.stderr?.on('data', hear('stderr'))
    this.ended = new Promise((done) => child.on('close', (code, signal) => done(code ?? signal ?? 'gone')))
  }

  /** Waits until standard output has this text, or the process has ended. */
  async said(text: string): Promise<void> {
    const heard = new Promise<void>((done) => {
      const look = () => this.stdout.includes(text) && done()
      this.listeners.push(look)
      look()
    })
    await Promise.race([heard, this.ended])
    if (!this.stdout.includes(text)) throw new Error(`ended without "${text}": ${this.stdout}${this.stderr}`)
  }

  /** Waits until standard error or output has this text, or the process has ended. */
  async heard(text: string): Promise<void> {
    const has = () => this.stdout.includes(text) || this.stderr.includes(text)
    const heard = new Promise<void>((done) => {
      const look = () => has() && done()
      this.listeners.push(look)
      look()
    })
    await Promise.race([heard, this.ended])
    if (!has()) throw new Error(`ended without "${text}": ${this.stdout}${this.stderr}`)
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM')
    await this.ended
  }
}

/** Runs the gateway with these arguments; standard input is closed. */
export const run = (args: readonly string[], cwd = ROOT): Running =>
  new Running(spawn(process.execPath, [ENTRY, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] }))

export interface Started extends Running {
  readonly port: number
}

/** A gateway that accepts connections, on a port of its own and without save points. */
export const start = async (args: readonly string[] = [], cwd?: string): Promise<Started> => {
  const port = await freePort()
  const running = run(['--port', String(port), '--save', '', ...args], cwd)
  await running.said('Ready to accept connections')
  return Object.assign(running, { port })
}
