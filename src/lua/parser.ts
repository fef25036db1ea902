/** Lua 5.1's grammar (lparser.c): tokens to a tree, names resolved to locals, captures and globals. */
import type {
  BinaryOperator,
  Block,
  CallExpression,
  CaptureNode,
  Expression,
  FunctionNode,
  Statement,
  TableExpression,
  Variable,
} from './ast.ts'
import { Lexer } from './lexer.ts'
import type { LuaError } from './value.ts'

const MAX_LOCALS = 200
const MAX_CAPTURES = 60
const MAX_LEVELS = 200
/** Binds tighter than any binary operator but `^`. */
const UNARY_PRIORITY = 8

const PRIORITY: Readonly<Record<string, readonly [left: number, right: number]>> = {
  '+': [6, 6],
  '-': [6, 6],
  '*': [7, 7],
  '/': [7, 7],
  '%': [7, 7],
  '^': [10, 9],
  '..': [5, 4],
  '~=': [3, 3],
  '==': [3, 3],
  '<': [3, 3],
  '<=': [3, 3],
  '>': [3, 3],
  '>=': [3, 3],
  and: [2, 2],
  or: [1, 1],
}

const BLOCK_ENDS: ReadonlySet<string> = new Set(['else', 'elseif', 'end', '<eof>', 'until'])

/** A function being parsed. */
class Scope {
  readonly parent: Scope | undefined
  readonly line: number
  readonly isVararg: boolean
  usesVararg = false
  arg: Variable | undefined
  active: Variable[] = []
  captures: CaptureNode[] = []
  loops = 0
  constructor(parent: Scope | undefined, line: number, isVararg: boolean) {
    this.parent = parent
    this.line = line
    this.isVararg = isVararg
  }
}

const variable = (name: string): Variable => ({ name, captured: false, register: -1 })

class Parser {
  private readonly lexer: Lexer
  private scope: Scope
  private level = 0

  constructor(text: string, source: string) {
    this.lexer = new Lexer(text, source)
    this.scope = new Scope(undefined, 0, true)
  }

  chunk(): FunctionNode {
    const body = this.block()
    this.check('<eof>')
    return this.finish(body, [], 0)
  }

  // ---- tokens -----------------------------------------------------------------------------------

  private get type(): string {
    return this.lexer.token.type
  }

  private accept(type: string): boolean {
    if (this.type !== type) return false
    this.lexer.next()
    return true
  }

  private check(type: string): void {
    if (this.type !== type) throw this.expected(type)
  }

  private expect(type: string): void {
    this.check(type)
    this.lexer.next()
  }

  private expected(type: string): LuaError {
    return this.lexer.syntaxError(`'${type}' expected`)
  }

  /** The word that ends what `opener` began in `line`. */
  private close(type: string, opener: string, line: number): void {
    if (this.accept(type)) return
    if (line === this.lexer.line) throw this.expected(type)
    throw this.lexer.syntaxError(`'${type}' expected (to close '${opener}' at line ${line})`)
  }

  private name(): string {
    this.check('<name>')
    const { text } = this.lexer.token
    this.lexer.next()
    return text
  }

  private enter(): void {
    if (++this.level > MAX_LEVELS) throw this.lexer.error('chunk has too many syntax levels')
  }

  // ---- names ------------------------------------------------------------------------------------

  private show(v: Variable): void {
    this.scope.active.push(v)
  }

  /** A new local; it becomes visible by `show`. `more`: how many are already waiting for that. */
  private newLocal(name: string, more: number): Variable {
    this.limit(this.scope.active.length + more + 1, MAX_LOCALS, 'local variables')
    return variable(name)
  }

  private limit(count: number, most: number, what: string): void {
    if (count <= most) return
    const { line } = this.scope
    const where = line === 0 ? 'main function' : `function at line ${line}`
    throw this.lexer.error(`${where} has more than ${most} ${what}`, this.lexer.token.raw)
  }

  private resolve(name: string): Expression {
    const local = findLocal(this.scope, name)
    if (local !== undefined) return { kind: 'local', variable: local }
    const index = this.capture(this.scope, name)
    return index === undefined ? { kind: 'global', name } : { kind: 'upvalue', index, name }
  }

