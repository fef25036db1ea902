/** Words of the scenes and tools, in the page's language. `{name}` marks what `fill` replaces. */
export interface PartStrings {
  language: 'en' | 'ko'
  scene: {
    describe: string
    /** A note on what is faithful and what is not. */
    model: string
    close: string
    inspector: string
    recent: string
    noRecent: string
    /** {name}. */
    down: string
    downText: string
  }
  keyspace: {
    title: string
    /** {db}, {keys}. */
    sub: string
    key: string
    /** {n}. */
    keys: string
    /** {n}. */
    withTtl: string
    none: string
    /** {n}. */
    more: string
    /** {n}. */
    counted: string
    countedNote: string
    internals: string
    map: string
    rows: string
    /** {key}, {type}, {encoding}. */
    rowLabel: string
    removed: Record<'del' | 'expired' | 'evicted', string>
    type: string
    encoding: string
    size: string
    /** {seconds}. */
    ttlLeft: string
    noTtl: string
    pastTtl: string
    slot: string
    types: Record<'string' | 'list' | 'set' | 'zset' | 'hash' | 'stream', string>
    units: Record<'string' | 'list' | 'set' | 'zset' | 'hash' | 'stream', string>
  }
  table: {
    title: string
    /** {n}. */
    table: string
    /** {slots}, {keys}. */
    holds: string
    load: string
    /** {index}, {slots}. */
    rehashing: string
    stands: string
    none: string
    /** {n}: too many slots to draw one by one. */
    large: string
  }
  lane: {
    title: string
    thread: string
    background: string
    child: string
    clients: string
    /** {n}. */
    crowd: string
    /** {n}. */
    waiting: string
    worst: string
    answered: string
    window: string
    noClients: string
    idle: string
    /** {name}, {time}. */
    run: string
    /** {n}. */
    client: string
    scan: string
    /** {n}, {of}. */
    buckets: string
    /** {percent}. */
    walked: string
    noScan: string
    over: string
    emptyPage: string
    cursor: string
    /** {n}. */
    found: string
    /** {n}. */
    repeated: string
  }
  expiry: {
    title: string
    /** {n}. */
    sub: string
    named: string
    all: string
    cycle: string
    clock: string
    freed: string
    gap: string
    again: string
    stop: string
    timeLimit: string
    lazy: string
    active: string
    none: string
    noCycle: string
    /** {expired}, {sampled}. */
    share: string
  }
  conf: {
    label: string
    noFile: string
    apply: string
    save: string
    nothingChanged: string
    /** {n}. */
    changed: string
    /** {line}. */
    line: string
    loading: string
    loadFailed: string
    default: string
    range: string
    choices: string
    since: string
    immutable: string
    saved: string
    /** {name}. */
    restarted: string
    /** {name}. */
    refused: string
    /** {names}: only a restart changes these. */
    onlyRestart: string
    reload: string
    outside: string
  }
  log: {
    empty: string
    lines: string
    filter: string
    follow: string
    all: string
    level: string
    levels: Record<'all' | 'notice' | 'warning', string>
    /** {n}, {of}. */
    shown: string
  }
  docker: {
    label: string
    hint: string
    save: string
    saved: string
    unsaved: string
    clean: string
    levels: Record<'error' | 'warning' | 'note', string>
    findings: string
  }
}
