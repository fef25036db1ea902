/** The name a client gives itself (networking.c: validateClientName). */
import { errors } from '../command/errors.ts'

const FIRST = 0x21
const LAST = 0x7e

/** The name as given; throws unless all of its bytes are printable and none is a space. Empty: no name. */
export const readClientName = (name: string): string => {
  for (let i = 0; i < name.length; i++) {
    const byte = name.charCodeAt(i)
    if (byte < FIRST || byte > LAST) throw errors.clientName()
  }
  return name
}
