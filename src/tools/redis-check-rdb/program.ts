/** `redis-check-rdb` with all of its code. */
import { checkFile } from './check.ts'
import { codePart } from '../../world/code-part.ts'
import { redisCheckRdbWith } from './compose.ts'

export const redisCheckRdb = redisCheckRdbWith(codePart('check-rdb', checkFile))
