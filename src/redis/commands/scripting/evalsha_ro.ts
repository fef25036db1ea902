import { command, integer, key, keysCountedAt, string } from '../../command/declaration.ts'
import { checkDigest, engine, kept } from './shared/engine.ts'

export const evalshaRo = command({
  name: 'evalsha_ro',
  summary: 'Runs a kept Lua script, named by its SHA1 digest, that may only read.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'That of the script',
  arity: -3,
  flags: ['readonly', 'noscript', 'stale', 'skip_monitor', 'no_mandatory_keys', 'movablekeys'],
  acl: ['slow', 'scripting'],
  keySpecs: [keysCountedAt(2, ['RO', 'access'])],
  args: [
    string('sha1'),
    integer('numkeys'),
    key('key', { optional: true, multiple: true }),
    string('arg', { optional: true, multiple: true }),
  ],
  script: 'digest',
  run: (client, argv) => {
    const sha = checkDigest(argv[1]!)
    engine(client).evaluate(client, argv, () => kept(client, sha), true)
  },
})
