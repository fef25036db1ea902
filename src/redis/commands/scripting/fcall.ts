import { command, integer, key, keysCountedAt, string } from '../../command/declaration.ts'
import { engine } from './shared/engine.ts'

export const fcall = command({
  name: 'fcall',
  summary: 'Calls a function of a loaded library.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'That of the function',
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
    string('function'),
    integer('numkeys'),
    key('key', { optional: true, multiple: true }),
    string('arg', { optional: true, multiple: true }),
  ],
  mayReplicate: true,
  script: 'function',
  run: (client, argv) => engine(client).functions.call(client, argv, false),
})
