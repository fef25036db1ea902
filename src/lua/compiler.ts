/** The tree of a Lua function to the machine's instructions. What it makes is frozen and shared. */
import type { Block, CallExpression, Expression, FunctionNode, Statement, Variable } from './ast.ts'
import { Emitter } from './emitter.ts'
import { compileTable } from './compile-table.ts'
import { Op } from './opcodes.ts'
import { parse } from './parser.ts'
import { LuaError } from './value.ts'
import type { Proto } from './value.ts'
import { shownSource } from './lexer.ts'

/** Most registers of a function (MAXSTACK). */
const MAX_REGISTERS = 250

const ARITHMETIC: Readonly<Record<string, number>> = {
  '+': Op.add,
  '-': Op.subtract,
  '*': Op.multiply,
  '/': Op.divide,
  '%': Op.modulo,
  '^': Op.power,
}

/** Comparisons: the instruction, whether operands change places, and the outcome that makes them true. */
const COMPARISON: Readonly<Record<string, readonly [op: number, swap: boolean, outcome: boolean]>> = {
  '==': [Op.equal, false, true],
  '~=': [Op.equal, false, false],
  '<': [Op.less, false, true],
  '<=': [Op.lessEqual, false, true],
  '>': [Op.less, true, true],
  '>=': [Op.lessEqual, true, true],
}

/** A number, or arithmetic on numbers that luac does beforehand (lcode.c: constfolding); not a division by zero. */
const isFolded = (e: Expression): boolean => {
  if (e.kind === 'paren') return isFolded(e.inner)
  if (e.kind === 'unary') return e.operator === '-' && isFolded(e.operand)
  if (e.kind !== 'binary') return e.kind === 'number'
  const { operator, left, right } = e
  if (!(operator in ARITHMETIC) || !isFolded(left) || !isFolded(right)) return false
  return (operator !== '/' && operator !== '%') || right.kind !== 'number' || right.value !== 0
}

/** A constant on the left that always leaves the right side as the value. */
const isSettled = (left: Expression, operator: 'and' | 'or'): boolean =>
  operator === 'and'
    ? isFolded(left) || left.kind === 'string' || left.kind === 'true'
    : left.kind === 'nil' || left.kind === 'false'

/** What error messages call the value of an expression (ldebug.c: getobjname). */
export const nameOf = (e: Expression): string | undefined => {
  switch (e.kind) {
    case 'local':
      return `local '${e.variable.name}'`
    case 'upvalue':
      return `upvalue '${e.name}'`
    case 'global':
      return `global '${e.name}'`
    case 'index':
      return `field '${e.key.kind === 'string' ? e.key.value : '?'}'`
    case 'paren':
      return nameOf(e.inner)
    case 'and':
    case 'or':
      return isSettled(e.left, e.kind) ? nameOf(e.right) : undefined
    default:
      return undefined
  }
}

const isMulti = (e: Expression | undefined): boolean => e?.kind === 'call' || e?.kind === 'vararg'

/** Whether computing it into a variable's own register cannot disturb its own operands. */
const isDirect = (e: Expression): boolean => {
  if (e.kind === 'binary') return e.operator in ARITHMETIC
  if (e.kind === 'paren') return isDirect(e.inner)
  return e.kind !== 'and' && e.kind !== 'or' && e.kind !== 'table' && e.kind !== 'call' && e.kind !== 'vararg'
}

export class FunctionCompiler extends Emitter {
  readonly source: string
  private breaks: number[][] = []

  constructor(source: string) {
    super()
    this.source = source
  }

  // ---- registers --------------------------------------------------------------------------------

  take(count = 1): number {
    const first = this.free
    this.free += count
    if (this.free > this.registers) this.registers = this.free
    if (this.free > MAX_REGISTERS) {
      throw new LuaError(`${shownSource(this.source)}:${this.line}: function or expression too complex`)
    }
    return first
  }

  private settleIn(v: Variable): void {
    v.register = this.take()
  }

  /** A captured variable's value moves into a cell. */
  private box(v: Variable): void {
    if (v.captured) this.emit(Op.newCell, v.register)
  }

  // ---- functions --------------------------------------------------------------------------------

