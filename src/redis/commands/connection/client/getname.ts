import type { Declaration } from '../../../command/declaration.ts'

export const clientGetname: Declaration = {
  name: 'getname',
  summary: 'Returns the name this connection gave itself, or nil.',
  since: '2.6.9',
  group: 'connection',
  complexity: 'O(1)',
  arity: 2,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['slow', 'connection'],
  run: ({ reply, name }) => {
    if (name === '') reply.nil()
    else reply.bulk(name)
  },
}
