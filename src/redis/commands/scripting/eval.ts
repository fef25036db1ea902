import { command, integer, key, keysCountedAt, string } from '../../command/declaration.ts'
import { engine } from './shared/engine.ts'

export const evalScript = command({
  name: 'eval',
  summary: 'Runs a Lua script, atomically for all other clients.',
  since: '2.6.0',
  group: 'scripting',
  complexity: 'That of the script',
  arity: -3,
  flags: ['noscript', 'stale', 'skip_monitor', 'no_mandatory_keys', 'movablekeys'],
  acl: ['slow', 'scripting'],
  keySpecs: [
    keysCountedAt(
      2,
      ['RW', 'access', 'update'],
      'What the code does with its keys is unknown: taken as changing all of them.',
    ),
  ],
  args: [
    string('script'),
    integer('numkeys'),
    key('key', { optional: true, multiple: true }),
    string('arg', { optional: true, multiple: true }),
  ],
  mayReplicate: true,
  script: 'body',
  run: (client, argv) => {
    const scripting = engine(client)
    scripting.evaluate(client, argv, () => scripting.keep(argv[1]!), false)
  },
})
