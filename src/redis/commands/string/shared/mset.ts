/** MSET and MSETNX (t_string.c: msetGenericCommand). */
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import { store } from './set.ts'

/** Throws unless every key has its value. */
export const checkPairs = (client: Client, argv: readonly string[]): void => {
  if (argv.length % 2 === 0) throw errors.wrongArity(client.command!.fullName)
}

/** Stores value after key after key; a key named twice keeps the later value. */
export const setAll = (client: Client, argv: readonly string[]): void => {
  checkPairs(client, argv)
  client.work((argv.length - 1) / 2)
  for (let i = 1; i < argv.length; i += 2) store(client, argv[i]!, argv[i + 1]!)
}
