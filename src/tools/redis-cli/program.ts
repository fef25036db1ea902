/** `redis-cli` with all of its modes. */
import { codePart } from '../../world/code-part.ts'
import { redisCliWith } from './compose.ts'
import { createMode } from './modes/create.ts'

export const redisCli = redisCliWith(codePart('modes', createMode))
