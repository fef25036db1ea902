/** Heap bytes a key: 1 M keys of 16 bytes with 4-byte values, each kind in a process of its own. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const KEYS = 1_000_000

const kinds = ['engine', 'Map', 'Map of records'] as const
type Kind = (typeof kinds)[number]

const name = (i: number): string => `key:${String(i).padStart(12, '0')}`

const collect = globalThis.gc

/** Fills one kind of store and prints the heap bytes a key. */
const fill = async (kind: Kind): Promise<void> => {
  let keep: unknown
  let set: (key: string, value: string) => void
  if (kind === 'engine') {
    const { createServer } = await import('../src/programs/redis-server.ts')
    const { RedisServer } = await import('../src/redis/server/server.ts')
    const { processInput } = await import('../src/redis/server/input.ts')
    const { World } = await import('../src/world/world.ts')
    const world = new World({
      seed: 'bench',
      epoch: 1_700_000_000_000_000,
      programs: {
        s: { name: 's', create: (system) => createServer(system, { save: '' }, { charging: false }) },
      },
    })
    world.spawn({ host: 'server', program: 's', name: 's' })
    world.runUntil(world.now)
    const server = world.byName.get('s')!.process
    if (!(server instanceof RedisServer)) throw new Error('the server did not start')
    const client = server.createClient({ address: 'b', localAddress: 'b' })
    keep = world
    set = (key, value) => {
      const bytes = `*3\r\n$3\r\nSET\r\n$${key.length}\r\n${key}\r\n$${value.length}\r\n${value}\r\n`
      client.query.feed(bytes)
      processInput(client)
      client.reply.take()
    }
  } else {
    const map = new Map<string, unknown>()
    keep = map
    set = (key, value) => map.set(key, kind === 'Map' ? value : { type: 0, value, expireAt: null })
  }
  collect?.()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < KEYS; i++) set(name(i), `v${String(i % 1000).padStart(3, '0')}`)
  collect?.()
  console.log(((process.memoryUsage().heapUsed - before) / KEYS).toFixed(0))
  if (keep === undefined) process.exit(1)
}

export const benchMemory = (): void => {
  console.log('\nHeap bytes a key, 1 M keys of 16 bytes with 4-byte values (goal: engine ≤ 150)')
  for (const kind of kinds) {
    const { stdout } = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), kind], {
      encoding: 'utf8',
    })
    console.log(kind.padEnd(16), stdout.trim().padStart(5))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await fill(process.argv[2] as Kind)
