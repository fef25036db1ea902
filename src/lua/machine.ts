/**
 * A Lua run state: coroutines with explicit frames, globals, and how calls, results, errors and metamethods
 * move between them. Everything in it is plain data, so a world copied in the middle of a script goes on
 * alike. `execute.ts` holds the loop over instructions.
 */
import { execute } from './execute.ts'
import { metamethod, typeName } from './meta.ts'
import { shownSource } from './lexer.ts'
import { Op } from './opcodes.ts'
import { concatenate } from './operators.ts'
import { LuaTable } from './table.ts'
import { Builtin, CALLED, Coroutine, Deliver, Frame, LuaError, LuaFunction, NOTHING } from './value.ts'
import type { Answer, LuaValue, Machine, Task } from './value.ts'

/** Calls at once (LUAI_MAXCALLS), and those that pass through the host (LUAI_MAXCCALLS). */
const MAX_CALLS = 20_000
const MAX_HOST_CALLS = 199

/** Where an uncaught error was raised. */
export interface ErrorPlace {
  readonly source: string
  readonly line: number
}

export class LuaState implements Machine {
  globals: LuaTable
  stringMeta: LuaTable | undefined
  readonly main: Coroutine
  current: Coroutine
  host: object | undefined
  random: [number, number] = [0, 0x330e]
  nextIdentity = 0
  /** Instructions charged by builtins, taken off the budget. */
  charged = 0
  /** Instructions run since the state was made. */
  executed = 0
  /** What the main program returned, or the value of the error that ended it. */
  results: LuaValue[] = NOTHING
  errorPlace: ErrorPlace | undefined
  /** An error that no pcall catches (the script was killed). */
  fatal: LuaError | undefined

  constructor() {
    this.main = new Coroutine(this.identity())
    this.current = this.main
    this.globals = this.tableOf()
  }

  identity(): number {
    return ++this.nextIdentity
  }

  tableOf(arraySize = 0, hashSize = 0): LuaTable {
    return new LuaTable(this.identity(), arraySize, hashSize)
  }

  charge(instructions: number): void {
    this.charged += instructions
  }

  // ---- running ----------------------------------------------------------------------------------

  /** Gets ready to call a function as the main program; whatever ran before is forgotten. */
  begin(fn: LuaValue, args: LuaValue[]): void {
    const { main } = this
    main.stack = []
    main.top = 0
    main.frames = []
    main.hostCalls = 0
    main.status = 'running'
    this.current = main
    this.results = NOTHING
    this.errorPlace = undefined
    this.fatal = undefined
    args.forEach((a, i) => (main.stack[i] = a))
    this.guard(() => this.invoke(fn, 0, args.length, Deliver.registers, 0, -1, false))
  }

  /**
   * Runs at most about `budget` instructions. 'done': `results` holds what was returned; 'error': `results[0]`
   * holds the error's value and `errorPlace` where it was raised; 'more': call it again.
   */
  run(budget: number): 'done' | 'more' | 'error' {
    let left = budget
    const count = <T>(outcome: T): T => {
      this.executed += budget - left
      return outcome
    }
    for (;;) {
      if (this.main.frames.length === 0) return count(this.errorPlace === undefined ? 'done' : 'error')
      if (this.fatal !== undefined) {
        this.endWith(this.fatal)
        return count('error')
      }
      left = this.guard(() => execute(this, left)) ?? left
      if (left <= 0 && this.main.frames.length > 0) return count('more')
    }
  }

  enter(fn: LuaValue, args: LuaValue[]): void {
    const co = this.current
    args.forEach((a, i) => (co.stack[i] = a))
    if (fn instanceof LuaFunction) {
      this.invoke(fn, 0, args.length, Deliver.registers, 0, -1, false)
      return
    }
    const answer = (fn as Builtin).run(this, args, fn as Builtin)
    co.status = 'dead'
    this.backTo(co, Array.isArray(answer) ? answer : [answer])
  }

  /** Runs something that may raise a Lua error; what is raised goes to whoever catches it. */
  private guard(what: () => number | void): number | undefined {
    try {
      return what() ?? undefined
    } catch (error) {
      if (error instanceof LuaError) this.raise(error)
      else if (error instanceof RangeError) this.raise(new LuaError('not enough memory'))
      else throw error
      return undefined
    }
  }

  /** Ends everything with an error nobody may catch. */
  private endWith(error: LuaError): void {
    this.errorPlace = this.place()
    this.results = [error.value]
    this.main.frames = []
    this.current = this.main
  }

  // ---- errors -----------------------------------------------------------------------------------

