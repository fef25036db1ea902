/** What the trace says of a key or a call: small, plain, read without changing anything. */
import type { Command } from '../command/declaration.ts'
import { getKeysFromCommand } from '../command/keys.ts'
import type { Entry, Value } from '../keyspace/entry.ts'
import { Type, typeNames } from '../keyspace/entry.ts'
import type { ConfigValues } from '../config/parameters.ts'
import type { KeyState } from '../server/events.ts'
import type { StreamValue } from '../values/stream.ts'
import { describeStream } from './describe-stream.ts'
import { placesOf, structureOf } from './structure.ts'

const ELEMENTS = 12
const BYTES = 64

/** A key as it is; `values` are the parameters of its server. */
export const describe = (entry: Entry | undefined, values: ConfigValues): KeyState | null => {
  if (entry === undefined) return null
  const structure = structureOf(entry.value, values)
  const places = placesOf(entry.value)
  return {
    type: typeNames[entry.type],
    encoding: entry.encoding,
    expireAt: entry.expireAt,
    ...content(entry.value),
    ...(places === undefined ? {} : { places }),
    ...(structure === undefined ? {} : { structure }),
  }
}

const content = (value: Value): Pick<KeyState, 'size' | 'preview' | 'stream'> => {
  if (typeof value === 'string') return { size: value.length, preview: [value.slice(0, BYTES)] }
  if (typeof value !== 'object') return { size: String(value).length, preview: [String(value)] }
  if (value instanceof Uint8Array) {
    return { size: value.length, preview: [String.fromCharCode(...value.subarray(0, BYTES))] }
  }
  const shown = { size: value.size, preview: value.preview(ELEMENTS).map((e) => e.slice(0, BYTES)) }
  return value.type === Type.stream ? { ...shown, stream: describeStream(value as StreamValue) } : shown
}

const NAMED = 16

/** Keys of a call, the first 16. */
export const namedKeys = (command: Command, argv: readonly string[]): string[] =>
  getKeysFromCommand(command, argv)
    .slice(0, NAMED)
    .map(({ index }) => argv[index]!)
