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
  list: { groups: ['list'] },
  hash: { groups: ['hash'] },
  set: { groups: ['set'] },
  'sorted-set': { groups: ['sorted-set'] },
  stream: { groups: ['stream'] },
  probabilistic: { groups: ['hyperloglog', 'bitmap'] },
  geo: { groups: ['geo'] },
  pubsub: { groups: ['pubsub'] },
  /** What few do with keys and strings. */
  seldom: {
    groups: ['transactions'],
    names: ['auth', 'copy', 'expireat', 'expiretime', 'getdel', 'getex', 'getrange', 'getset', 'hello']
      .concat(['incrbyfloat', 'lcs', 'move', 'msetnx', 'object', 'pexpireat', 'pexpiretime', 'psetex'])
      .concat(['randomkey', 'renamenx', 'reset', 'setrange', 'sort', 'sort_ro', 'substr', 'swapdb'])
      .concat(['touch', 'wait']),
  },
  persistence: {
    names: [
      'bgrewriteaof',
      'bgsave',
      'dump',
      'failover',
      'lastsave',
      'migrate',
      'psync',
      'replconf',
      'replicaof',
    ].concat(['restore', 'restore-asking', 'role', 'save', 'shutdown', 'slaveof', 'sync']),
  },
  administration: {
    groups: ['cluster', 'sentinel'],
    names: [
      'acl',
      'client',
      'config',
      'debug',
      'info',
      'latency',
      'lolwut',
      'memory',
      'module',
      'monitor',
    ].concat(['slowlog']),
  },
  scripting: { groups: ['scripting'] },
}

export const partNames: readonly string[] = Object.keys(selections)

/**
 * What has to come with a part: a script puts the names of commands together, and CONFIG switches save points and
 * the append-only file on.
 */
export const partNeeds: Readonly<Record<string, readonly string[]>> = {
  administration: ['persistence'],
  scripting: partNames,
}

/** The part a command belongs to; undefined: it is there from the start. */
export const partNameOf = ({ group, name }: Command): string | undefined =>
  partNames.find((part) => {
    const { groups = [], names = [] } = selections[part]!
    return groups.includes(group) || names.includes(name)
  })