  compile(node: FunctionNode): Proto {
    this.line = node.line
    for (const p of node.parameters) this.settleIn(p)
    if (node.arg !== undefined) this.settleIn(node.arg)
    for (const p of node.parameters) this.box(p)
    if (node.arg !== undefined) this.box(node.arg)
    this.block(node.body)
    this.line = node.lastLine
    this.emit(Op.return, 0, 1)
    return this.proto({
      parameters: node.parameters.length,
      isVararg: node.isVararg,
      hasArg: node.arg !== undefined && !node.usesVararg,
      source: this.source,
      lineDefined: node.line,
      lastLine: node.lastLine,
      captures: Object.freeze(
        node.captures.map(({ name, from }) =>
          typeof from === 'number'
            ? { fromParent: false, index: from, name }
            : { fromParent: true, index: from.register, name },
        ),
      ),
    })
  }

  private closure(node: FunctionNode, target: number): void {
    const compiler = new FunctionCompiler(this.source)
    this.protos.push(compiler.compile(node))
    this.emit(Op.closure, target, this.protos.length - 1)
  }

  // ---- statements -------------------------------------------------------------------------------

  private block(body: Block): void {
    const { free } = this
    for (const s of body) {
      const temporaries = this.free
      this.line = s.line
      this.statement(s)
      if (s.kind !== 'local' && s.kind !== 'localfunction') this.free = temporaries
    }
    this.free = free
  }

  private statement(s: Statement): void {
    switch (s.kind) {
      case 'local':
        return this.localStatement(s.variables, s.values)
      case 'localfunction':
        this.settleIn(s.variable)
        if (!s.variable.captured) return this.closure(s.body, s.variable.register)
        this.emit(Op.nil, s.variable.register, s.variable.register)
        return this.defineCaptured(s.variable, s.body)
      case 'assign':
        return this.assignment(s.targets, s.values)
      case 'call':
        this.call(s.call, this.free, 1)
        return
      case 'do':
        return this.block(s.body)
      case 'if':
        return this.ifStatement(s)
      case 'while':
        return this.whileStatement(s.condition, s.body)
      case 'repeat':
        return this.repeatStatement(s.body, s.condition)
      case 'for':
        return this.numericFor(s.variable, s.range, s.body, s.line)
      case 'forin':
        return this.genericFor(s.variables, s.values, s.body, s.line)
      case 'return':
        return this.returnStatement(s.values)
      case 'break':
        this.breaks.at(-1)!.push(this.emit(Op.jump))
    }
  }

  private defineCaptured(v: Variable, body: FunctionNode): void {
    this.box(v)
    const at = this.take()
    this.closure(body, at)
    this.emit(Op.setCell, at, v.register)
    this.free--
  }

  private localStatement(variables: readonly Variable[], values: readonly Expression[]): void {
    const first = this.free
    this.values(values, variables.length)
    variables.forEach((v, i) => (v.register = first + i))
    for (const v of variables) this.box(v)
  }

  /** Evaluates a list of expressions into the next registers: exactly `wanted` of them stay taken. */
  private values(list: readonly Expression[], wanted: number): void {
    const first = this.free
    list.forEach((e, i) => {
      const rest = wanted - i
      if (i === list.length - 1 && isMulti(e) && rest !== 1) {
        this.multi(e, this.free, Math.max(0, rest))
        this.free = first + i
        if (rest > 0) this.take(rest)
      } else this.toRegister(e, this.take())
    })
    const given = this.free - first
    if (given < wanted) {
      const from = this.take(wanted - given)
      this.emit(Op.nil, from, this.free - 1)
    }
    this.free = first + wanted
  }

  private assignment(targets: readonly Expression[], values: readonly Expression[]): void {
    const [only] = targets
    if (targets.length === 1 && values.length === 1) {
      this.store(only!, values[0]!)
      return
    }
    const places = targets.map((t) => this.place(t, true))
    const first = this.free
    this.values(values, targets.length)
    for (let i = targets.length - 1; i >= 0; i--) this.put(targets[i]!, places[i]!, first + i)
  }

  private store(target: Expression, value: Expression): void {
    if (target.kind === 'local' && !target.variable.captured && isDirect(value)) {
      this.toRegister(value, target.variable.register)
      return
    }
    const { line } = this
    const place = this.place(target, false)
    const operand = this.operand(value)
    this.line = line
    this.put(target, place, operand)
  }

