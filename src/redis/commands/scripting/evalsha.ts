import { command, integer, key, keysCountedAt, string } from '../../command/declaration.ts'
import { checkDigest, engine, kept } from './shared/engine.ts'

export const evalsha = command({
  name: 'evalsha',
  summary: 'Runs a Lua script the server has kept, named by its SHA1 digest.',
  since: '2.6.0',
  group: 'scripting',
  complexity: 'That of the script',
  arity: -3,
  flags: ['noscript', 'stale', 'skip_monitor', 'no_mandatory_keys', 'movablekeys'],
  acl: ['slow', 'scripting'],
  keySpecs: [keysCountedAt(2, ['RW', 'access', 'update'])],
  args: [
    string('sha1'),
    integer('numkeys'),
    key('key', { optional: true, multiple: true }),
    string('arg', { optional: true, multiple: true }),
  ],
  mayReplicate: true,
  script: 'digest',
  run: (client, argv) => {
    const sha = checkDigest(argv[1]!)
    engine(client).evaluate(client, argv, () => kept(client, sha), false)
  },
})
