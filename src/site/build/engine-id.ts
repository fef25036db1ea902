import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The rooms whose code decides what a recording repeats. */
const ROOMS = ['bytes', 'world', 'resp', 'formats', 'structures', 'lua', 'redis', 'replication', 'sentinel']
const MORE = ['cluster', 'tools', 'programs', 'scenarios']

/** A short hash over the simulator's sources: recordings of the same build repeat byte for byte. */
export const engineId = (src: string): string => {
  const hash = createHash('sha256')
  for (const room of [...ROOMS, ...MORE]) {
    const folder = join(src, room)
    if (!existsSync(folder)) continue
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    for (const file of files.sort()) hash.update(`${room}/${file}\0`).update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 12)
}
