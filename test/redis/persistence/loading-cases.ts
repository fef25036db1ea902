/** What clients ask while a server loads its files: asked of a real one (`record-loading.ts`) and of ours. */
export interface LoadingCase {
  readonly name: string
  readonly appendonly: 'yes' | 'no'
  /** Sent at once, by one client. */
  readonly commands: readonly string[]
}

/** Slow enough to be met while it loads. */
export const LOADING_CONFIG: Readonly<Record<string, string>> = {
  'key-load-delay': '10000',
  'loading-process-events-interval-bytes': '1024',
  'enable-debug-command': 'yes',
}

/** Keys in the snapshot, and commands in the log after it. */
export const SNAPSHOT_KEYS = 300
export const LOGGED = 200

export const loadingCases: readonly LoadingCase[] = [
  {
    name: 'what is about keys',
    appendonly: 'no',
    commands: ['PING', 'GET a', 'SET a 1', 'DBSIZE', 'KEYS *', 'SAVE', 'BGSAVE', 'BGREWRITEAOF', 'FLUSHALL'],
  },
  {
    name: 'what is not',
    appendonly: 'no',
    commands: [
      ...['ECHO x', 'SELECT 1', 'HELLO', 'CLIENT GETNAME', 'CLIENT ID', 'TIME', 'LASTSAVE x', 'ROLE'],
      ...[
        'COMMAND COUNT',
        'CONFIG GET maxmemory',
        'CONFIG SET maxmemory-samples 7',
        'SLOWLOG LEN',
        'WAIT 0 0',
      ],
      ...[
        'ACL WHOAMI',
        'LATENCY RESET',
        'DEBUG SLEEP 0',
        'PUBLISH a b',
        'PUBSUB CHANNELS',
        'REPLICAOF NO ONE',
      ],
      ...['UNWATCH', 'WATCH a', 'ASKING', 'RESET', 'SWAPDB 0 1', 'MEMORY USAGE a', 'OBJECT ENCODING a'],
    ],
  },
  {
    name: 'errors that come first, and after',
    appendonly: 'no',
    commands: ['GET', 'NOSUCH', 'CONFIG SET appendonly yes', 'CONFIG SET appendonly', 'INFO errorstats'],
  },
  {
    name: 'transactions',
    appendonly: 'no',
    commands: [
      ...['MULTI', 'GET a', 'ECHO x', 'EXEC', 'MULTI', 'SELECT 1', 'ECHO x', 'EXEC', 'EXEC', 'MULTI'],
      ...['SHUTDOWN', 'DISCARD', 'DISCARD'],
    ],
  },
  {
    name: 'scripts',
    appendonly: 'no',
    commands: [
      ...["EVAL 'return 1' 0", "EVAL_RO 'return 1' 0", 'EVALSHA abc 0', 'SCRIPT EXISTS abc', 'FCALL f 0'],
      ...["SCRIPT LOAD 'return 1'", 'SCRIPT FLUSH', 'FUNCTION LIST', 'FUNCTION FLUSH'],
    ],
  },
  {
    name: 'a subscriber',
    appendonly: 'no',
    commands: ['SUBSCRIBE a', 'PING', 'GET a', 'UNSUBSCRIBE a', 'GET a'],
  },
  { name: 'how far it is', appendonly: 'no', commands: ['INFO persistence'] },
  {
    name: 'a log after its base',
    appendonly: 'yes',
    commands: ['PING', 'CONFIG SET appendonly no', 'INFO persistence', 'CLIENT ID'],
  },
]

/** Figures of a moment and a machine. */
export const withoutFigures = (replies: string): string =>
  replies
    .replaceAll(
      /(keys_loaded|changes_since_last_save|save_time|start_time|loaded_bytes|loaded_perc|eta_seconds):[\d.]+/g,
      '$1:N',
    )
    .replaceAll(/\$\d+\r\n# /g, '$N\r\n# ')
    .replaceAll(/\*2\r\n\$10\r\n\d{10}\r\n\$\d\r\n\d+\r\n/g, 'a time\r\n')
