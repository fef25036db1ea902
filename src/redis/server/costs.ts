/**
 * The cost table: what work takes in virtual µs. Calibrated on redis-server 7.0.15 (2 vCPU):
 * redis-benchmark at pipeline 1 reaches 77–92 k requests/s, i.e. 11–13 µs a command with its two system
 * calls, and about 0.9 µs of CPU a command at pipeline 16. KEYS on 1 M keys took about 100 ms, LRANGE of
 * 600 elements about 20 µs: hence the cost per element visited. A model: the page labels it so.
 */
export const costs = {
  /** read(2) of a client's query and the event loop around it. */
  read: 5,
  /** write(2) of its reply. */
  write: 5,
  /** Parsing, look-up and execution of a command that visits no more than a few elements. */
  command: 0.9,
  /** Each element, key or field visited beyond that. */
  visited: 0.1,
  /** Each KB of arguments and reply copied. */
  kilobyte: 0.25,
  /**
   * One instruction of a Lua script: loops of additions, table writes and calls took 1.7 to 4 ns of
   * redis-server's CPU for each instruction our compiler makes of them.
   */
  instruction: 0.003,
  /** A command called by a script: 300 000 GETs in a loop took 49 ms. */
  scriptCommand: 0.15,
  /** accept(2) and the client's setup. */
  accept: 20,
  /** A look at one key in the active expire cycle, and the deletion of one. */
  expireCheck: 0.15,
  expireDelete: 0.6,
  /** A look at a key as a candidate for eviction, and what an eviction takes beside the freeing. */
  evictionSample: 0.08,
  evictionDelete: 0.8,
  /** One small key turned into its bytes of an RDB file: SAVE of a million took 398 ms. */
  saveKey: 0.4,
  /** The same read back: a million took 0.45 to 0.65 s of CPU. */
  loadKey: 0.55,
  /** fork(2), and for each megabyte of memory: 115 MB took 5.1 ms, an empty server 0.3 ms. */
  fork: 250,
  forkMegabyte: 42,
  /** A page copied because parent or child wrote to it, for each KB of it. */
  copyKilobyte: 0.25,
  /** Moving one bucket from the old hash table to the new. */
  rehashBucket: 0.2,
} as const
