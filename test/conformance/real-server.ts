/** A private redis-server on a free port, for recording and for checking the recordings. */
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reply } from './reply.ts'
import { Decoder } from './reply.ts'
import type { Patience, Target, TargetClient } from './target.ts'

/** The version of the redis-server on PATH, undefined when there is none. */
export const realServerVersion = (): string | undefined => {
  const run = spawnSync('redis-server', ['--version'], { encoding: 'utf8' })
  return run.status === 0 ? /v=(\S+)/.exec(run.stdout)?.[1] : undefined
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

class RealClient implements TargetClient {
  private readonly decoder = new Decoder()
  private replies: Reply[] = []
  private readonly socket: Socket
  closed = false

  constructor(socket: Socket, onActivity: () => void) {
    this.socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (bytes: string) => {
      for (const reply of this.decoder.push(bytes)) this.replies.push(reply)
      onActivity()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      this.closed = true
      onActivity()
    })
  }

  get waiting(): number {
    return this.replies.length
  }

  send(bytes: string): void {
    this.socket.write(bytes, 'latin1')
  }

  take(): Reply[] {
    const taken = this.replies
    this.replies = []
    return taken
  }

  close(): void {
    this.socket.destroy()
  }
}

/** Resolves once the log says that connections are accepted; no connection is used up by asking. */
const untilReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let log = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      if (log === 'ready') return
      log += chunk.toString()
      if (log.includes('Ready to accept connections')) {
        log = 'ready'
        resolve()
      }
    })
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`redis-server ended: ${log}`)))
  })

export class RealServer implements Target {
  readonly simulated = false
  private readonly child: ChildProcess
  private readonly directory: string
  private readonly clients: RealClient[] = []
  private lastActivity = 0
  private wake: () => void = () => {}
  readonly port: number

  private constructor(child: ChildProcess, directory: string, port: number) {
    this.child = child
    this.directory = directory
    this.port = port
  }

  /** Starts one with these command-line options added to `--save ""`. */
  static async start(options: readonly string[]): Promise<RealServer> {
    const directory = mkdtempSync(join(tmpdir(), 'conformance-'))
    const port = await freePort()
    const base = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory]
    const child = spawn('redis-server', [...base, ...options], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    })
    const server = new RealServer(child, directory, port)
    process.once('exit', server.kill)
    await untilReady(child)
    return server
  }

  /** A server does not outlive the tests, whatever becomes of them. */
  private readonly kill = (): void => {
    this.child.kill('SIGKILL')
  }

  async client(): Promise<TargetClient> {
    const socket = connect(this.port, '127.0.0.1')
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve())
      socket.once('error', reject)
    })
    const client = new RealClient(socket, () => {
      this.lastActivity = performance.now()
      this.wake()
    })
    this.clients.push(client)
    return client
  }

  /** Waits until `done()` or until no byte has come for `patience.quiet` ms. */
  async settle(done: () => boolean, { quiet }: Patience): Promise<void> {
    this.lastActivity = performance.now()
    while (!done()) {
      const left = this.lastActivity + quiet - performance.now()
      if (left <= 0) return
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.wake = resolve
        timer = setTimeout(resolve, left)
      })
      clearTimeout(timer)
    }
  }

  sleep(ms: number): Promise<void> {
    return delay(ms)
  }

  async close(): Promise<void> {
    process.off('exit', this.kill)
    for (const client of this.clients) client.close()
    this.child.removeAllListeners('exit')
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise<void>((resolve) => this.child.once('exit', () => resolve()))
      this.child.kill('SIGKILL')
      await gone
    }
    rmSync(this.directory, { recursive: true, force: true })
  }
}
