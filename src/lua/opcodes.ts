/**
 * Instructions of the machine: four integers each (operation, A, B, C). R is a register of the frame, K a
 * constant; an operand that may be either is a register when it is 0 or more and constant ~x otherwise.
 * Jump targets are indices into the code.
 */
export const Op = {
  /** R[A] = R[B] */
  move: 0,
  /** R[A] = K[B] */
  constant: 1,
  /** R[A] to R[B] = nil */
  nil: 2,
  /** R[A] = B is 1 */
  boolean: 3,
  /** R[A] = captured variable B */
  getUpvalue: 4,
  /** captured variable B = RK[A] */
  setUpvalue: 5,
  /** R[A] = environment[K[B]] */
  getGlobal: 6,
  /** environment[K[B]] = RK[A] */
  setGlobal: 7,
  /** R[A] = the value in the cell R[B] */
  getCell: 8,
  /** the cell R[B] holds RK[A] */
  setCell: 9,
  /** R[A] becomes a cell that holds its value */
  newCell: 10,
  /** R[A] = RK[B][RK[C]] */
  getTable: 11,
  /** R[A][RK[B]] = RK[C] */
  setTable: 12,
  /** R[A] = {} with room for B elements and C keys */
  newTable: 13,
  /** R[A + 1] = R[B], R[A] = R[B][RK[C]] */
  self: 14,
  /** R[A] = RK[B] op RK[C] */
  add: 15,
  subtract: 16,
  multiply: 17,
  divide: 18,
  modulo: 19,
  power: 20,
  /** R[A] = op RK[B] */
  minus: 21,
  not: 22,
  length: 23,
  /** R[A] = R[B] .. … .. R[C] */
  concat: 24,
  /** go on at A */
  jump: 25,
  /** skip the next instruction unless (RK[B] op RK[C]) is (A = 1) */
  equal: 26,
  less: 27,
  lessEqual: 28,
  /** skip the next instruction unless the truth of R[A] is (C = 1) */
  test: 29,
  /** call R[A] with B - 1 arguments (0: up to the top) for C - 1 results (0: all) */
  call: 30,
  tailCall: 31,
  /** return B - 1 values from R[A] on (0: up to the top) */
  return: 32,
  /** prepare the numeric loop at R[A], go on at B */
  forPrepare: 33,
  /** next round of the loop at R[A]: go on at B */
  forLoop: 34,
  /** R[A + 3] … = R[A](R[A + 1], R[A + 2]), C results */
  iterate: 35,
  /** if R[A + 3] is not nil, R[A + 2] = it and go on at B */
  iterateTest: 36,
  /** R[A] elements from C on = the B values after R[A] (0: up to the top) */
  setList: 37,
  /** R[A] = closure of function B */
  closure: 38,
  /** R[A] … = the extra arguments, B - 1 of them (0: all) */
  vararg: 39,
} as const
