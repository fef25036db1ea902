/** Ready-made worlds: which hosts, which processes, which terminals, from which instant on. */
import type { Input } from '../world/inputs.ts'
import type { Registry, World } from '../world/world.ts'

export interface Text {
  readonly en: string
  readonly ko: string
}

/** A page's terminals are numbered; each is a line of its own into the world. */
export interface TerminalSetup {
  readonly id: string
  readonly host: string
  readonly program: string
  readonly argv: readonly string[]
}

/** Something that happens at the press of a button: more users come, a file is damaged. */
export interface Act {
  readonly label: Text
  /** A mark of the sprite. */
  readonly mark: string
  readonly inputs: readonly Input[]
}

export interface Scenario {
  readonly id: string
  /** Virtual µs since 1970 at which it begins. */
  readonly epoch: number
  readonly programs: Registry
  /** Terminals that are open at the start, in order. */
  readonly terminals: readonly TerminalSetup[]
  /** Processes that take faults (kill, power) and whose facts the page shows; the first is the main one. */
  readonly servers: readonly { readonly name: string; readonly host: string; readonly port: number }[]
  /** Lines already typed into the first terminal when the page opens, half a virtual second apart. */
  readonly opening?: readonly string[]
  /** What a button of the bench does in this world, by the name a lesson's frontmatter gives. */
  readonly acts?: Readonly<Record<string, Act>>
  /** Puts hosts, files and processes into an empty world. */
  readonly build: (world: World) => void
}

/** 20 November 2026, 09:00:00 UTC, in virtual µs: when lessons begin. */
export const LESSON_EPOCH = 1_795_165_200_000_000
