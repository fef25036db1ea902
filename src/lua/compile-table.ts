/** Table constructors (lparser.c: constructor): keys are set as they come, elements in batches. */
import type { TableExpression } from './ast.ts'
import type { FunctionCompiler } from './compiler.ts'
import { Op } from './opcodes.ts'

/** Elements that wait in registers at most (LFIELDS_PER_FLUSH). */
const BATCH = 50

/** A size as the instruction stores it: three bits and an exponent, rounded up (luaO_int2fb). */
const roundedSize = (x: number): number => {
  let exponent = 0
  let rest = x
  while (rest >= 16) {
    rest = (rest + 1) >> 1
    exponent++
  }
  return rest < 8 ? rest : rest << exponent
}

export const compileTable = (compiler: FunctionCompiler, e: TableExpression, target: number): void => {
  const { free } = compiler
  const table = compiler.take()
  const elements = e.fields.filter((f) => f.key === undefined).length
  const last = e.fields.at(-1)
  const open = last?.key === undefined && (last?.value.kind === 'call' || last?.value.kind === 'vararg')
  const known = open ? elements - 1 : elements
  compiler.line = e.line
  compiler.emit(Op.newTable, table, roundedSize(known), roundedSize(e.fields.length - elements))
  let stored = 0
  let waiting = 0
  const flush = (count: number): void => {
    compiler.emit(Op.setList, table, count, stored + 1)
    stored += waiting
    waiting = 0
    compiler.free = table + 1
  }
  for (const field of e.fields) {
    const before = compiler.free
    if (field.key !== undefined) {
      const key = compiler.operand(field.key)
      compiler.emit(Op.setTable, table, key, compiler.operand(field.value))
      compiler.free = before
      continue
    }
    if (field === last && open) {
      compiler.multi(field.value, compiler.free, -1)
      flush(0)
      continue
    }
    compiler.toRegister(field.value, compiler.take())
    if (++waiting === BATCH) flush(BATCH)
  }
  if (waiting > 0) flush(waiting)
  if (table !== target) compiler.emit(Op.move, target, table)
  compiler.free = free
}
