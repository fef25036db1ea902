/** Passwords, ACL and dangerous commands. */
import { int, LONG_MAX, oneOf, sds, string } from '../declaration.ts'

const WHO = ['no', 'yes', 'local'] as const
const guarded = { immutable: true, since: '7.0.0' } as const

export const access = [
  sds('requirepass', { sensitive: true }),
  string('aclfile', { immutable: true, keepsEmpty: true, since: '6.0.0' }),
  oneOf('acl-pubsub-default', ['allchannels', 'resetchannels'], 'resetchannels', { since: '6.2.0' }),
  int('acllog-max-len', 128, [0n, LONG_MAX], { since: '6.0.0' }),
  oneOf('enable-protected-configs', WHO, 'no', guarded),
  oneOf('enable-debug-command', WHO, 'no', guarded),
  oneOf('enable-module-command', WHO, 'no', guarded),
] as const
