/** The tree the parser builds and the compiler reads. */

/** A local variable. `captured`: closures use it too, so it lives in a cell. */
export interface Variable {
  readonly name: string
  captured: boolean
  register: number
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | '..' | '==' | '~=' | '<' | '<=' | '>' | '>='

export type Expression =
  | { readonly kind: 'nil' | 'true' | 'false' | 'vararg' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'function'; readonly body: FunctionNode }
  | { readonly kind: 'local'; readonly variable: Variable }
  | { readonly kind: 'upvalue'; readonly index: number; readonly name: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'index'; readonly object: Expression; readonly key: Expression; readonly line: number }
  | CallExpression
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
      readonly line: number
    }
  | {
      readonly kind: 'unary'
      readonly operator: 'not' | '-' | '#'
      readonly operand: Expression
      readonly line: number
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | TableExpression
  | { readonly kind: 'paren'; readonly inner: Expression }

export interface CallExpression {
  readonly kind: 'call'
  readonly callee: Expression
  /** `object:method(…)`. */
  readonly method: string | undefined
  readonly args: readonly Expression[]
  readonly line: number
}

export interface TableExpression {
  readonly kind: 'table'
  /** In the order of the source; without a key: the next element of the list. */
  readonly fields: readonly { readonly key: Expression | undefined; readonly value: Expression }[]
  readonly line: number
}

export type Statement =
  | {
      readonly kind: 'local'
      readonly variables: readonly Variable[]
      readonly values: readonly Expression[]
      readonly line: number
    }
  | {
      readonly kind: 'assign'
      readonly targets: readonly Expression[]
      readonly values: readonly Expression[]
      readonly line: number
    }
  | { readonly kind: 'call'; readonly call: CallExpression; readonly line: number }
  | { readonly kind: 'do'; readonly body: Block; readonly line: number }
  | { readonly kind: 'while'; readonly condition: Expression; readonly body: Block; readonly line: number }
  | { readonly kind: 'repeat'; readonly body: Block; readonly condition: Expression; readonly line: number }
  | {
      readonly kind: 'if'
      readonly clauses: readonly { readonly condition: Expression; readonly body: Block }[]
      readonly otherwise: Block | undefined
      readonly line: number
    }
  | {
      readonly kind: 'for'
      readonly variable: Variable
      readonly range: readonly Expression[]
      readonly body: Block
      readonly line: number
    }
  | {
      readonly kind: 'forin'
      readonly variables: readonly Variable[]
      readonly values: readonly Expression[]
      readonly body: Block
      readonly line: number
    }
  | {
      readonly kind: 'localfunction'
      readonly variable: Variable
      readonly body: FunctionNode
      readonly line: number
    }
  | { readonly kind: 'return'; readonly values: readonly Expression[]; readonly line: number }
  | { readonly kind: 'break'; readonly line: number }

export type Block = readonly Statement[]

/** A variable of an enclosing function that this one uses. */
export interface CaptureNode {
  readonly name: string
  /** The variable of the function right around this one, or that one's own capture. */
  readonly from: Variable | number
}

export interface FunctionNode {
  readonly parameters: readonly Variable[]
  readonly isVararg: boolean
  readonly usesVararg: boolean
  /** The variable `arg` of a vararg function; it holds the extra arguments where the function never says `...`. */
  readonly arg: Variable | undefined
  readonly captures: readonly CaptureNode[]
  readonly body: Block
  readonly line: number
  readonly lastLine: number
}
