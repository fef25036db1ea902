/** The categories commands are sorted into, in Redis's own order (acl.c: ACLCommandCategories). */
import { toLower } from '../../bytes/bytestrings.ts'
import type { AclCategory } from '../command/declaration.ts'

export const categories: readonly AclCategory[] = Object.freeze([
  'keyspace',
  'read',
  'write',
  'set',
  'sortedset',
  'list',
  'hash',
  'string',
  'bitmap',
  'hyperloglog',
  'geo',
  'stream',
  'pubsub',
  'admin',
  'fast',
  'slow',
  'blocking',
  'dangerous',
  'connection',
  'transaction',
  'scripting',
])

/** The category of that name in any mixture of cases, without the `@`. */
export const findCategory = (name: string): AclCategory | undefined => {
  const lower = toLower(name)
  return categories.find((category) => category === lower)
}