  /** Source and line the innermost Lua function is at. */
  place(): ErrorPlace {
    for (let co: Coroutine | undefined = this.current; co !== undefined; co = co.resumer) {
      const frame = co.frames.findLast((f) => f.fn instanceof LuaFunction)
      if (frame !== undefined) {
        return { source: (frame.fn as LuaFunction).proto.source, line: lineOf(frame) }
      }
    }
    return { source: '=[C]', line: -1 }
  }

  /** `chunk:line: ` of a level of the stack, 1 being the function that called the builtin (luaL_where). */
  where(level: number): string {
    const { frames } = this.current
    let left = level - 1
    const top = frames.length - 1
    for (let i = frames[top] !== undefined && frames[top] === this.resumed ? top - 1 : top; i >= 0; i--) {
      const frame = frames[i]!
      if (left === 0) return frame.fn instanceof LuaFunction ? position(frame) : ''
      left--
      left -= frame.tailCalls
      if (left < 0) return ''
    }
    return ''
  }

  error(message: string): LuaError {
    return new LuaError(this.where(1) + message)
  }

  argError(index: number, message: string): LuaError {
    let name = this.calledName(true) ?? '?'
    let at = index
    if (name.startsWith('method ')) {
      at--
      name = name.slice(8, -1)
      if (at === 0) return this.error(`calling '${name}' on bad self (${message})`)
    } else if (name !== '?') name = name.slice(name.indexOf("'") + 1, -1)
    return this.error(`bad argument #${at} to '${name}' (${message})`)
  }

  /** What the Lua function on top calls the function it is just calling: "global 'f'". */
  private calledName(iterators = false): string | undefined {
    const frame = this.current.frames.at(-1)
    if (frame === undefined || !(frame.fn instanceof LuaFunction)) return undefined
    const { code, names } = frame.fn.proto
    const at = frame.pc - 4
    const op = code[at]
    if (op !== Op.call && op !== Op.tailCall && op !== Op.iterate) return undefined
    return op === Op.iterate && !iterators ? undefined : names.get(at + 1)
  }

  /** An error of the running instruction, with the name of the operand at `place` of the code. */
  typeError(action: string, value: LuaValue, place: number): LuaError {
    const frame = this.current.frames.at(-1)!
    const { names } = (frame.fn as LuaFunction).proto
    const name = names.get(place)
    const type = typeName(value)
    const what = name === undefined ? `a ${type} value` : `${name} (a ${type} value)`
    return this.error(`attempt to ${action} ${what}`)
  }

  /** Unwinds to the innermost pcall, through coroutines; without one the main program ends. */
  private raise(thrown: LuaError): void {
    this.resumed = undefined
    let place = this.place()
    let error = thrown
    for (;;) {
      const { frames } = this.current
      const catcher = frames.findLastIndex((f) => f.task !== undefined && 'catch' in f.task.data)
      if (catcher !== -1) {
        const frame = frames[catcher]!
        for (let i = frames.length - 1; i > catcher; i--) if (frames[i]!.viaHost) this.current.hostCalls--
        frames.length = catcher + 1
        const value = error.value
        this.guard(() => this.settle(frame, value))
        return
      }
      const { resumer } = this.current
      this.current.status = 'dead'
      this.current.frames = []
      if (resumer === undefined) {
        this.errorPlace = place
        this.results = [error.value]
        return
      }
      this.current = resumer
      resumer.status = 'running'
      const frame = resumer.frames.at(-1)!
      // The frame of coroutine.resume turns the error into a result; that of wrap passes it on.
      if (frame.task!.data['wrap'] !== true) {
        this.finish(frame, [false, error.value])
        return
      }
      this.drop(frame)
      // It is raised anew where the wrapped function was called.
      place = this.place()
      if (typeof error.value === 'string') error = new LuaError(this.where(1) + error.value)
    }
  }

  /** A catcher's frame goes on: xpcall calls its handler first. */
  private settle(frame: Frame, value: LuaValue): void {
    const { resume, data } = frame.task!
    if (!('handler' in data)) {
      this.finish(frame, [false, value])
      return
    }
    frame.task = { resume, data: { failed: true } }
    const answer = this.callAgain(data['handler'] as LuaValue, [value])
    if (answer !== CALLED) this.finish(frame, answer)
  }

  private drop(frame: Frame): void {
    this.current.frames.pop()
    if (frame.viaHost) this.current.hostCalls--
  }

  /** A waiting builtin is done: its frame goes, its answer travels down. */
  finish(frame: Frame, answer: Answer): void {
    this.drop(frame)
    this.hand(frame, Array.isArray(answer) ? answer : [answer])
  }

  // ---- calls ------------------------------------------------------------------------------------