  /** Evaluates what a target needs to be stored to: object and key. `copy`: locals may change meanwhile. */
  private place(target: Expression, copy: boolean): readonly [number, number] {
    if (target.kind !== 'index') return [0, 0]
    const get = (e: Expression): number => {
      if (!copy || e.kind !== 'local') return this.operand(e)
      const at = this.take()
      this.toRegister(e, at)
      return at
    }
    const object = get(target.object)
    return [object >= 0 ? object : this.inRegister(object), get(target.key)]
  }

  private inRegister(operand: number): number {
    const at = this.take()
    this.emit(Op.constant, at, ~operand)
    return at
  }

  private put(target: Expression, [object, key]: readonly [number, number], operand: number): void {
    switch (target.kind) {
      case 'local':
        if (target.variable.captured) this.emit(Op.setCell, operand, target.variable.register)
        else this.load(operand, target.variable.register)
        return
      case 'upvalue':
        this.emit(Op.setUpvalue, operand, target.index)
        return
      case 'global':
        this.emit(Op.setGlobal, operand, this.constant(target.name))
        return
      case 'index': {
        const at = this.emit(Op.setTable, object, key, operand)
        this.call3(at, 1, nameOf(target.object))
      }
    }
  }

  private call3(at: number, operand: number, name: string | undefined): void {
    this.called(at + operand, name)
  }

  private ifStatement(s: Extract<Statement, { kind: 'if' }>): void {
    const ends: number[] = []
    s.clauses.forEach(({ condition, body }, i) => {
      const { free } = this
      const skip = this.condition(condition, false)
      this.free = free
      this.block(body)
      if (i < s.clauses.length - 1 || s.otherwise !== undefined) ends.push(this.emit(Op.jump))
      this.patch(skip)
    })
    if (s.otherwise !== undefined) this.block(s.otherwise)
    this.patch(ends)
  }

  private whileStatement(condition: Expression, body: Block): void {
    const { free } = this
    const start = this.here
    const end = this.condition(condition, false)
    this.free = free
    this.loop(() => {
      this.block(body)
      this.emit(Op.jump, start)
      this.patch(end)
    })
  }

  private repeatStatement(body: Block, condition: Expression): void {
    const { free } = this
    const start = this.here
    this.loop(() => {
      for (const s of body) {
        const temporaries = this.free
        this.line = s.line
        this.statement(s)
        if (s.kind !== 'local' && s.kind !== 'localfunction') this.free = temporaries
      }
      this.patch(this.condition(condition, false), start)
      this.free = free
    })
  }

  private loop(inside: () => void): void {
    const exits: number[] = []
    this.breaks.push(exits)
    inside()
    this.breaks.pop()
    this.patch(exits)
  }

  private numericFor(v: Variable, range: readonly Expression[], body: Block, line: number): void {
    const at = this.take(3)
    const end = this.free
    range.forEach((e, i) => {
      this.toRegister(e, at + i)
      this.free = end
    })
    if (range.length === 2) this.emit(Op.constant, at + 2, this.constant(1))
    this.line = line
    const prepare = this.emit(Op.forPrepare, at)
    this.settleIn(v)
    const start = this.here
    this.loop(() => {
      this.box(v)
      this.block(body)
      this.line = line
      this.setTarget(prepare, 2, this.here)
      this.emit(Op.forLoop, at, start)
    })
  }

  private genericFor(
    variables: readonly Variable[],
    values: readonly Expression[],
    body: Block,
    line: number,
  ): void {
    const at = this.free
    this.values(values, 3)
    for (const v of variables) this.settleIn(v)
    // An iterator is called in the registers after the variables.
    this.take(3)
    this.free -= 3
    const jump = this.emit(Op.jump)
    const start = this.here
    this.loop(() => {
      for (const v of variables) this.box(v)
      this.block(body)
      this.patch([jump])
      this.line = line
      const call = this.emit(Op.iterate, at, 0, variables.length)
      this.called(call + 1, "local '(for generator)'")
      this.emit(Op.iterateTest, at, start)
    })
  }

  private returnStatement(values: readonly Expression[]): void {
    const [only] = values
    if (values.length === 1 && only!.kind === 'call') {
      const at = this.call(only!, this.free, 0)
      this.code[at] = Op.tailCall
      this.emit(Op.return, this.code[at + 1], 0)
      return
    }
    if (values.length === 1 && only!.kind !== 'vararg') {
      this.emit(Op.return, this.anyRegister(only!), 2)
      return
    }
    const first = this.free
    const open = this.list(values)
    this.emit(Op.return, first, open ? 0 : values.length + 1)
  }

