import { command, integer } from '../../command/declaration.ts'
import { equalsIgnoreCase } from '../../../bytes/bytestrings.ts'
import { readInteger } from '../../command/arguments.ts'
import { REDIS_VERSION } from '../../version.ts'
import type { RandomStream } from '../../../bytes/random.ts'

export const lolwut = command({
  name: 'lolwut',
  summary: 'Shows a small piece of computer art and the version of the server.',
  since: '5.0.0',
  group: 'server',
  arity: -1,
  flags: ['readonly', 'fast'],
  acl: ['read', 'fast'],
  args: [integer('version', { token: 'VERSION', optional: true })],
  run: ({ server, reply }, argv) => {
    let version = 0
    let from = 1
    if (argv.length >= 3 && equalsIgnoreCase(argv[1]!, 'version')) {
      version = readInteger(argv[2]!)
      from = 3
    }
    const drawn = version === 5 || version === 6
    if (drawn) for (const word of argv.slice(from, from + 3)) readInteger(word)
    const art = drawn ? skyline(server.system.random) : ''
    reply.verbatim(`${art}Redis ver. ${REDIS_VERSION}\n`)
  },
})

const WIDTH = 66
const HEIGHT = 16

/** A row of jars on a shelf, each filled to another level. */
const skyline = (random: RandomStream): string => {
  const rows: string[] = Array.from({ length: HEIGHT }, () => '')
  while (rows[0]!.length < WIDTH) {
    const width = 3 + random.below(6)
    const height = 4 + random.below(HEIGHT - 5)
    const level = random.below(height)
    for (let y = 0; y < HEIGHT; y++) {
      const fromBottom = HEIGHT - 1 - y
      const inside = fromBottom > level ? ' ' : '~'
      if (fromBottom > height) rows[y] += ' '.repeat(width + 3)
      else if (fromBottom === height) rows[y] += ` ${'_'.repeat(width + 1)} `
      else rows[y] += `|${inside.repeat(width)}| `
    }
  }
  return `${rows.map((row) => row.trimEnd()).join('\n')}\n${'='.repeat(rows[0]!.length)}\n\n`
}
