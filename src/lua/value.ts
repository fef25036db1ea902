/**
 * The values of our Lua 5.1 and the plain data a running script consists of. nil is `undefined`, booleans
 * and numbers are JavaScript's, strings are byte strings. Everything a world's copy must share (compiled
 * functions, builtins) is frozen; everything else is data.
 */
import type { LuaTable } from './table.ts'

export type LuaValue =
  undefined | boolean | number | string | LuaTable | LuaFunction | Builtin | Coroutine | UserData

/** A variable that a closure has captured: it outlives its frame and is shared by the closures. */
export interface Cell {
  v: LuaValue
}

/** Where a new closure finds a captured variable: a register of its maker, or one of its maker's own captures. */
export interface Capture {
  readonly fromParent: boolean
  readonly index: number
  readonly name: string
}

/** A compiled function (immutable). Four integers an instruction: operation, A, B, C. */
export interface Proto {
  readonly code: Int32Array
  readonly constants: readonly LuaValue[]
  readonly protos: readonly Proto[]
  readonly captures: readonly Capture[]
  /** Source line of each instruction. */
  readonly lines: Int32Array
  /** What an operand is called in error messages ("global 'x'"), by index into `code`. */
  readonly names: ReadonlyMap<number, string>
  readonly parameters: number
  readonly isVararg: boolean
  /** It has the table `arg` of Lua 5.0: it is vararg but never says `...`. */
  readonly hasArg: boolean
  /** Registers it uses. */
  readonly registers: number
  /** As given to the compiler: `@name`, `=name` or the source itself. */
  readonly source: string
  readonly lineDefined: number
  readonly lastLine: number
}

let serial = 0

/** A number for objects that belong to no run state. */
export const sharedIdentity = (): number => ++serial

export class LuaFunction {
  readonly proto: Proto
  readonly cells: Cell[]
  env: LuaTable
  readonly identity: number

  constructor(proto: Proto, cells: Cell[], env: LuaTable, identity: number) {
    this.proto = proto
    this.cells = cells
    this.env = env
    this.identity = identity
  }
}

/** What a function written in TypeScript answers: one value, several, or that frames were pushed (`CALLED`). */
export type Answer = LuaValue | LuaValue[]

/** A function written in TypeScript: frozen, holds no state but the `data` of the one it was made with. */
export class Builtin {
  readonly name: string
  readonly run: (vm: Machine, args: LuaValue[], self: Builtin) => Answer
  readonly identity: number
  /** For functions made at run time (coroutine.wrap, gmatch): what they carry. */
  readonly data: LuaValue[] | undefined

  constructor(name: string, run: Builtin['run'], identity = sharedIdentity(), data?: LuaValue[]) {
    this.name = name
    this.run = run
    this.identity = identity
    this.data = data
    if (data === undefined) Object.freeze(this)
  }
}

/** An opaque value of the host; cjson.null is one. */
export class UserData {
  readonly name: string
  readonly identity: number
  constructor(name: string, identity = sharedIdentity()) {
    this.name = name
    this.identity = identity
  }
}

/** How a frame's results reach the one below. */
export const Deliver = {
  /** Into registers from `to` on, `wanted` of them (-1: all, and the top is set). */
  registers: 0,
  /** The first one into register `to`. */
  one: 1,
  none: 2,
  /** A comparison: the caller's next instruction is skipped unless the truth of it equals `to`. */
  test: 3,
  /** The same for `a <= b` asked as not `b < a`. */
  negatedTest: 4,
  /** Into register `to`, and the concatenation goes on. */
  concat: 5,
} as const

/** A call in progress. `task` is set for functions written in TypeScript that wait for a Lua function. */
export class Frame {
  readonly fn: LuaFunction | Builtin
  pc = 0
  /** Index of its first register in the stack. */
  readonly base: number
  varargs: LuaValue[] | undefined
  deliver: number
  to: number
  wanted: number
  task: Task | undefined
  /** It was entered by a function written in TypeScript or by a metamethod (what C calls count). */
  readonly viaHost: boolean
  /** How many calls it replaced (tail calls). */
  tailCalls = 0

  constructor(
    fn: LuaFunction | Builtin,
    base: number,
    deliver: number,
    to: number,
    wanted: number,
    viaHost: boolean,
  ) {
    this.fn = fn
    this.base = base
    this.deliver = deliver
    this.to = to
    this.wanted = wanted
    this.viaHost = viaHost
  }
}

/** What a waiting builtin keeps: plain data and the name of the step that goes on with it. */
export interface Task {
  readonly resume: TaskStep
  readonly data: Record<string, unknown>
}

/** Goes on with the results of the call the task waited for. Module-level functions only. */
export type TaskStep = (vm: Machine, frame: Frame, results: LuaValue[]) => Answer

/** A coroutine; the main program is one too. */
export class Coroutine {
  stack: LuaValue[] = []
  top = 0
  frames: Frame[] = []
  status: 'suspended' | 'running' | 'normal' | 'dead' = 'suspended'
  /** Who resumed it. */
  resumer: Coroutine | undefined
  /** Its function until it is first resumed. */
  start: LuaFunction | Builtin | undefined
  /** Calls in progress through the host (nCcalls). */
  hostCalls = 0
  readonly identity: number

  constructor(identity: number) {
    this.identity = identity
  }
}

/** A Lua error on its way to the pcall that catches it: carries the value, is no fault of the program. */
export class LuaError {
  readonly value: LuaValue
  constructor(value: LuaValue) {
    this.value = value
  }
}

/** The builtin pushed frames: its results come later. */
export const CALLED: LuaValue[] = Object.freeze(['called']) as LuaValue[]
/** No result at all (nil is one result). */
export const NOTHING: LuaValue[] = Object.freeze([]) as unknown as LuaValue[]

/** What builtins are given of the machine that runs them (machine.ts). */
export interface Machine {
  globals: LuaTable
  /** The metatable of all strings. */
  stringMeta: LuaTable | undefined
  current: Coroutine
  main: Coroutine
  /** What the owner of the machine hands to its own builtins; plain data. */
  host: object | undefined
  /** Words of the random number generator (48 bits). */
  random: [number, number]
  identity(): number
  /** An error with the position of the calling Lua function before the text. */
  error(message: string): LuaError
  /** luaL_argerror. */
  argError(index: number, message: string): LuaError
  /** Calls `fn` once the builtin has returned `CALLED`; `task.resume` gets its results. */
  callThen(task: Task, fn: LuaValue, args: LuaValue[]): Answer
  /** Makes a waiting frame of the running builtin, which then answers CALLED. */
  wait(task: Task): Frame
  /** A waiting frame is done: these are its results. */
  finish(frame: Frame, answer: Answer): void
  /** Control goes back to who resumed the coroutine, with these values. */
  backTo(co: Coroutine, results: LuaValue[]): void
  /** Starts a function in the current, empty coroutine. */
  enter(fn: LuaValue, args: LuaValue[]): void
  /** Position of a level of the stack (luaL_where). */
  where(level: number): string
  /** Like callThen, for a task that waits already. */
  callAgain(fn: LuaValue, args: LuaValue[]): Answer
  /** Charges instructions beyond one for work in proportion to a size. */
  charge(instructions: number): void
  tableOf(arraySize?: number, hashSize?: number): LuaTable
}
