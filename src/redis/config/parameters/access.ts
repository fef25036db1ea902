/** Passwords, ACL and dangerous commands. */
import { int, LONG_MAX, oneOf, sds, string } from '../declaration.ts'

const WHO = ['no', 'yes', 'local'] as const
const guarded = { immutable: true, since: '7.0.0' } as const

export const access = [
  sds(
    'requirepass',
    {
      en: 'Password of the default user; clients give it with AUTH.',
      ko: 'default 사용자의 비밀번호이며 클라이언트는 AUTH로 보냅니다.',
    },
    { sensitive: true },
  ),
  string(
    'aclfile',
    {
      en: 'File that lists the users, instead of user lines in this file.',
      ko: '이 파일의 user 줄 대신 사용자 목록을 적어 두는 파일입니다.',
    },
    { immutable: true, keepsEmpty: true, since: '6.0.0' },
  ),
  oneOf(
    'acl-pubsub-default',
    ['allchannels', 'resetchannels'],
    'resetchannels',
    {
      en: 'Whether a new user may use every pub/sub channel or none.',
      ko: '새 사용자가 모든 pub/sub 채널을 쓸 수 있는지, 하나도 못 쓰는지 정합니다.',
    },
    { since: '6.2.0' },
  ),
  int(
    'acllog-max-len',
    128,
    [0n, LONG_MAX],
    {
      en: 'How many refused accesses ACL LOG remembers.',
      ko: 'ACL LOG가 기억하는 거절된 접근의 수입니다.',
    },
    { since: '6.0.0' },
  ),
  oneOf(
    'enable-protected-configs',
    WHO,
    'no',
    {
      en: 'Whether CONFIG SET may change dir and dbfilename: never, always, or only for local clients.',
      ko: 'CONFIG SET으로 dir과 dbfilename을 바꿀 수 있는지(안 됨, 됨, 로컬만) 정합니다.',
    },
    guarded,
  ),
  oneOf(
    'enable-debug-command',
    WHO,
    'no',
    {
      en: 'Whether DEBUG is allowed: never, always, or only for local clients.',
      ko: 'DEBUG 명령을 허용할지(안 됨, 됨, 로컬만) 정합니다.',
    },
    guarded,
  ),
  oneOf(
    'enable-module-command',
    WHO,
    'no',
    {
      en: 'Whether MODULE is allowed: never, always, or only for local clients.',
      ko: 'MODULE 명령을 허용할지(안 됨, 됨, 로컬만) 정합니다.',
    },
    guarded,
  ),
] as const