  /** Evaluates all into the next registers; true when the last one gives as many values as it has. */
  list(values: readonly Expression[]): boolean {
    let open = false
    values.forEach((e, i) => {
      if (i === values.length - 1 && isMulti(e)) {
        this.multi(e, this.free, -1)
        open = true
      } else this.toRegister(e, this.take())
    })
    return open
  }

  // ---- expressions ------------------------------------------------------------------------------

  /** A call or `...` for `wanted` values (-1: all) from register `at` on, which is the next free one. */
  multi(e: Expression, at: number, wanted: number): void {
    if (e.kind === 'call') this.call(e, at, wanted + 1)
    else if (e.kind === 'vararg') {
      this.take(Math.max(1, wanted))
      this.emit(Op.vararg, at, wanted + 1)
      this.free = at
    }
  }

  /** Emits a call in register `at` (the next free one) and answers where; `results` as in the instruction. */
  private call(e: CallExpression, at: number, results: number): number {
    this.take()
    if (e.method !== undefined) {
      const object = this.anyRegister(e.callee)
      this.free = at + 1
      this.take()
      this.line = e.line
      const self = this.emit(Op.self, at, object, ~this.constant(e.method))
      this.called(self + 2, nameOf(e.callee))
    } else this.toRegister(e.callee, at)
    const first = this.free
    const open = this.list(e.args)
    const count = e.args.length + (e.method === undefined ? 0 : 1)
    this.free = Math.max(first, this.free)
    this.line = e.line
    const call = this.emit(Op.call, at, open ? 0 : count + 1, results)
    this.called(call + 1, e.method === undefined ? nameOf(e.callee) : `method '${e.method}'`)
    this.free = at
    return call
  }

  /** Evaluates into this very register; other registers from `free` on may be used meanwhile. */
  toRegister(e: Expression, target: number): void {
    const { free } = this
    switch (e.kind) {
      case 'nil':
        this.emit(Op.nil, target, target)
        break
      case 'true':
      case 'false':
        this.emit(Op.boolean, target, e.kind === 'true' ? 1 : 0)
        break
      case 'number':
      case 'string':
        this.emit(Op.constant, target, this.constant(e.value))
        break
      case 'vararg':
        this.emit(Op.vararg, target, 2)
        break
      case 'function':
        this.closure(e.body, target)
        break
      case 'local':
        this.load(e.variable.register, target, e.variable.captured)
        break
      case 'upvalue':
        this.emit(Op.getUpvalue, target, e.index)
        break
      case 'global':
        this.emit(Op.getGlobal, target, this.constant(e.name))
        break
      case 'index':
        this.index(e, target)
        break
      case 'call': {
        // A target of a call is never a variable's register (isDirect): the call may begin right there.
        const at = target === this.free - 1 ? target : this.free
        this.free = at
        this.call(e, at, 2)
        if (at !== target) this.emit(Op.move, target, at)
        break
      }
      case 'binary':
        this.binary(e, target)
        break
      case 'unary':
        this.unary(e, target)
        break
      case 'and':
      case 'or': {
        this.toRegister(e.left, target)
        this.emit(Op.test, target, 0, e.kind === 'or' ? 1 : 0)
        const skip = this.emit(Op.jump)
        this.toRegister(e.right, target)
        this.patch([skip])
        break
      }
      case 'table':
        compileTable(this, e, target)
        break
      case 'paren':
        this.toRegister(e.inner, target)
    }
    this.free = free
  }

  private index(e: Extract<Expression, { kind: 'index' }>, target: number): void {
    const late = e.object.kind === 'local' && e.object.variable.captured
    const object = late ? 0 : this.operand(e.object)
    const key = this.operand(e.key)
    const from = late ? this.operand(e.object) : object
    this.line = e.line
    const at = this.emit(Op.getTable, target, from, key)
    this.called(at + 2, nameOf(e.object))
  }

  /** Both operands. A captured variable on the left is read after the right side was computed, as in Lua. */
  private operands(left: Expression, right: Expression): readonly [number, number] {
    const late = left.kind === 'local' && left.variable.captured
    const a = late ? 0 : this.operand(left)
    const b = this.operand(right)
    return [late ? this.operand(left) : a, b]
  }

