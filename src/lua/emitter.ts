/** The growing code of one function: instructions with their lines, constants, and names of operands. */
import { Op } from './opcodes.ts'
import type { LuaValue, Proto } from './value.ts'

export class Emitter {
  readonly code: number[] = []
  private readonly lines: number[] = []
  private readonly constants: LuaValue[] = []
  private readonly places = new Map<LuaValue, number>()
  readonly protos: Proto[] = []
  private readonly names = new Map<number, string>()
  /** The next free register. */
  free = 0
  /** The most registers in use at once. */
  registers = 2
  line = 0

  get here(): number {
    return this.code.length
  }

  /** Adds an instruction and answers its index. */
  emit(op: number, a = 0, b = 0, c = 0): number {
    this.lines.push(this.line)
    return this.code.push(op, a, b, c) - 4
  }

  /** Index of a constant. 0 and -0 are different ones. */
  constant(value: LuaValue): number {
    const key = value === 0 && 1 / value < 0 ? '\0-0' : typeof value === 'string' ? `s${value}` : value
    let at = this.places.get(key)
    if (at === undefined) {
      at = this.constants.push(value) - 1
      this.places.set(key, at)
    }
    return at
  }

  /** What error messages call the operand at this place of the code. */
  called(place: number, name: string | undefined): void {
    if (name !== undefined) this.names.set(place, name)
  }

  /** A register's or constant's value into a register; `cell`: the value in that cell. */
  load(operand: number, target: number, cell = false): void {
    if (operand < 0) this.emit(Op.constant, target, ~operand)
    else if (cell) this.emit(Op.getCell, target, operand)
    else if (operand !== target) this.emit(Op.move, target, operand)
  }

  /** The jumps go to `target`, the next instruction unless told. */
  patch(jumps: readonly number[], target = this.code.length): void {
    for (const at of jumps) this.code[at + 1] = target
  }

  setTarget(at: number, operand: number, target: number): void {
    this.code[at + operand] = target
  }

  proto(
    rest: Pick<
      Proto,
      'parameters' | 'isVararg' | 'hasArg' | 'source' | 'lineDefined' | 'lastLine' | 'captures'
    >,
  ): Proto {
    return Object.freeze({
      ...rest,
      code: Int32Array.from(this.code),
      constants: Object.freeze(this.constants),
      protos: Object.freeze(this.protos),
      lines: Int32Array.from(this.lines),
      names: this.names,
      registers: this.registers,
    })
  }
}
