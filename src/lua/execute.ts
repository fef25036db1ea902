/** The loop over instructions. The quick cases are here, everything else is in operators.ts and machine.ts. */
import type { LuaState } from './machine.ts'
import {
  arithmetic,
  compareByMeta,
  concatenate,
  equalByMeta,
  index,
  lengthOf,
  minus,
  modulo,
  power,
  setIndex,
  toNumber,
} from './operators.ts'
import { LuaTable } from './table.ts'
import { Deliver, LuaFunction } from './value.ts'
import type { Cell, Frame, LuaValue, Proto } from './value.ts'

/**
 * Runs the frame on top and those it calls until the main program ends or `budget` instructions ran; answers
 * what is left of the budget. Lua errors are thrown. Between two instructions everything is in the state.
 * The cases are plain numbers (those of opcodes.ts) because engines make a jump table of nothing else.
 */
export const execute = (vm: LuaState, budget: number): number => {
  let left = budget
  for (;;) {
    left -= vm.charged
    vm.charged = 0
    const co = vm.current
    const { frames, stack } = co
    if (frames.length === 0) return left
    const frame = frames[frames.length - 1]!
    const fn = frame.fn as LuaFunction
    const { code, constants } = fn.proto
    const { base } = frame
    let pc = frame.pc
    // Leaves this loop whenever the frame on top may be another one.
    for (;;) {
      if (left-- <= 0) {
        frame.pc = pc
        return 0
      }
      const at = pc
      const op = code[at]!
      const a = code[at + 1]!
      const b = code[at + 2]!
      const c = code[at + 3]!
      pc += 4
      switch (op) {
        case 0: // move
          stack[base + a] = stack[base + b]
          continue
        case 1: // constant
          stack[base + a] = constants[b]
          continue
        case 2: // nil
          for (let i = a; i <= b; i++) stack[base + i] = undefined
          continue
        case 3: // boolean
          stack[base + a] = b === 1
          continue
        case 4: // getUpvalue
          stack[base + a] = fn.cells[b]!.v
          continue
        case 5: // setUpvalue
          fn.cells[b]!.v = a >= 0 ? stack[base + a] : constants[~a]
          continue
        case 6: {
          // getGlobal
          const value = fn.env.get(constants[b])
          if (value !== undefined || fn.env.metatable === undefined) {
            stack[base + a] = value
            continue
          }
          frame.pc = pc
          index(vm, fn.env, constants[b], base + a, at + 2)
          break
        }
        case 7: {
          // setGlobal
          frame.pc = pc
          setIndex(vm, fn.env, constants[b], a >= 0 ? stack[base + a] : constants[~a], at + 1)
          break
        }
        case 8: // getCell
          stack[base + a] = (stack[base + b] as unknown as Cell).v
          continue
        case 9: // setCell
          ;(stack[base + b] as unknown as Cell).v = a >= 0 ? stack[base + a] : constants[~a]
          continue
        case 10: // newCell
          stack[base + a] = { v: stack[base + a] } as unknown as LuaValue
          continue
        case 11: {
          // getTable
          const object = b >= 0 ? stack[base + b] : constants[~b]
          const key = c >= 0 ? stack[base + c] : constants[~c]
          if (object instanceof LuaTable) {
            const value = object.get(key)
            if (value !== undefined || object.metatable === undefined) {
              stack[base + a] = value
              continue
            }
          }
          frame.pc = pc
          index(vm, object, key, base + a, at + 2)
          break
        }
        case 12: {
          // setTable
          const object = stack[base + a]
          const key = b >= 0 ? stack[base + b] : constants[~b]
          const value = c >= 0 ? stack[base + c] : constants[~c]
          if (
            object instanceof LuaTable &&
            object.metatable === undefined &&
            !object.readonly &&
            key !== undefined &&
            key === key
          ) {
            object.set(key, value)
            continue
          }
          frame.pc = pc
          setIndex(vm, object, key, value, at + 1)
          break
        }
        case 13: // newTable
          stack[base + a] = vm.tableOf(b, c)
          continue
        case 14: {
          // self
          const object = stack[base + b]
          stack[base + a + 1] = object
          frame.pc = pc
          index(vm, object, c >= 0 ? stack[base + c] : constants[~c], base + a, at + 2)
          break
        }
        case 15: // add
        case 16: // subtract
        case 17: {
          // multiply
          const x = b >= 0 ? stack[base + b] : constants[~b]
          const y = c >= 0 ? stack[base + c] : constants[~c]
          if (typeof x === 'number' && typeof y === 'number') {
            stack[base + a] = op === 15 ? x + y : op === 16 ? x - y : x * y
            continue
          }
          frame.pc = pc
          arithmetic(vm, op - 15, x, y, base + a, at)
          break
        }
        case 18: // divide
        case 19: // modulo
        case 20: {
          // power
          const x = b >= 0 ? stack[base + b] : constants[~b]
          const y = c >= 0 ? stack[base + c] : constants[~c]
          if (typeof x === 'number' && typeof y === 'number') {
            stack[base + a] = op === 18 ? x / y : op === 19 ? modulo(x, y) : power(x, y)
            continue
          }
          frame.pc = pc
          arithmetic(vm, op - 15, x, y, base + a, at)
          break
        }
        case 21: {
          // minus
          frame.pc = pc
          minus(vm, b >= 0 ? stack[base + b] : constants[~b], base + a, at)
          break
        }
        case 22: {
          // not
          const x = b >= 0 ? stack[base + b] : constants[~b]
          stack[base + a] = x === undefined || x === false
          continue
        }
        case 23: {
          // length
          const x = b >= 0 ? stack[base + b] : constants[~b]
          if (x instanceof LuaTable || typeof x === 'string') {
            stack[base + a] = x.length
            continue
          }
          frame.pc = pc
          lengthOf(vm, x, base + a, at)
          break
        }
        case 24: // concat
          frame.pc = pc
          concatenate(vm, frame, b, c, a)
          break
        case 25: // jump
          pc = a
          continue
        case 26: {
          // equal
          const x = b >= 0 ? stack[base + b] : constants[~b]
          const y = c >= 0 ? stack[base + c] : constants[~c]
          if (x !== y && typeof x === 'object' && typeof y === 'object') {
            frame.pc = pc
            if (equalByMeta(vm, x, y, a)) break
          }
          if ((x === y) !== (a === 1)) pc += 4
          continue
        }
        case 27: // less
        case 28: {
          // lessEqual
          const x = b >= 0 ? stack[base + b] : constants[~b]
          const y = c >= 0 ? stack[base + c] : constants[~c]
          const orEqual = op === 28
          if (
            typeof x === 'number' ? typeof y === 'number' : typeof x === 'string' && typeof y === 'string'
          ) {
            const truth = orEqual ? x! <= y! : x! < y!
            if (truth !== (a === 1)) pc += 4
            continue
          }
          frame.pc = pc
          compareByMeta(vm, orEqual, x, y, a)
          break
        }
        case 29: {
          // test
          const x = stack[base + a]
          if ((x !== undefined && x !== false) !== (c === 1)) pc += 4
          continue
        }
        case 30: {
          // call
          frame.pc = pc
          const count = b === 0 ? co.top - (base + a + 1) : b - 1
          vm.invoke(stack[base + a], base + a + 1, count, Deliver.registers, base + a, c - 1, false)
          break
        }
        case 31: {
          // tailCall
          frame.pc = pc
          const count = b === 0 ? co.top - (base + a + 1) : b - 1
          tailCall(vm, frame, base + a, count)
          break
        }
        case 32: // return
          leave(vm, frame, base + a, b === 0 ? co.top - (base + a) : b - 1)
          break
        case 33: // forPrepare
          frame.pc = pc
          prepareLoop(vm, stack, base + a)
          pc = b
          continue
        case 34: {
          // forLoop
          const step = stack[base + a + 2] as number
          const next = (stack[base + a] as number) + step
          const limit = stack[base + a + 1] as number
          if (step > 0 ? next <= limit : limit <= next) {
            stack[base + a] = next
            stack[base + a + 3] = next
            pc = b
          }
          continue
        }
        case 35: {
          // iterate
          frame.pc = pc
          const first = base + a + 4
          stack[first] = stack[base + a + 1]
          stack[first + 1] = stack[base + a + 2]
          vm.invoke(stack[base + a], first, 2, Deliver.registers, base + a + 3, c, false)
          break
        }
        case 36: {
          // iterateTest
          const x = stack[base + a + 3]
          if (x === undefined) continue
          stack[base + a + 2] = x
          pc = b
          continue
        }
        case 37: {
          // setList
          const table = stack[base + a] as LuaTable
          const count = b === 0 ? co.top - (base + a + 1) : b
          table.reserve(c - 1 + count)
          for (let i = count; i >= 1; i--) table.set(c - 1 + i, stack[base + a + i])
          continue
        }
        case 38: // closure
          stack[base + a] = closure(vm, fn, fn.proto.protos[b]!, stack, base)
          continue
        case 39: {
          // vararg
          const varargs = frame.varargs!
          const count = b === 0 ? varargs.length : b - 1
          while (stack.length < base + a) stack.push(undefined)
          for (let i = 0; i < count; i++) stack[base + a + i] = varargs[i]
          if (b === 0) co.top = base + a + count
          continue
        }
      }
      break
    }
  }
}

