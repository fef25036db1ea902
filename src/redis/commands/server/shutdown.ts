import { command, oneof, token } from '../../command/declaration.ts'
import { errors } from '../../command/errors.ts'
import { shutDown } from '../../persistence/shutdown.ts'
import { toLower } from '../../../bytes/bytestrings.ts'

const OPTIONS: readonly string[] = ['nosave', 'save', 'now', 'force', 'abort']

export const shutdown = command({
  name: 'shutdown',
  summary: 'Ends the server, after a save if one is configured or asked for.',
  since: '1.0.0',
  group: 'server',
  complexity: 'O(N) for N keys when saving, else O(1)',
  history: [['7.0.0', 'The `NOW`, `FORCE` and `ABORT` modifiers.']],
  arity: -1,
  flags: ['admin', 'noscript', 'loading', 'stale', 'no_multi', 'allow_busy'],
  acl: ['admin', 'slow', 'dangerous'],
  args: [
    oneof('nosave_save', [token('nosave', 'NOSAVE'), token('save', 'SAVE')], { optional: true }),
    token('now', 'NOW', { since: '7.0.0', optional: true }),
    token('force', 'FORCE', { since: '7.0.0', optional: true }),
    token('abort', 'ABORT', { since: '7.0.0', optional: true }),
  ],
  run: (client, argv) => {
    const given = argv.slice(1).map(toLower)
    const has = (option: string) => given.includes(option)
    const alone = new Set(given).size === 1
    if (given.some((option) => !OPTIONS.includes(option))) throw errors.syntax()
    if ((has('abort') && !alone) || (has('nosave') && has('save'))) throw errors.syntax()
    if (has('abort')) throw errors.text('ERR No shutdown in progress.')
    if (!has('now') && client.denyBlocking) {
      throw errors.text("ERR SHUTDOWN without NOW or ABORT isn't allowed for DENY BLOCKING client")
    }
    const save = has('save') ? true : has('nosave') ? false : undefined
    if (!shutDown(client.server, { save, force: has('force') })) throw errors.shutdownFailed()
  },
})
