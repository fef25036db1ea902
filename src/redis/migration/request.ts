/** What MIGRATE was asked for (cluster.c: migrateCommand). */
import { equalsIgnoreCase, toLower } from '../../bytes/bytestrings.ts'
import type { Client } from '../clients/client.ts'
import { readInteger } from '../command/arguments.ts'
import { errors } from '../command/errors.ts'
import { encodeCommand } from '../../formats/aof/encode.ts'
import { dumpValue } from '../persistence/payload.ts'

/** ms, where none or a negative time is given. */
const TIMEOUT = 1000

export interface Request {
  readonly host: string
  readonly port: number
  readonly db: number
  /** ms for connecting, and as much for the answers. */
  readonly timeout: number
  readonly copy: boolean
  readonly replace: boolean
  /** The words after AUTH. */
  readonly login: readonly string[]
  readonly keys: readonly string[]
}

/** Reads argv; throws on what is wrong with it. */
export const readRequest = (argv: readonly string[]): Request => {
  let copy = false
  let replace = false
  let login: readonly string[] = []
  let keys: readonly string[] = [argv[3]!]
  for (let i = 6; i < argv.length; i++) {
    const left = argv.length - i - 1
    const word = toLower(argv[i]!)
    if (word === 'copy') copy = true
    else if (word === 'replace') replace = true
    else if (word === 'auth' && left >= 1) login = [argv[++i]!]
    else if (word === 'auth2' && left >= 2) {
      login = [argv[i + 1]!, argv[i + 2]!]
      i += 2
    } else if (word === 'keys') {
      if (argv[3] !== '') {
        throw errors.text(
          'ERR When using MIGRATE KEYS option, the key argument must be set to the empty string',
        )
      }
      keys = argv.slice(i + 1)
      break
    } else throw errors.syntax()
  }
  const timeout = readInteger(argv[5]!)
  const db = readInteger(argv[4]!)
  return {
    ...{ host: argv[1]!, port: Number.parseInt(argv[2]!, 10) || 0, db, copy, replace, login, keys },
    timeout: timeout <= 0 ? TIMEOUT : timeout,
  }
}

const WORDS_AFTER: Readonly<Record<string, number>> = { auth: 1, auth2: 2 }

/** Where the keys stand in argv (migrateGetKeys). */
export const migratedKeys = (argv: readonly string[]): number[] => {
  for (let i = 6; i < argv.length; i++) {
    const word = toLower(argv[i]!)
    if (word === 'keys' && argv[3] === '') return argv.slice(i + 1).map((_, j) => i + 1 + j)
    i += WORDS_AFTER[word] ?? 0
  }
  return [3]
}

/** Where the password stands in argv: it is shown to nobody. */
export const secretsOf = (argv: readonly string[]): number[] => {
  for (let i = 6; i < argv.length; i++) {
    if (equalsIgnoreCase(argv[i]!, 'keys')) return []
    if (equalsIgnoreCase(argv[i]!, 'auth')) return [i + 1]
    if (equalsIgnoreCase(argv[i]!, 'auth2')) return [i + 1, i + 2]
  }
  return []
}

/** RESTORE for each of the keys that is there, and their names. */
export const restores = (
  { db, server }: Client,
  { keys, replace }: Request,
): { readonly names: string[]; readonly bytes: string } => {
  const names: string[] = []
  let bytes = ''
  for (const key of keys) {
    const entry = db.lookupRead(key)
    if (entry === undefined) continue
    const expireAt = db.expiryOf(entry)
    const ttl = expireAt === null ? 0 : Math.max(1, Number(expireAt) - server.milliseconds)
    const argv = ['RESTORE', key, String(ttl), dumpValue(server, entry.value)]
    if (replace) argv.push('REPLACE')
    bytes += encodeCommand(argv)
    names.push(key)
  }
  return { names, bytes }
}