  private capture(scope: Scope, name: string): number | undefined {
    const { parent } = scope
    if (parent === undefined) return undefined
    const local = findLocal(parent, name)
    const from = local ?? this.capture(parent, name)
    if (from === undefined) return undefined
    if (local !== undefined) local.captured = true
    const known = scope.captures.findIndex((c) => c.from === from)
    if (known !== -1) return known
    this.limit(scope.captures.length + 1, MAX_CAPTURES, 'upvalues')
    scope.captures.push({ name, from })
    return scope.captures.length - 1
  }

  private finish(body: Block, parameters: readonly Variable[], line: number): FunctionNode {
    const { isVararg, usesVararg, captures, arg } = this.scope
    return {
      parameters,
      isVararg,
      usesVararg,
      arg,
      captures,
      body,
      line,
      lastLine: this.lexer.line,
    }
  }

  // ---- statements -------------------------------------------------------------------------------

  private block(): Block {
    const { active } = this.scope
    const visible = active.length
    const body = this.statements()
    active.length = visible
    return body
  }

  private statements(): Statement[] {
    const list: Statement[] = []
    this.enter()
    while (!BLOCK_ENDS.has(this.type)) {
      const { type } = this
      list.push(this.statement())
      this.accept(';')
      if (type === 'return' || type === 'break') break
    }
    this.level--
    return list
  }

  private statement(): Statement {
    const { line } = this.lexer
    switch (this.type) {
      case 'if':
        return this.ifStatement(line)
      case 'while': {
        this.lexer.next()
        const condition = this.expression()
        this.expect('do')
        const body = this.loopBody()
        this.close('end', 'while', line)
        return { kind: 'while', condition, body, line }
      }
      case 'do': {
        this.lexer.next()
        const body = this.block()
        this.close('end', 'do', line)
        return { kind: 'do', body, line }
      }
      case 'for':
        return this.forStatement(line)
      case 'repeat':
        return this.repeatStatement(line)
      case 'function':
        return this.functionStatement(line)
      case 'local':
        this.lexer.next()
        return this.accept('function') ? this.localFunction(line) : this.localStatement(line)
      case 'return':
        return this.returnStatement(line)
      case 'break':
        this.lexer.next()
        if (this.scope.loops === 0) throw this.lexer.syntaxError('no loop to break')
        return { kind: 'break', line }
      default:
        return this.expressionStatement(line)
    }
  }

  private loopBody(): Block {
    this.scope.loops++
    const body = this.block()
    this.scope.loops--
    return body
  }

  private ifStatement(line: number): Statement {
    const clauses: { condition: Expression; body: Block }[] = []
    do {
      this.lexer.next()
      const condition = this.expression()
      this.expect('then')
      clauses.push({ condition, body: this.block() })
    } while (this.type === 'elseif')
    const otherwise = this.accept('else') ? this.block() : undefined
    this.close('end', 'if', line)
    return { kind: 'if', clauses, otherwise, line }
  }

  private repeatStatement(line: number): Statement {
    this.lexer.next()
    const { active } = this.scope
    const visible = active.length
    this.scope.loops++
    const body = this.statements()
    this.close('until', 'repeat', line)
    // The condition sees the body's variables.
    const condition = this.expression()
    this.scope.loops--
    active.length = visible
    return { kind: 'repeat', body, condition, line }
  }

  private forStatement(line: number): Statement {
    this.lexer.next()
    const first = this.name()
    const { active } = this.scope
    const visible = active.length
    const loop = (variables: Variable[]): Block => {
      this.expect('do')
      // Three hidden variables of the loop count as locals.
      this.limit(active.length + 3 + variables.length, MAX_LOCALS, 'local variables')
      for (const v of variables) this.show(v)
      const body = this.loopBody()
      active.length = visible
      this.close('end', 'for', line)
      return body
    }
    if (this.accept('=')) {
      const range = [this.expression()]
      this.expect(',')
      range.push(this.expression())
      if (this.accept(',')) range.push(this.expression())
      const v = variable(first)
      return { kind: 'for', variable: v, range, body: loop([v]), line }
    }
    if (this.type !== ',' && this.type !== 'in') throw this.lexer.syntaxError("'=' or 'in' expected")
    const variables = [variable(first)]
    while (this.accept(',')) variables.push(this.newLocal(this.name(), variables.length))
    this.expect('in')
    const here = this.lexer.line
    const values = this.expressions()
    return { kind: 'forin', variables, values, body: loop(variables), line: here }
  }

