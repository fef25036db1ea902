import { command } from '../../command/declaration.ts'

export const lastsave = command({
  name: 'lastsave',
  summary: 'Returns the Unix time of the last save to disk that succeeded.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(1)',
  arity: 1,
  flags: ['loading', 'stale', 'fast'],
  acl: ['admin', 'fast', 'dangerous'],
  tips: ['nondeterministic_output'],
  run: ({ server, reply }) => reply.integer(server.persistence.lastSave),
})
