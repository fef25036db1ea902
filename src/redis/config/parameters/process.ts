/** The process itself: how it starts, logs, uses the machine and stops. */
import { directory, oomScoreAdjValues } from '../special.ts'
import { bool, flags, int, INT_MAX, INT_MIN, oneOf, special, string } from '../declaration.ts'
import { checkTitleTemplate, TITLE_TEMPLATE } from './title.ts'

const signalChoices = ['default', 'save', 'nosave', 'now', 'force']
const SAVE = 1
const NOSAVE = 2
const noContradiction = (bits: number): string | undefined =>
  bits & SAVE && bits & NOSAVE ? "shutdown options SAVE and NOSAVE can't be used simultaneously" : undefined

const cpus = { immutable: true, since: '6.0.0' } as const

export const process = [
  bool('daemonize', false, { immutable: true }),
  oneOf('supervised', ['upstart', 'systemd', 'auto', 'no'], 'no', { immutable: true, since: '3.2.0' }),
  string('pidfile', { immutable: true }),
  special('dir', directory, { protected: true, denyLoading: true }),
  int('databases', 16, [1n, INT_MAX], { immutable: true }),
  oneOf('loglevel', ['debug', 'verbose', 'notice', 'warning'], 'notice'),
  string('logfile', { immutable: true, keepsEmpty: true }),
  bool('syslog-enabled', false, { immutable: true }),
  string('syslog-ident', { immutable: true, initial: 'redis', keepsEmpty: true }),
  oneOf(
    'syslog-facility',
    ['user', 'local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'],
    'local0',
    { immutable: true },
  ),
  bool('crash-log-enabled', true, { since: '6.2.0' }),
  bool('crash-memcheck-enabled', true, { since: '6.2.0' }),
  bool('always-show-logo', false, { immutable: true, since: '4.0.0' }),
  bool('set-proc-title', true, { immutable: true, since: '6.2.0' }),
  string('proc-title-template', {
    initial: TITLE_TEMPLATE,
    keepsEmpty: true,
    check: checkTitleTemplate,
    since: '6.2.0',
  }),
  int('hz', 10, [0n, INT_MAX]),
  bool('dynamic-hz', true, { since: '5.0.0' }),
  oneOf('oom-score-adj', ['no', 'yes', 'relative', 'absolute'], 'no', {
    synonyms: { relative: 'yes' },
    since: '6.2.0',
  }),
  special('oom-score-adj-values', oomScoreAdjValues, { since: '6.2.0' }),
  bool('disable-thp', true, { immutable: true, since: '6.2.0' }),
  string('server_cpulist', cpus),
  string('bio_cpulist', cpus),
  string('aof_rewrite_cpulist', cpus),
  string('bgsave_cpulist', cpus),
  string('ignore-warnings', { keepsEmpty: true, since: '6.2.0' }),
  int('shutdown-timeout', 10, [0n, INT_MAX], { since: '7.0.0' }),
  flags('shutdown-on-sigint', signalChoices, { check: noContradiction, since: '7.0.0' }),
  flags('shutdown-on-sigterm', signalChoices, { check: noContradiction, since: '7.0.0' }),
  bool('use-exit-on-panic', false, { hidden: true, since: '7.0.0' }),
  int('watchdog-period', 0, [0n, INT_MAX], { hidden: true }),
  int('key-load-delay', 0, [INT_MIN, INT_MAX], { hidden: true }),
] as const