/** The frame is done: its results go to the frame below. */
const leave = (vm: LuaState, frame: Frame, from: number, count: number): void => {
  const co = vm.current
  const { frames, stack } = co
  frames.pop()
  if (frame.viaHost) co.hostCalls--
  const under = frames.length === 0 ? undefined : frames[frames.length - 1]
  if (under?.task === undefined && under !== undefined && frame.deliver === Deliver.registers) {
    const { to, wanted } = frame
    if (wanted === -1) {
      for (let i = 0; i < count; i++) stack[to + i] = stack[from + i]
      co.top = to + count
    } else for (let i = 0; i < wanted; i++) stack[to + i] = i < count ? stack[from + i] : undefined
    return
  }
  vm.hand(frame, stack.slice(from, from + count))
}

/** A Lua function takes the place of the frame; anything else is called as usual, the return follows. */
const tailCall = (vm: LuaState, frame: Frame, at: number, count: number): void => {
  const co = vm.current
  const { stack, frames } = co
  const callee = stack[at]
  if (!(callee instanceof LuaFunction)) {
    vm.invoke(callee, at + 1, count, Deliver.registers, at, -1, false)
    return
  }
  for (let i = 0; i < count; i++) stack[frame.base + i] = stack[at + 1 + i]
  frames.pop()
  if (frame.viaHost) co.hostCalls--
  const { deliver, to, wanted, viaHost } = frame
  vm.invoke(callee, frame.base, count, deliver, to, wanted, viaHost)
  frames[frames.length - 1]!.tailCalls = frame.tailCalls + 1
}

const prepareLoop = (vm: LuaState, stack: LuaValue[], at: number): void => {
  const start = toNumber(stack[at])
  if (start === undefined) throw vm.error("'for' initial value must be a number")
  const limit = toNumber(stack[at + 1])
  if (limit === undefined) throw vm.error("'for' limit must be a number")
  const step = toNumber(stack[at + 2])
  if (step === undefined) throw vm.error("'for' step must be a number")
  stack[at] = start - step
  stack[at + 1] = limit
  stack[at + 2] = step
}

const closure = (
  vm: LuaState,
  maker: LuaFunction,
  proto: Proto,
  stack: LuaValue[],
  base: number,
): LuaFunction => {
  const cells = proto.captures.map(({ fromParent, index: from }) =>
    fromParent ? (stack[base + from] as unknown as Cell) : maker.cells[from]!,
  )
  return new LuaFunction(proto, cells, maker.env, vm.identity())
}
