/** The options of CLIENT TRACKING (networking.c: clientCommand; tracking.c: checkPrefixCollisionsOrReply). */
import { compareBytes, toLower } from '../../bytes/bytestrings.ts'
import { parseInteger } from '../../bytes/integers.ts'
import { RadixTree } from '../../structures/radix-tree.ts'
import type { Client } from '../clients/client.ts'
import { errors } from '../command/errors.ts'
import type { TrackingState } from './state.ts'

export type TrackingOptions = Pick<
  TrackingState,
  'broadcast' | 'optIn' | 'optOut' | 'noLoop' | 'redirect'
> & {
  /** As given, the same one perhaps twice. */
  readonly prefixes: readonly string[]
}

/** Reads argv from index 3. Throws at the first word it does not know. */
export const readTrackingOptions = ({ server }: Client, argv: readonly string[]): TrackingOptions => {
  const words = { bcast: false, optin: false, optout: false, noloop: false }
  const prefixes: string[] = []
  let redirect = 0
  for (let i = 3; i < argv.length; i++) {
    const word = toLower(argv[i]!)
    const more = i + 1 < argv.length
    if (word === 'redirect' && more) {
      if (redirect !== 0) throw errors.text('ERR A client can only redirect to a single other client')
      const id = parseInteger(argv[++i]!)
      if (id === undefined) throw errors.notInteger()
      redirect = Number(id)
      if (!server.clients.has(redirect))
        throw errors.text('ERR The client ID you want redirect to does not exist')
    } else if (word === 'prefix' && more) prefixes.push(argv[++i]!)
    else if (word === 'bcast' || word === 'optin' || word === 'optout' || word === 'noloop')
      words[word] = true
    else throw errors.syntax()
  }
  return {
    broadcast: words.bcast,
    optIn: words.optin,
    optOut: words.optout,
    noLoop: words.noloop,
    redirect,
    prefixes,
  }
}

/** Nodes of a radix tree of these prefixes. */
export const nodesOf = (prefixes: ReadonlySet<string>): number => {
  const tree = new RadixTree<true>()
  for (const prefix of prefixes) tree.set(prefix, true)
  return tree.nodes
}

/** Throws where options exclude each other, or what the client has on already. */
export const checkTrackingOptions = (before: TrackingState | undefined, options: TrackingOptions): void => {
  const { broadcast, optIn, optOut, prefixes } = options
  if (!broadcast && prefixes.length > 0) {
    throw errors.text('ERR PREFIX option requires BCAST mode to be enabled')
  }
  if (before !== undefined && before.broadcast !== broadcast) throw errors.trackingMode('BCAST mode on/off')
  if (broadcast && (optIn || optOut)) throw errors.text('ERR OPTIN and OPTOUT are not compatible with BCAST')
  if (optIn && optOut) throw errors.text("ERR You can't specify both OPTIN mode and OPTOUT mode")
  if (before !== undefined && ((optIn && before.optOut) || (optOut && before.optIn))) {
    throw errors.trackingMode('OPTIN/OPTOUT mode')
  }
  if (broadcast) checkPrefixes(before, prefixes)
}

const overlap = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

const checkPrefixes = (before: TrackingState | undefined, prefixes: readonly string[]): void => {
  const existing = [...(before?.prefixes ?? [])].sort(compareBytes)
  prefixes.forEach((prefix, i) => {
    const old = existing.find((one) => overlap(one, prefix))
    if (old !== undefined) throw errors.prefixOverlap(prefix, 'an existing', old)
    const other = prefixes.slice(i + 1).find((one) => overlap(one, prefix))
    if (other !== undefined) throw errors.prefixOverlap(prefix, 'another provided', other)
  })
}