  /** First stack index nothing of the frame on top uses. */
  freeBase(): number {
    const frame = this.current.frames.at(-1)
    if (frame === undefined) return 0
    return frame.fn instanceof LuaFunction ? frame.base + frame.fn.proto.registers : frame.base
  }

  /**
   * Calls a value with the `count` arguments that stand in the stack from `base` on. A Lua function's frame is
   * pushed; a builtin runs at once and its results are delivered.
   */
  invoke(
    fn: LuaValue,
    base: number,
    count: number,
    deliver: number,
    to: number,
    wanted: number,
    viaHost: boolean,
  ): void {
    if (fn instanceof LuaFunction) {
      const frame = new Frame(fn, this.arrange(fn, base, count), deliver, to, wanted, viaHost)
      if (fn.proto.isVararg) frame.varargs = this.extra(fn, base, count, frame.base)
      this.push(frame)
    } else if (fn instanceof Builtin) {
      this.runBuiltin(fn, this.current.stack.slice(base, base + count), deliver, to, wanted, viaHost)
    } else this.invokeOther(fn, base, count, deliver, to, wanted, viaHost)
  }

  /** Gives the frame's registers their places; a vararg function's begin after its arguments. */
  private arrange({ proto }: LuaFunction, base: number, count: number): number {
    const { stack } = this.current
    const need = base + proto.registers
    while (stack.length < need) stack.push(undefined)
    for (let i = count; i < proto.parameters; i++) stack[base + i] = undefined
    return base
  }

  private extra({ proto }: LuaFunction, base: number, count: number, first: number): LuaValue[] {
    const { stack } = this.current
    const extra = count > proto.parameters ? stack.slice(base + proto.parameters, base + count) : []
    if (proto.registers > proto.parameters) stack[first + proto.parameters] = undefined
    if (proto.hasArg) {
      const arg = this.tableOf(extra.length, 1)
      extra.forEach((v, i) => arg.set(i + 1, v))
      arg.set('n', extra.length)
      stack[first + proto.parameters] = arg
    }
    return extra
  }

  private push(frame: Frame): void {
    const co = this.current
    if (co.frames.length >= MAX_CALLS) throw this.error('stack overflow')
    if (frame.viaHost && ++co.hostCalls >= MAX_HOST_CALLS) {
      co.hostCalls--
      throw this.error('C stack overflow')
    }
    co.frames.push(frame)
  }

  /** Runs a builtin; its answer is delivered unless it waits. */
  private runBuiltin(
    fn: Builtin,
    args: LuaValue[],
    deliver: number,
    to: number,
    wanted: number,
    viaHost: boolean,
  ): void {
    const { pending } = this
    this.pending = { fn, deliver, to, wanted, viaHost }
    const co = this.current
    try {
      const answer = fn.run(this, args, fn)
      if (answer !== CALLED) this.deliver(co, deliver, to, wanted, Array.isArray(answer) ? answer : [answer])
    } finally {
      this.pending = pending
    }
  }

  /** The builtin that is running: a frame is made of it when it has to wait. */
  private pending: { fn: Builtin; deliver: number; to: number; wanted: number; viaHost: boolean } | undefined

  /** Makes a waiting frame of the running builtin, which then answers CALLED. */
  wait(task: Task): Frame {
    const { fn, deliver, to, wanted, viaHost } = this.pending!
    const frame = new Frame(fn, this.freeBase(), deliver, to, wanted, viaHost)
    frame.task = task
    this.push(frame)
    return frame
  }

  callThen(task: Task, fn: LuaValue, args: LuaValue[]): Answer {
    const frame = this.wait(task)
    const answer = this.callAgain(fn, args)
    if (answer !== CALLED) this.finish(frame, answer)
    return CALLED
  }

  /** The waiting frame that is running right now: it is the running function, not its caller. */
  private resumed: Frame | undefined

  private resumeTask(frame: Frame, results: LuaValue[]): Answer {
    this.resumed = frame
    const answer = frame.task!.resume(this, frame, results)
    this.resumed = undefined
    return answer
  }