  private functionStatement(line: number): Statement {
    this.lexer.next()
    let target: Expression = this.resolve(this.name())
    let isMethod = false
    while (this.type === '.' || this.type === ':') {
      isMethod = this.type === ':'
      this.lexer.next()
      target = { kind: 'index', object: target, key: { kind: 'string', value: this.name() }, line }
      if (isMethod) break
    }
    const body = this.functionBody(isMethod, line)
    return { kind: 'assign', targets: [target], values: [{ kind: 'function', body }], line }
  }

  private localFunction(line: number): Statement {
    const v = this.newLocal(this.name(), 0)
    this.show(v)
    return { kind: 'localfunction', variable: v, body: this.functionBody(false, this.lexer.line), line }
  }

  private localStatement(line: number): Statement {
    const variables: Variable[] = []
    do variables.push(this.newLocal(this.name(), variables.length))
    while (this.accept(','))
    const values = this.accept('=') ? this.expressions() : []
    for (const v of variables) this.show(v)
    return { kind: 'local', variables, values, line }
  }

  private returnStatement(line: number): Statement {
    this.lexer.next()
    const empty = BLOCK_ENDS.has(this.type) || this.type === ';'
    return { kind: 'return', values: empty ? [] : this.expressions(), line }
  }

  private expressionStatement(line: number): Statement {
    const first = this.suffixed()
    if (first.kind === 'call') return { kind: 'call', call: first, line }
    const targets: Expression[] = [first]
    for (;;) {
      const { kind } = targets.at(-1)!
      if (kind !== 'local' && kind !== 'upvalue' && kind !== 'global' && kind !== 'index')
        throw this.lexer.syntaxError('syntax error')
      if (!this.accept(',')) break
      this.enter()
      targets.push(this.suffixed())
    }
    this.level -= targets.length - 1
    this.expect('=')
    return { kind: 'assign', targets, values: this.expressions(), line: this.lexer.lastLine }
  }

  // ---- expressions ------------------------------------------------------------------------------

  private expressions(): Expression[] {
    const list = [this.expression()]
    while (this.accept(',')) list.push(this.expression())
    return list
  }

  private expression(limit = 0): Expression {
    this.enter()
    let left = this.operand()
    for (;;) {
      const operator = this.type
      const priority = PRIORITY[operator]
      if (priority === undefined || priority[0] <= limit) break
      this.lexer.next()
      const right = this.expression(priority[1])
      if (operator === 'and' || operator === 'or') left = { kind: operator, left, right }
      else {
        const line = this.lexer.lastLine
        left = { kind: 'binary', operator: operator as BinaryOperator, left, right, line }
      }
    }
    this.level--
    return left
  }

  private operand(): Expression {
    const operator = this.type
    if (operator !== 'not' && operator !== '-' && operator !== '#') return this.simple()
    this.lexer.next()
    const operand = this.expression(UNARY_PRIORITY)
    if (operator === '-' && operand.kind === 'number') return { kind: 'number', value: -operand.value }
    return { kind: 'unary', operator, operand, line: this.lexer.lastLine }
  }

  private simple(): Expression {
    const { token, line } = this.lexer
    switch (token.type) {
      case '<number>':
        this.lexer.next()
        return { kind: 'number', value: token.number }
      case '<string>':
        this.lexer.next()
        return { kind: 'string', value: token.text }
      case 'nil':
      case 'true':
      case 'false':
        this.lexer.next()
        return { kind: token.type }
      case '...':
        if (!this.scope.isVararg) throw this.lexer.syntaxError("cannot use '...' outside a vararg function")
        this.scope.usesVararg = true
        this.lexer.next()
        return { kind: 'vararg' }
      case '{':
        return this.table()
      case 'function':
        this.lexer.next()
        return { kind: 'function', body: this.functionBody(false, line) }
      default:
        return this.suffixed()
    }
  }

