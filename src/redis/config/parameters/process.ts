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
  bool(
    'daemonize',
    false,
    {
      en: 'Runs in the background, detached from the terminal.',
      ko: '터미널에서 떨어져 백그라운드에서 실행합니다.',
    },
    { immutable: true },
  ),
  oneOf(
    'supervised',
    ['upstart', 'systemd', 'auto', 'no'],
    'no',
    {
      en: 'Tells upstart or systemd when the server is ready; auto finds out which one is there.',
      ko: 'upstart나 systemd에 준비되었음을 알리며, auto는 어느 쪽인지 스스로 알아냅니다.',
    },
    { immutable: true, since: '3.2.0' },
  ),
  string(
    'pidfile',
    {
      en: 'File the process id is written to at start and that is removed at exit.',
      ko: '시작할 때 프로세스 번호를 적고 끝날 때 지우는 파일입니다.',
    },
    { immutable: true },
  ),
  special(
    'dir',
    directory,
    {
      en: 'Working directory: dump.rdb and the append-only files are read and written here.',
      ko: '작업 디렉터리이며, dump.rdb와 AOF 파일을 여기에서 읽고 씁니다.',
    },
    { protected: true, denyLoading: true },
  ),
  int(
    'databases',
    16,
    [1n, INT_MAX],
    {
      en: 'How many numbered databases SELECT can choose from.',
      ko: 'SELECT로 고를 수 있는 번호 붙은 데이터베이스의 수입니다.',
    },
    { immutable: true },
  ),
  oneOf('loglevel', ['debug', 'verbose', 'notice', 'warning'], 'notice', {
    en: 'How much is logged, from everything (debug) to only what is alarming (warning).',
    ko: '로그의 양으로, 모두(debug)부터 심각한 것만(warning)까지 고릅니다.',
  }),
  string(
    'logfile',
    {
      en: 'File the log is appended to; empty logs to standard output.',
      ko: '로그를 덧붙일 파일이며, 비어 있으면 표준 출력에 씁니다.',
    },
    { immutable: true, keepsEmpty: true },
  ),
  bool(
    'syslog-enabled',
    false,
    { en: 'Sends the log to syslog as well.', ko: '로그를 syslog에도 보냅니다.' },
    { immutable: true },
  ),
  string(
    'syslog-ident',
    {
      en: 'The name under which lines appear in syslog.',
      ko: 'syslog에 나타날 이름입니다.',
    },
    { immutable: true, initial: 'redis', keepsEmpty: true },
  ),
  oneOf(
    'syslog-facility',
    ['user', 'local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'],
    'local0',
    { en: 'The syslog facility that gets the lines.', ko: '로그를 받을 syslog facility입니다.' },
    { immutable: true },
  ),
  bool(
    'crash-log-enabled',
    true,
    {
      en: 'On a crash, logs registers, stack and the running command.',
      ko: '비정상 종료할 때 레지스터, 스택, 실행 중이던 명령을 로그에 남깁니다.',
    },
    { since: '6.2.0' },
  ),
  bool(
    'crash-memcheck-enabled',
    true,
    {
      en: 'On a crash, tests the memory quickly before exiting.',
      ko: '비정상 종료할 때 끝나기 전에 메모리를 간단히 검사합니다.',
    },
    { since: '6.2.0' },
  ),
  bool(
    'always-show-logo',
    false,
    {
      en: 'Shows the start-up picture even when the log is not a terminal.',
      ko: '로그가 터미널이 아니어도 시작 그림을 보여 줍니다.',
    },
    { immutable: true, since: '4.0.0' },
  ),
  bool(
    'set-proc-title',
    true,
    {
      en: 'Lets the process list show address and mode next to the name.',
      ko: '프로세스 목록의 이름 옆에 주소와 모드를 보여 줍니다.',
    },
    { immutable: true, since: '6.2.0' },
  ),
  string(
    'proc-title-template',
    {
      en: 'How the title in the process list is put together, from variables in braces.',
      ko: '프로세스 목록의 제목을 중괄호 변수로 어떻게 만들지 정합니다.',
    },
    { initial: TITLE_TEMPLATE, keepsEmpty: true, check: checkTitleTemplate, since: '6.2.0' },
  ),
  int('hz', 10, [0n, INT_MAX], {
    en: 'How often a second background work runs (expiry, timeouts, rehashing); kept between 1 and 500.',
    ko: '만료, 시간 초과, 리해싱 같은 뒷일을 1초에 몇 번 하는지이며 1~500으로 맞춰집니다.',
  }),
  bool(
    'dynamic-hz',
    true,
    {
      en: 'Raises hz for a while when many clients are connected.',
      ko: '클라이언트가 많을 때 hz를 잠시 올립니다.',
    },
    { since: '5.0.0' },
  ),
  oneOf(
    'oom-score-adj',
    ['no', 'yes', 'relative', 'absolute'],
    'no',
    {
      en: "Sets Linux's oom_score_adj, so that background children are killed before replicas and replicas before the primary.",
      ko: '메모리가 모자랄 때 자식 프로세스, 레플리카, 프라이머리 순으로 죽도록 리눅스 oom_score_adj를 조정합니다.',
    },
    { synonyms: { relative: 'yes' }, since: '6.2.0' },
  ),
  special(
    'oom-score-adj-values',
    oomScoreAdjValues,
    {
      en: 'The three oom_score_adj values: for a primary, a replica, a background child.',
      ko: '프라이머리, 레플리카, 백그라운드 자식에게 줄 oom_score_adj 값 셋입니다.',
    },
    { since: '6.2.0' },
  ),
  bool(
    'disable-thp',
    true,
    {
      en: "Switches Linux's transparent huge pages off for this process, as they slow copy-on-write down.",
      ko: '쓰기 시 복사를 느리게 하는 리눅스의 투명 대형 페이지를 이 프로세스에서 끕니다.',
    },
    { immutable: true, since: '6.2.0' },
  ),
  string(
    'server_cpulist',
    {
      en: 'CPUs for the main thread and the I/O threads, such as 0-7:2.',
      ko: '주 스레드와 I/O 스레드가 쓸 CPU 목록이며 0-7:2처럼 적습니다.',
    },
    cpus,
  ),
  string(
    'bio_cpulist',
    {
      en: 'CPUs for the background threads (fsync, close, lazy free).',
      ko: '백그라운드 스레드(fsync, 닫기, 지연 해제)가 쓸 CPU 목록입니다.',
    },
    cpus,
  ),
  string(
    'aof_rewrite_cpulist',
    {
      en: 'CPUs for the child that rewrites the append-only file.',
      ko: 'AOF를 다시 쓰는 자식이 쓸 CPU 목록입니다.',
    },
    cpus,
  ),
  string(
    'bgsave_cpulist',
    { en: 'CPUs for the child that writes the snapshot.', ko: '스냅숏을 쓰는 자식이 쓸 CPU 목록입니다.' },
    cpus,
  ),
  string(
    'ignore-warnings',
    {
      en: 'Names of start-up warnings to go on in spite of, such as ARM64-COW-BUG.',
      ko: '무시하고 계속할 시작 경고의 이름이며 ARM64-COW-BUG 등이 있습니다.',
    },
    { keepsEmpty: true, since: '6.2.0' },
  ),
  int(
    'shutdown-timeout',
    10,
    [0n, INT_MAX],
    {
      en: 'Seconds a shutdown waits for replicas that lag behind; 0 does not wait.',
      ko: '종료할 때 뒤처진 레플리카를 기다리는 초이며, 0이면 기다리지 않습니다.',
    },
    { since: '7.0.0' },
  ),
  flags(
    'shutdown-on-sigint',
    signalChoices,
    {
      en: 'How to shut down on SIGINT (Ctrl-C): default, or any of save, nosave, now, force.',
      ko: 'SIGINT(Ctrl-C)를 받았을 때의 종료 방식으로 default 또는 save, nosave, now, force를 함께 씁니다.',
    },
    { check: noContradiction, since: '7.0.0' },
  ),
  flags(
    'shutdown-on-sigterm',
    signalChoices,
    {
      en: 'How to shut down on SIGTERM (kill): default, or any of save, nosave, now, force.',
      ko: 'SIGTERM(kill)을 받았을 때의 종료 방식으로 default 또는 save, nosave, now, force를 함께 씁니다.',
    },
    { check: noContradiction, since: '7.0.0' },
  ),
  bool(
    'use-exit-on-panic',
    false,
    {
      en: 'For tests: a panic calls exit instead of abort.',
      ko: '시험용으로, 패닉 때 abort 대신 exit을 부릅니다.',
    },
    { hidden: true, since: '7.0.0' },
  ),
  int(
    'watchdog-period',
    0,
    [0n, INT_MAX],
    {
      en: 'For debugging: logs a stack trace when the main thread is stuck for this many milliseconds.',
      ko: '디버깅용으로, 주 스레드가 이 밀리초 동안 멈추면 스택을 로그에 남깁니다.',
    },
    { hidden: true },
  ),
  int(
    'key-load-delay',
    0,
    [INT_MIN, INT_MAX],
    {
      en: 'For tests: microseconds to pause after each key while loading.',
      ko: '시험용으로, 불러올 때 키마다 멈추는 마이크로초입니다.',
    },
    { hidden: true },
  ),
] as const
