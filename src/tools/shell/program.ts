/** `sh` with all of its tools. */
import { codePart } from '../../world/code-part.ts'
import { shellWith } from './compose.ts'
import { shellTools } from './tools.ts'

export const shell = shellWith(codePart('shell', shellTools))
