/** Values of modules, which say of themselves what they are made of, so that they can be skipped. */
import { RdbFailure, reporting } from './failure.ts'
import type { RdbReader } from './reader.ts'

/** RDB_MODULE_OPCODE_… */
const END = 0
const SIGNED = 1
const UNSIGNED = 2
const FLOAT = 3
const DOUBLE = 4
const STRING = 5

/** Reads on to the end of a module's value (rdbLoadCheckModuleValue). */
export const skipModuleValue = (reader: RdbReader, module: string): void => {
  const short = (what: string, line: number, read: () => void): void =>
    reporting(`Error reading ${what} from module ${module} value`, line, read)
  for (;;) {
    const opcode = reader.count()
    switch (opcode) {
      case END:
        return
      case SIGNED:
      case UNSIGNED:
        short('integer', 1540, () => reader.length())
        break
      case STRING:
        short('string', 1546, () => reader.string())
        break
      case FLOAT:
        short('float', 1553, () => reader.raw(4))
        break
      case DOUBLE:
        short('double', 1559, () => reader.raw(8))
        break
      default:
        // Redis goes on to what may be the next one.
        if (reader.at >= reader.end) throw new RdbFailure()
    }
  }
}