  private binary(e: Extract<Expression, { kind: 'binary' }>, target: number): void {
    if (e.operator === '..') return this.concat(e, target)
    const op = ARITHMETIC[e.operator]
    if (op === undefined) return this.comparisonValue(e, target)
    const [a, b] = this.operands(e.left, e.right)
    this.line = e.line
    const at = this.emit(op, target, a, b)
    this.called(at + 2, nameOf(e.left))
    this.called(at + 3, nameOf(e.right))
  }

  private concat(e: Extract<Expression, { kind: 'binary' }>, target: number): void {
    const first = this.free
    const parts: Expression[] = []
    let rest: Expression = e
    while (rest.kind === 'binary' && rest.operator === '..') {
      parts.push(rest.left)
      rest = rest.right
    }
    parts.push(rest)
    for (const part of parts) this.toRegister(part, this.take())
    this.line = e.line
    const at = this.emit(Op.concat, target, first, this.free - 1)
    parts.forEach((part, i) => this.called(-(at * 256 + i) - 1, nameOf(part)))
  }

  private comparisonValue(e: Expression, target: number): void {
    const whenTrue = this.condition(e, true)
    this.emit(Op.boolean, target, 0)
    const end = this.emit(Op.jump)
    this.patch(whenTrue)
    this.emit(Op.boolean, target, 1)
    this.patch([end])
  }

  private unary(e: Extract<Expression, { kind: 'unary' }>, target: number): void {
    const operand = this.operand(e.operand)
    this.line = e.line
    const op = e.operator === 'not' ? Op.not : e.operator === '-' ? Op.minus : Op.length
    const at = this.emit(op, target, operand)
    this.called(at + 2, nameOf(e.operand))
  }

  /** A register that holds the value: the variable's own, or a new one. */
  anyRegister(e: Expression): number {
    if (e.kind === 'local' && !e.variable.captured) return e.variable.register
    if (e.kind === 'paren') return this.anyRegister(e.inner)
    const at = this.take()
    this.toRegister(e, at)
    return at
  }

  /** A register or constant (~index) that holds the value. */
  operand(e: Expression): number {
    if (e.kind === 'number' || e.kind === 'string') return ~this.constant(e.value)
    if (e.kind === 'nil') return ~this.constant(undefined)
    if (e.kind === 'true' || e.kind === 'false') return ~this.constant(e.kind === 'true')
    return this.anyRegister(e)
  }

  // ---- conditions -------------------------------------------------------------------------------

  /** Jumps (to be patched) that are taken when the truth of `e` is `when`. */
  condition(e: Expression, when: boolean): number[] {
    switch (e.kind) {
      case 'nil':
      case 'false':
        return when ? [] : [this.emit(Op.jump)]
      case 'true':
      case 'number':
      case 'string':
        return when ? [this.emit(Op.jump)] : []
      case 'paren':
        return this.condition(e.inner, when)
      case 'unary':
        if (e.operator === 'not') return this.condition(e.operand, !when)
        break
      case 'and':
      case 'or':
        return this.junction(e.left, e.right, when, e.kind === 'or')
      case 'binary':
        if (e.operator in COMPARISON) return this.comparison(e, when)
    }
    const { free } = this
    const at = this.anyRegister(e)
    this.free = free
    this.emit(Op.test, at, 0, when ? 1 : 0)
    return [this.emit(Op.jump)]
  }

  /** `left or right` (`isOr`), `left and right`. */
  private junction(left: Expression, right: Expression, when: boolean, isOr: boolean): number[] {
    if (when === isOr) return [...this.condition(left, when), ...this.condition(right, when)]
    const skip = this.condition(left, !when)
    const jumps = this.condition(right, when)
    this.patch(skip)
    return jumps
  }

  private comparison(e: Extract<Expression, { kind: 'binary' }>, when: boolean): number[] {
    const { free } = this
    const [op, swap, outcome] = COMPARISON[e.operator]!
    const [a, b] = this.operands(e.left, e.right)
    this.free = free
    this.line = e.line
    this.emit(op, outcome === when ? 1 : 0, swap ? b : a, swap ? a : b)
    return [this.emit(Op.jump)]
  }
}

/** Compiles a chunk: `source` is `@name`, `=name` or the text itself. Throws a LuaError for what is no Lua. */
export const compile = (text: string, source: string): Proto =>
  new FunctionCompiler(source).compile(parse(text, source))