  private primary(): Expression {
    const { line } = this.lexer
    if (this.accept('(')) {
      const inner = this.expression()
      this.close(')', '(', line)
      return { kind: 'paren', inner }
    }
    if (this.type === '<name>') return this.resolve(this.name())
    throw this.lexer.syntaxError('unexpected symbol')
  }

  private suffixed(): Expression {
    let e = this.primary()
    for (;;) {
      const { line } = this.lexer
      switch (this.type) {
        case '.':
          this.lexer.next()
          e = { kind: 'index', object: e, key: { kind: 'string', value: this.name() }, line }
          break
        case '[': {
          this.lexer.next()
          const key = this.expression()
          this.expect(']')
          e = { kind: 'index', object: e, key, line }
          break
        }
        case ':': {
          this.lexer.next()
          const method = this.name()
          e = this.call(e, method, this.lexer.line)
          break
        }
        case '(':
        case '<string>':
        case '{':
          e = this.call(e, undefined, line)
          break
        default:
          return e
      }
    }
  }

  private call(callee: Expression, method: string | undefined, line: number): CallExpression {
    const made = (args: readonly Expression[]): CallExpression => ({
      kind: 'call',
      callee,
      method,
      args,
      line,
    })
    if (this.type === '<string>') {
      const { text } = this.lexer.token
      this.lexer.next()
      return made([{ kind: 'string', value: text }])
    }
    if (this.type === '{') return made([this.table()])
    if (this.type !== '(') throw this.lexer.syntaxError('function arguments expected')
    if (this.lexer.line !== this.lexer.lastLine)
      throw this.lexer.syntaxError('ambiguous syntax (function call x new statement)')
    this.lexer.next()
    if (this.accept(')')) return made([])
    const args = this.expressions()
    this.close(')', '(', line)
    return made(args)
  }

  private table(): TableExpression {
    const { line } = this.lexer
    const fields: { key: Expression | undefined; value: Expression }[] = []
    this.expect('{')
    while (this.type !== '}') {
      if (this.type === '<name>' && this.lexer.peek().type === '=') {
        const key: Expression = { kind: 'string', value: this.name() }
        this.lexer.next()
        fields.push({ key, value: this.expression() })
      } else if (this.accept('[')) {
        const key = this.expression()
        this.expect(']')
        this.expect('=')
        fields.push({ key, value: this.expression() })
      } else fields.push({ key: undefined, value: this.expression() })
      if (!this.accept(',') && !this.accept(';')) break
    }
    this.close('}', '{', line)
    return { kind: 'table', fields, line }
  }

  private functionBody(isMethod: boolean, line: number): FunctionNode {
    const outer = this.scope
    this.expect('(')
    const names: string[] = []
    let isVararg = false
    if (this.type !== ')') {
      do {
        if (this.accept('...')) isVararg = true
        else if (this.type === '<name>') names.push(this.name())
        else throw this.lexer.syntaxError("<name> or '...' expected")
      } while (!isVararg && this.accept(','))
    }
    const scope = new Scope(outer, line, isVararg)
    this.scope = scope
    const parameters = (isMethod ? ['self', ...names] : names).map((n) => this.newLocal(n, 0))
    this.limit(parameters.length, MAX_LOCALS, 'local variables')
    for (const p of parameters) this.show(p)
    if (isVararg) {
      scope.arg = variable('arg')
      this.show(scope.arg)
    }
    this.expect(')')
    const body = this.block()
    const made = this.finish(body, parameters, line)
    this.close('end', 'function', line)
    this.scope = outer
    return made
  }
}

const findLocal = (scope: Scope, name: string): Variable | undefined =>
  scope.active.findLast((v) => v.name === name)

/** Parses a chunk. Throws a LuaError with Lua's own message. */
export const parse = (text: string, source: string): FunctionNode => new Parser(text, source).chunk()
