/** Every CONFIG parameter of Redis 7.0.15 and how to find one by name. */
import { toLower } from '../../bytes/bytestrings.ts'
import type { Parameter, ValuesOf } from './declaration.ts'
import { access } from './parameters/access.ts'
import { cluster } from './parameters/cluster.ts'
import { memory } from './parameters/memory.ts'
import { network } from './parameters/network.ts'
import { observation } from './parameters/observation.ts'
import { persistence } from './parameters/persistence.ts'
import { process } from './parameters/process.ts'
import { replication } from './parameters/replication.ts'
import { structures } from './parameters/structures.ts'
import { tls } from './parameters/tls.ts'

const all = [
  ...network,
  ...process,
  ...access,
  ...memory,
  ...structures,
  ...observation,
  ...persistence,
  ...replication,
  ...cluster,
  ...tls,
] as const

/** The values of a server's parameters: `values.hashMaxListpackEntries`, `values.appendfsync`… */
export type ConfigValues = ValuesOf<typeof all>
export type ParameterName = (typeof all)[number]['name']

export const parameters: readonly Parameter[] = all

/** A name under which a parameter is known: its own or its older one. CONFIG SET takes them for two. */
export interface Entry {
  readonly name: string
  readonly parameter: Parameter
  readonly alias: boolean
}

/** Own name, then the older one, parameter by parameter. */
export const entries: readonly Entry[] = parameters.flatMap((parameter) => {
  const own: Entry = { name: parameter.name, parameter, alias: false }
  return parameter.alias ? [own, { name: parameter.alias, parameter, alias: true }] : [own]
})

const byName = new Map(entries.map((entry) => [entry.name, entry]))

/** Finds a parameter by any of its names, in any case. */
export const findEntry = (name: string): Entry | undefined => byName.get(toLower(name))