  /** The frame on top waits: calls a function for it. */
  callAgain(fn: LuaValue, args: LuaValue[]): Answer {
    const frame = this.current.frames.at(-1)!
    let callee = fn
    let given = args
    while (!(callee instanceof LuaFunction || callee instanceof Builtin)) {
      const handler = metamethod(this, callee, '__call')
      if (handler === undefined) throw this.error(`attempt to call a ${typeName(callee)} value`)
      given = [callee, ...given]
      callee = handler
    }
    const { stack } = this.current
    while (stack.length < frame.base) stack.push(undefined)
    given.forEach((a, i) => (stack[frame.base + i] = a))
    if (callee instanceof LuaFunction) {
      this.invoke(callee, frame.base, given.length, Deliver.registers, 0, -1, true)
      return CALLED
    }
    const { pending } = this
    this.pending = { fn: callee, deliver: Deliver.registers, to: 0, wanted: -1, viaHost: false }
    this.resumed = undefined
    const answer = callee.run(this, given, callee)
    this.pending = pending
    if (answer === CALLED) return CALLED
    return this.resumeTask(frame, Array.isArray(answer) ? answer : [answer])
  }

  private invokeOther(
    fn: LuaValue,
    base: number,
    count: number,
    deliver: number,
    to: number,
    wanted: number,
    viaHost: boolean,
  ): void {
    const handler = metamethod(this, fn, '__call')
    if (handler === undefined) {
      const name = deliver === Deliver.registers && !viaHost ? this.calledName() : undefined
      const type = typeName(fn)
      throw this.error(
        `attempt to call ${name === undefined ? `a ${type} value` : `${name} (a ${type} value)`}`,
      )
    }
    const { stack } = this.current
    const args = [fn, ...stack.slice(base, base + count)]
    args.forEach((a, i) => (stack[base + i] = a))
    this.invoke(handler, base, count + 1, deliver, to, wanted, viaHost)
  }

  /** Calls a metamethod of the running instruction. */
  callMeta(handler: LuaValue, args: readonly LuaValue[], deliver: number, to: number): void {
    const base = this.freeBase()
    const { stack } = this.current
    while (stack.length < base) stack.push(undefined)
    args.forEach((a, i) => (stack[base + i] = a))
    this.invoke(handler, base, args.length, deliver, to, 1, true)
  }

  // ---- results ----------------------------------------------------------------------------------

  /** Results of a frame that is gone already: to the frame below, or to whoever waits for the coroutine. */
  hand(gone: Frame, results: LuaValue[]): void {
    const co = this.current
    const under = co.frames.at(-1)
    if (under === undefined) {
      if (co === this.main) this.results = results
      else this.endCoroutine(co, results)
      return
    }
    if (under.task === undefined) {
      this.deliver(co, gone.deliver, gone.to, gone.wanted, results)
      return
    }
    const answer = this.resumeTask(under, results)
    if (answer !== CALLED) this.finish(under, answer)
  }

  private endCoroutine(co: Coroutine, results: LuaValue[]): void {
    co.status = 'dead'
    this.backTo(co, results)
  }

  /** Control goes back to who resumed the coroutine, with these values. */
  backTo(co: Coroutine, results: LuaValue[]): void {
    const resumer = co.resumer!
    co.resumer = undefined
    this.current = resumer
    resumer.status = 'running'
    const frame = resumer.frames.at(-1)!
    this.finish(frame, frame.task!.data['wrap'] === true ? results : [true, ...results])
  }

  /** Puts results where the calling Lua function wants them. */
  deliver(co: Coroutine, deliver: number, to: number, wanted: number, results: LuaValue[]): void {
    const { stack } = co
    switch (deliver) {
      case Deliver.registers:
        if (co.frames.length === 0) {
          if (co === this.main) this.results = results
          return
        }
        if (wanted === -1) {
          while (stack.length < to) stack.push(undefined)
          for (let i = 0; i < results.length; i++) stack[to + i] = results[i]
          co.top = to + results.length
        } else for (let i = 0; i < wanted; i++) stack[to + i] = results[i]
        return
      case Deliver.one:
      case Deliver.concat:
        stack[to] = results[0]
        if (deliver === Deliver.concat) this.resumeConcat(co, to)
        return
      case Deliver.test:
      case Deliver.negatedTest: {
        const truth = results[0] !== undefined && results[0] !== false
        const frame = co.frames.at(-1)!
        if ((truth !== (deliver === Deliver.negatedTest)) !== (to === 1)) frame.pc += 4
      }
    }
  }

  private resumeConcat(co: Coroutine, at: number): void {
    const frame = co.frames.at(-1)!
    const { code } = (frame.fn as LuaFunction).proto
    const here = frame.pc - 4
    concatenate(this, frame, code[here + 2]!, at - frame.base, code[here + 1]!)
  }
}

/** Line of the instruction a frame is at. */
const lineOf = (frame: Frame): number =>
  (frame.fn as LuaFunction).proto.lines[Math.max(0, frame.pc - 4) >> 2]!

const position = (frame: Frame): string =>
  `${shownSource((frame.fn as LuaFunction).proto.source)}:${lineOf(frame)}: `
