/** `redis-check-aof` with all of its code. */
import { codePart } from '../../world/code-part.ts'
import { checkAof } from './check.ts'
import { redisCheckAofWith } from './compose.ts'

export const redisCheckAof = redisCheckAofWith(codePart('check-aof', checkAof))
