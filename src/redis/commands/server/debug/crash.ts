import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { EXECUTABLE } from '../../../introspection/info/process.ts'
import { REDIS_VERSION } from '../../../version.ts'

/** What a shell says of a process that a signal ended: 128 and the signal. */
const ABORTED = 128 + 6
const SEGMENTATION_FAULT = 128 + 11

/** The server is gone at once, with the beginning of its report in the log. */
const crash = ({ server }: Client, status: number, lines: readonly string[]): void => {
  server.log.plain('\n\n=== REDIS BUG REPORT START: Cut & paste starting from here ===')
  for (const line of lines) server.log.warning(line)
  server.log.plain('\n=== REDIS BUG REPORT END. Make sure to include from START to END. ===\n')
  server.system.exit(status)
}

const panic = (text: string): readonly string[] => [
  '------------------------------------------------',
  '!!! Software Failure. Press left mouse button to continue',
  `Guru Meditation: ${text}`,
  '------------------------------------------------',
]

/** DEBUG SEGFAULT. */
export const debugSegfault = (client: Client): void =>
  crash(client, SEGMENTATION_FAULT, [`Redis ${REDIS_VERSION} crashed by signal: 11, si_code: 2`])

/** DEBUG PANIC. */
export const debugPanic = (client: Client): void => {
  const seconds = Math.floor(client.server.now / 1e6)
  crash(client, ABORTED, panic(`DEBUG PANIC called at Unix time ${seconds} #debug.c:510`))
}

/** DEBUG ASSERT. */
export const debugAssert = (client: Client): void =>
  crash(client, ABORTED, ['=== ASSERTION FAILED ===', "==> debug.c:521 '1 == 2' is not true"])

/** DEBUG OOM: asks for more memory than there is in the world. */
export const debugOom = (client: Client): void =>
  crash(client, ABORTED, [
    'Out Of Memory allocating 18446744073709551615 bytes!',
    ...panic('Redis aborting for OUT OF MEMORY. Allocating 18446744073709551615 bytes! #server.c:6467'),
  ])

/** DEBUG RESTART and CRASH-AND-RECOVER [<ms>]: a program can't be started in its own place here. */
export const debugRestart = ({ server }: Client, argv: readonly string[]): void => {
  if (argv.length > 2) readInteger(argv[2]!)
  server.log.warning(`Can't restart: this process has no permissions to execute ${EXECUTABLE}`)
  throw errors.text('ERR failed to restart the server. Check server logs.')
}
