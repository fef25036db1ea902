import { equalsIgnoreCase } from '../../../../bytes/bytestrings.ts'
import { parseMemory } from '../../../../bytes/integers.ts'
import { PACKED_THRESHOLD } from '../../../../structures/packed-threshold.ts'
import type { Client } from '../../../clients/client.ts'
import { readInteger } from '../../../command/arguments.ts'
import { errors } from '../../../command/errors.ts'
import { ListValue } from '../../../values/list.ts'
import { PEAK_RESET } from '../../../server/debug-switches.ts'

/** atoi, of which only zero or not matters. */
const isOn = (text: string): boolean => (Number.parseInt(text, 10) || 0) !== 0

/** A switch of DEBUG: anything but a number other than 0 is off. */
const switches =
  (set: (client: Client, on: boolean) => void) =>
  (client: Client, argv: readonly string[]): void => {
    set(client, isOn(argv[2]!))
    client.reply.ok()
  }

export const debugPauseCron = switches(({ server }, on) => {
  server.debug.cronPaused = on
})
export const debugActiveExpire = switches(({ server }, on) => {
  server.expiry.active = on
})
export const debugDenyScripts = switches(({ server }, on) => {
  server.debug.allowsDenied = on
})

export const debugSkipChecksums = switches(({ server }, on) => {
  server.debug.skipsChecksums = on
})

/** The largest threshold: just below 4 GB. */
const THRESHOLD_MAX = 2 ** 32 - 2 ** 20

/** DEBUG QUICKLIST-PACKED-THRESHOLD <bytes>: for lists there are and lists to come; 0 is the default. */
export const debugPackedThreshold = ({ server, reply }: Client, argv: readonly string[]): void => {
  const asked = Number(parseMemory(argv[2]!) ?? -1)
  if (asked < 0 || asked > THRESHOLD_MAX) {
    throw errors.text('ERR argument must be a memory value bigger than 1 and smaller than 4gb')
  }
  const threshold = asked === 0 ? PACKED_THRESHOLD : asked
  server.debug.packedThreshold = threshold
  for (const { dict } of server.databases) {
    dict.forEach(({ value }) => {
      if (value instanceof ListValue) value.list.packedThreshold = threshold
    })
  }
  reply.ok()
}

/** Negative times are for ever, as -1 stands for never. */
const readPeakReset = (text: string): number => {
  if (equalsIgnoreCase(text, 'never')) return Infinity
  if (equalsIgnoreCase(text, 'reset')) return PEAK_RESET
  const ms = readInteger(text)
  return ms < 0 ? Infinity : ms * 1000
}

/** DEBUG REPLYBUFFER PEAK-RESET-TIME <ms> and RESIZING <0|1>. */
export const debugReplyBuffer = ({ server, reply }: Client, argv: readonly string[]): void => {
  const [, sub, what, value] = argv
  if (equalsIgnoreCase(what!, 'peak-reset-time')) server.debug.peakReset = readPeakReset(value!)
  else if (equalsIgnoreCase(what!, 'resizing')) server.debug.resizesReplyBuffers = isOn(value!)
  else throw errors.subcommandSyntax(sub!, 'debug')
  reply.ok()
}
