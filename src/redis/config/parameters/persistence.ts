/** Snapshots (RDB) and the append-only file (AOF). */
import { save } from '../special.ts'
import { bool, bytes, int, INT_MAX, INT_MIN, LONG_MAX, oneOf, special, string } from '../declaration.ts'

/** A name without a directory, as `pathIsBaseName` has it. */
const isBaseName = (path: string): boolean => !/[/\\]/.test(path)

const fileName =
  (parameter: string, what: 'filename' | 'dirname', allowEmpty: boolean) =>
  (value: string): string | undefined => {
    if (value === '' && !allowEmpty) return `${parameter} can't be empty`
    return isBaseName(value) ? undefined : `${parameter} can't be a path, just a ${what}`
  }

export const persistence = [
  special('save', save, {
    en: 'Save points: a snapshot is written after so many seconds if at least so many keys changed; "" writes none.',
    ko: '저장 지점으로, 정한 초 동안 정한 수 이상의 키가 바뀌면 스냅숏을 쓰며 ""이면 쓰지 않습니다.',
  }),
  string(
    'dbfilename',
    { en: 'File name of the snapshot in dir.', ko: 'dir 안에 있는 스냅숏 파일의 이름입니다.' },
    {
      initial: 'dump.rdb',
      keepsEmpty: true,
      check: fileName('dbfilename', 'filename', true),
      protected: true,
    },
  ),
  bool('rdbcompression', true, {
    en: 'Compresses strings in the snapshot with LZF.',
    ko: '스냅숏 안의 문자열을 LZF로 압축합니다.',
  }),
  bool(
    'rdbchecksum',
    true,
    {
      en: 'Ends a snapshot with a CRC64 and checks it when loading.',
      ko: '스냅숏 끝에 CRC64를 붙이고 불러올 때 확인합니다.',
    },
    { immutable: true },
  ),
  bool(
    'rdb-del-sync-files',
    false,
    {
      en: 'Without persistence, deletes the snapshot files that replication left behind.',
      ko: '영속성을 쓰지 않을 때 복제가 남긴 스냅숏 파일을 지웁니다.',
    },
    { since: '6.0.0' },
  ),
  bool(
    'rdb-save-incremental-fsync',
    true,
    {
      en: 'Syncs a snapshot to disk every 4 MB while it is written, to avoid one long stall.',
      ko: '한 번에 오래 멈추지 않도록 스냅숏을 쓰면서 4MB마다 디스크에 동기화합니다.',
    },
    { since: '5.0.0' },
  ),
  oneOf(
    'sanitize-dump-payload',
    ['no', 'yes', 'clients'],
    'no',
    {
      en: 'Checks the inside of compact encodings when loading a snapshot or RESTORE; clients checks only clients.',
      ko: '스냅숏이나 RESTORE를 불러올 때 압축 인코딩의 속까지 검사하며, clients는 클라이언트 것만 검사합니다.',
    },
    { since: '6.2.0' },
  ),
  bool('stop-writes-on-bgsave-error', true, {
    en: 'Refuses writes (MISCONF) after a failed background save, until one succeeds.',
    ko: '백그라운드 저장이 실패하면 다시 성공할 때까지 쓰기를 MISCONF로 거절합니다.',
  }),
  bool(
    'appendonly',
    false,
    {
      en: 'Logs every write to the append-only file, which is replayed at start.',
      ko: '모든 쓰기를 AOF에 기록하고 시작할 때 다시 실행합니다.',
    },
    { denyLoading: true },
  ),
  string(
    'appendfilename',
    {
      en: 'First part of the names of the append-only files.',
      ko: 'AOF 파일 이름의 앞부분입니다.',
    },
    {
      initial: 'appendonly.aof',
      keepsEmpty: true,
      immutable: true,
      check: fileName('appendfilename', 'filename', false),
    },
  ),
  string(
    'appenddirname',
    {
      en: 'Directory in dir that holds the append-only files and their manifest.',
      ko: 'AOF 파일과 매니페스트를 담는 dir 안의 디렉터리입니다.',
    },
    {
      initial: 'appendonlydir',
      keepsEmpty: true,
      immutable: true,
      check: fileName('appenddirname', 'dirname', false),
      since: '7.0.0',
    },
  ),
  oneOf('appendfsync', ['everysec', 'always', 'no'], 'everysec', {
    en: 'When the append-only file is forced to disk: once a second, before each reply, or when the kernel likes.',
    ko: 'AOF를 디스크에 확실히 쓰는 때로, 1초마다, 응답하기 전마다, 커널이 정하는 때 중 하나입니다.',
  }),
  bool('no-appendfsync-on-rewrite', false, {
    en: 'Skips fsync while a child saves or rewrites: less stalling, up to 30 seconds of writes at risk.',
    ko: '자식이 저장하거나 다시 쓰는 동안 fsync를 건너뛰며, 덜 멈추는 대신 최대 30초의 쓰기가 위험해집니다.',
  }),
  int('auto-aof-rewrite-percentage', 100, [0n, INT_MAX], {
    en: 'Growth (%) since the last rewrite at which the append-only file is rewritten; 0 never does.',
    ko: '지난번 다시 쓴 뒤로 이만큼(%) 커지면 AOF를 다시 쓰며, 0이면 하지 않습니다.',
  }),
  bytes(
    'auto-aof-rewrite-min-size',
    64 * 1024 * 1024,
    [0n, LONG_MAX],
    {
      en: 'Size below which the append-only file is not rewritten automatically.',
      ko: 'AOF가 이보다 작으면 자동으로 다시 쓰지 않습니다.',
    },
    { signed: true },
  ),
  bool('aof-load-truncated', true, {
    en: 'Starts although the end of the last append-only file is cut off, dropping that end.',
    ko: '마지막 AOF의 끝이 잘려 있어도 그 부분을 버리고 시작합니다.',
  }),
  bool(
    'aof-use-rdb-preamble',
    true,
    {
      en: 'Writes the base of a rewritten append-only file in the snapshot format: smaller and faster.',
      ko: '다시 쓴 AOF의 바탕을 더 작고 빠른 스냅숏 형식으로 씁니다.',
    },
    { since: '4.0.0' },
  ),
  bool(
    'aof-timestamp-enabled',
    false,
    {
      en: 'Notes the time in the append-only file, so that it can be cut at a moment.',
      ko: '특정 시점으로 잘라 되돌릴 수 있도록 AOF에 시각을 적습니다.',
    },
    { since: '7.0.0' },
  ),
  bool('aof-rewrite-incremental-fsync', true, {
    en: 'Syncs a rewritten append-only file to disk every 4 MB while it is written.',
    ko: 'AOF를 다시 쓰면서 4MB마다 디스크에 동기화합니다.',
  }),
  bool(
    'aof-disable-auto-gc',
    false,
    {
      en: 'Keeps append-only files that are no longer needed, for debugging.',
      ko: '디버깅을 위해 더는 필요 없는 AOF 파일을 지우지 않습니다.',
    },
    { since: '7.0.0' },
  ),
  int(
    'rdb-key-save-delay',
    0,
    [INT_MIN, INT_MAX],
    {
      en: 'For tests: microseconds to pause after each key while saving.',
      ko: '시험용으로, 저장할 때 키마다 멈추는 마이크로초입니다.',
    },
    { hidden: true },
  ),
  int(
    'loading-process-events-interval-bytes',
    2 * 1024 * 1024,
    [1024n, INT_MAX],
    {
      en: 'While loading, clients are looked after every so many bytes.',
      ko: '불러오는 동안 이 바이트마다 한 번씩 클라이언트를 돌봅니다.',
    },
    { hidden: true },
  ),
] as const
