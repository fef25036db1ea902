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
  special('save', save),
  string('dbfilename', {
    initial: 'dump.rdb',
    keepsEmpty: true,
    check: fileName('dbfilename', 'filename', true),
    protected: true,
  }),
  bool('rdbcompression', true),
  bool('rdbchecksum', true, { immutable: true }),
  bool('rdb-del-sync-files', false, { since: '6.0.0' }),
  bool('rdb-save-incremental-fsync', true, { since: '5.0.0' }),
  oneOf('sanitize-dump-payload', ['no', 'yes', 'clients'], 'no', { since: '6.2.0' }),
  bool('stop-writes-on-bgsave-error', true),
  bool('appendonly', false, { denyLoading: true }),
  string('appendfilename', {
    initial: 'appendonly.aof',
    keepsEmpty: true,
    immutable: true,
    check: fileName('appendfilename', 'filename', false),
  }),
  string('appenddirname', {
    initial: 'appendonlydir',
    keepsEmpty: true,
    immutable: true,
    check: fileName('appenddirname', 'dirname', false),
    since: '7.0.0',
  }),
  oneOf('appendfsync', ['everysec', 'always', 'no'], 'everysec'),
  bool('no-appendfsync-on-rewrite', false),
  int('auto-aof-rewrite-percentage', 100, [0n, INT_MAX]),
  bytes('auto-aof-rewrite-min-size', 64 * 1024 * 1024, [0n, LONG_MAX], { signed: true }),
  bool('aof-load-truncated', true),
  bool('aof-use-rdb-preamble', true, { since: '4.0.0' }),
  bool('aof-timestamp-enabled', false, { since: '7.0.0' }),
  bool('aof-rewrite-incremental-fsync', true),
  bool('aof-disable-auto-gc', false, { since: '7.0.0' }),
  int('rdb-key-save-delay', 0, [INT_MIN, INT_MAX], { hidden: true }),
  int('loading-process-events-interval-bytes', 2 * 1024 * 1024, [1024n, INT_MAX], { hidden: true }),
] as const
