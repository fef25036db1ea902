import { command, integer, key, keysCountedAt, string } from '../../command/declaration.ts'
import { engine } from './shared/engine.ts'

export const fcallRo = command({
  name: 'fcall_ro',
  summary: 'Calls a function of a loaded library that may only read.',
  since: '7.0.0',
  group: 'scripting',
  complexity: 'That of the function',
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
    string('function'),
    integer('numkeys'),
    key('key', { optional: true, multiple: true }),
    string('arg', { optional: true, multiple: true }),
  ],
  script: 'function',
  run: (client, argv) => engine(client).functions.call(client, argv, true),
})
