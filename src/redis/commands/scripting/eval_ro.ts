import { command, integer, key, keysCountedAt, string } from '../../command/declaration.ts'
import { engine } from './shared/engine.ts'

export const evalRo = command({
  name: 'eval_ro',
  summary: 'Runs a Lua script that may only read.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'That of the script',
  arity: -3,
  flags: ['readonly', 'noscript', 'stale', 'skip_monitor', 'no_mandatory_keys', 'movablekeys'],
  acl: ['slow', 'scripting'],
  keySpecs: [
    keysCountedAt(
      2,
      ['RO', 'access'],
      'What the code does with its keys is unknown: taken as reading all of them.',
    ),
  ],
  args: [
    string('script'),
    integer('numkeys'),
    key('key', { optional: true, multiple: true }),
    string('arg', { optional: true, multiple: true }),
  ],
  script: 'body',
  run: (client, argv) => {
    const scripting = engine(client)
    scripting.evaluate(client, argv, () => scripting.keep(argv[1]!), true)
  },
})
