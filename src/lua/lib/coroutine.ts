/** Coroutines (lbaselib.c): each has its own stack and frames; resuming changes which one runs. */
import { Builtin, CALLED, Coroutine, LuaError, LuaFunction } from '../value.ts'
import type { Answer, Frame, LuaValue, Machine } from '../value.ts'

const passOn = (_vm: Machine, _frame: Frame, results: LuaValue[]): Answer => results

const checkFunction = (vm: Machine, args: LuaValue[]): LuaFunction => {
  const [fn] = args
  if (!(fn instanceof LuaFunction)) throw vm.argError(1, 'Lua function expected')
  return fn
}

const make = (vm: Machine, fn: LuaFunction | Builtin): Coroutine => {
  const co = new Coroutine(vm.identity())
  co.start = fn
  return co
}

const checkCoroutine = (vm: Machine, args: LuaValue[]): Coroutine => {
  const [co] = args
  if (!(co instanceof Coroutine)) throw vm.argError(1, 'coroutine expected')
  return co
}

/** Lets a suspended coroutine run on; its results come to the frame that waits here. */
const goOn = (vm: Machine, co: Coroutine, args: LuaValue[], wrap: boolean): Answer => {
  vm.wait({ resume: passOn, data: { wrap } })
  const from = vm.current
  from.status = 'normal'
  co.resumer = from
  co.status = 'running'
  vm.current = co
  const { start } = co
  if (start !== undefined) {
    co.start = undefined
    vm.enter(start, args)
  } else vm.finish(co.frames.at(-1)!, args)
  return CALLED
}

const refusal = (co: Coroutine): string | undefined =>
  co.status === 'suspended'
    ? undefined
    : `cannot resume ${co.status === 'dead' ? 'dead' : 'non-suspended'} coroutine`

const resume = (vm: Machine, args: LuaValue[]): Answer => {
  const co = checkCoroutine(vm, args)
  const reason = refusal(co)
  return reason === undefined ? goOn(vm, co, args.slice(1), false) : [false, reason]
}

const runWrapped = (vm: Machine, args: LuaValue[], self: Builtin): Answer => {
  const co = self.data![0] as Coroutine
  const reason = refusal(co)
  if (reason !== undefined) throw vm.error(reason)
  return goOn(vm, co, args, true)
}

const yieldNow = (vm: Machine, args: LuaValue[]): Answer => {
  const co = vm.current
  if (co === vm.main || co.hostCalls > 0 || co.frames.at(-1)?.task !== undefined) {
    throw new LuaError('attempt to yield across metamethod/C-call boundary')
  }
  vm.wait({ resume: passOn, data: {} })
  co.status = 'suspended'
  vm.backTo(co, args)
  return CALLED
}

export const coroutineFunctions: readonly Builtin[] = Object.freeze([
  new Builtin('create', (vm, args) => make(vm, checkFunction(vm, args))),
  new Builtin('resume', resume),
  new Builtin('running', (vm) => (vm.current === vm.main ? undefined : vm.current)),
  new Builtin('status', (vm, args) => checkCoroutine(vm, args).status),
  new Builtin('wrap', (vm, args) => {
    const co = make(vm, checkFunction(vm, args))
    return new Builtin('wrap', runWrapped, vm.identity(), [co])
  }),
  new Builtin('yield', yieldNow),
])
