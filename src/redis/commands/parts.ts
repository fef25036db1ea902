/**
 * Which commands the page's worker loads only when a world needs them. What the first lessons and most worlds use
 * stays out of this list. The build reads it (`site/build/command-parts.ts`); in Node everything is there at once.
 */
import type { Command, CommandGroup } from '../command/declaration.ts'

interface Selection {
  readonly groups?: readonly CommandGroup[]
  /** Commands of other groups, containers included. */
  readonly names?: readonly string[]
}

const selections: Readonly<Record<string, Selection>> = {
  stream: { groups: ['stream'] },
  probabilistic: { groups: ['hyperloglog', 'bitmap'] },
  geo: { groups: ['geo'] },
  pubsub: { groups: ['pubsub'] },
  administration: {
    groups: ['cluster', 'sentinel'],
    names: [
      'acl',
      'client',
      'config',
      'debug',
      'failover',
      'info',
      'latency',
      'lolwut',
      'memory',
      'module',
    ].concat(['monitor', 'role', 'shutdown', 'slowlog', 'sort', 'sort_ro', 'swapdb']),
  },
  scripting: { groups: ['scripting'] },
}

export const partNames: readonly string[] = Object.keys(selections)

/** Parts whose commands call others by names of their own making. */
export const omnivorousParts: readonly string[] = ['scripting']

/** The part a command belongs to; undefined: it is there from the start. */
export const partNameOf = ({ group, name }: Command): string | undefined =>
  partNames.find((part) => {
    const { groups = [], names = [] } = selections[part]!
    return groups.includes(group) || names.includes(name)
  })
