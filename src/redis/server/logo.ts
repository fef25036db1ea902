/** The picture in the log at the start, where always-show-logo asks for it (redisAsciiArt; the drawing is ours). */
import { REDIS_VERSION } from '../version.ts'
import type { RedisServer } from './server.ts'

const GLASS = String.raw`
              _
             (_)
         .--'   '--.
       .'           '.
      /               \
     |     _______     |
     |    |\______\    |
     |    ||      |    |
     |    ||      |    |
     |     \|_____|    |
     |                 |
   __|_________________|__
  (_______________________)
`

const COLUMN = 34
/** The line of the drawing beside which the first word stands. */
const FIRST = 4

const beside = ({ mode, config, system }: RedisServer): readonly string[] => [
  `Redis ${REDIS_VERSION} (00000000/0) 64 bit`,
  '',
  `Running in ${mode} mode`,
  `Port: ${config.values.port}`,
  `PID: ${system.pid}`,
  '',
  'https://redis.io',
]

/** The drawing with version, mode, port and pid beside it; it ends with an empty line. */
export const logo = (server: RedisServer): string => {
  const words = beside(server)
  const lines = GLASS.split('\n').map((line, at) => {
    const word = words[at - FIRST] ?? ''
    return word === '' ? line : line.padEnd(COLUMN) + word
  })
  return lines.join('\n')
}
