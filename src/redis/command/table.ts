/**
 * The commands one server knows, by name (server.c: `server.commands`, lookupCommand and its kin).
 * A table never changes after it was built, so snapshots and forks of a world share it.
 */
import { toLower } from '../../bytes/bytestrings.ts'
import type { AclCategory, Command } from './declaration.ts'

/** Spellings remembered at most; a client could otherwise fill memory with `gEt`, `GeT` … */
const SPELLINGS = 1024

/** Names that stand for commands of another table. */
interface Renaming {
  readonly original: CommandTable
  readonly names: ReadonlyMap<string, Command>
}

export class CommandTable {
  /** The table before commands were renamed, by whose names access rules go (server.orig_commands). */
  readonly original: CommandTable
  /** Commands by name, containers included and subcommands not. */
  readonly commands: readonly Command[]
  /** Every command followed by its subcommands. */
  readonly all: readonly Command[]
  /** The commands and subcommands of each ACL category. */
  readonly byCategory: ReadonlyMap<AclCategory, readonly Command[]>
  private readonly byName: ReadonlyMap<string, Command>
  private readonly spellings: Map<string, Command>

  /** Redis prints its table in the order of a randomly seeded hash table; ours is alphabetical. */
  constructor(commands: readonly Command[], renaming?: Renaming) {
    this.original = renaming?.original ?? this
    this.commands = Object.freeze(
      commands.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    )
    this.all = Object.freeze(this.commands.flatMap((c) => [c, ...(c.subcommands ?? [])]))
    this.byCategory = renaming?.original.byCategory ?? groupByCategory(this.all)
    this.byName = renaming?.names ?? new Map(this.commands.map((c) => [c.name, c]))
    this.spellings = new Map()
    Object.freeze(this)
  }

  /**
   * A table in which the command `from` answers to `to` only, or, if that is empty, to nothing (rename-command);
   * else why not. The command goes on calling itself what it did.
   */
  rename(from: string, to: string): CommandTable | string {
    const command = this.byName.get(toLower(from))
    if (command === undefined) return 'No such command in rename-command'
    const names = new Map(this.byName)
    names.delete(toLower(from))
    if (names.has(toLower(to))) return 'Target command name already exists'
    if (to !== '') names.set(toLower(to), command)
    return new CommandTable([...names.values()], { original: this.original, names })
  }

  /** The command or container of that name, in any mixture of cases. */
  get(name: string): Command | undefined {
    const seen = this.spellings.get(name)
    if (seen !== undefined) return seen
    const found = this.byName.get(toLower(name))
    if (found !== undefined && this.spellings.size < SPELLINGS) this.spellings.set(name, found)
    return found
  }

  /**
   * What a call runs: the subcommand argv[1] of a container, else the command argv[0]. A container named
   * alone answers itself; undefined where command or subcommand is unknown (lookupCommand, server.c).
   */
  lookup(argv: readonly string[]): Command | undefined {
    const base = this.get(argv[0] ?? '')
    if (base?.subcommandByName === undefined || argv.length === 1) return base
    return findSubcommand(base, argv[1]!)
  }

  /** By full name, `get` or `config|get`, in any mixture of cases (lookupCommandBySds, server.c). */
  findFullName(fullName: string): Command | undefined {
    const bar = fullName.indexOf('|')
    if (bar === -1) return this.get(fullName)
    const base = this.get(fullName.slice(0, bar))
    return base && findSubcommand(base, fullName.slice(bar + 1))
  }
}

const groupByCategory = (all: readonly Command[]): ReadonlyMap<AclCategory, readonly Command[]> => {
  const groups = new Map<AclCategory, Command[]>()
  for (const command of all) {
    for (const category of command.acl) {
      const group = groups.get(category)
      if (group === undefined) groups.set(category, [command])
      else group.push(command)
    }
  }
  return groups
}

const findSubcommand = (container: Command, name: string): Command | undefined =>
  container.subcommandByName?.get(name) ?? container.subcommandByName?.get(toLower(name))

/** Whether a call of `argc` arguments, the name included, has the number the command wants. */
export const arityFits = (command: Command, argc: number): boolean =>
  command.arity >= 0 ? argc === command.arity : argc >= -command.arity
