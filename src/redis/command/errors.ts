/**
 * Every error text of the server, once. `throw errors.syntax()` ends a command with that reply.
 * A CommandError carries no stack: it is a reply, not a fault of the program.
 */
export class CommandError {
  /** The reply without the leading `-`: code, space, text. */
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const make = (text: string) => {
  const error = new CommandError(text)
  return () => error
}

export const errors = {
  /** For the one-off texts of a single command: `errors.text('ERR …')`. */
  text: (text: string) => new CommandError(text),
  wrongType: make('WRONGTYPE Operation against a key holding the wrong kind of value'),
  subscribedContext: (fullName: string) =>
    new CommandError(
      `ERR Can't execute '${fullName}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
    ),
  denyBlocking: (name: string) =>
    new CommandError(`ERR ${name.toUpperCase()} isn't allowed for a DENY BLOCKING client`),
  cachingUntracked: make(
    'ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT mode enabled',
  ),
  cachingMode: (word: string, mode: string) =>
    new CommandError(`ERR CLIENT CACHING ${word} is only valid when tracking is enabled in ${mode} mode.`),
  trackingMode: (mode: string) =>
    new CommandError(
      `ERR You can't switch ${mode} before disabling tracking for this client, and then re-enabling it with a different mode.`,
    ),
  prefixOverlap: (prefix: string, which: string, other: string) =>
    new CommandError(
      `ERR Prefix '${cString(prefix)}' overlaps with ${which} prefix '${cString(other)}'. Prefixes for a single client must not overlap.`,
    ),
  syntax: make('ERR syntax error'),
  notInteger: make('ERR value is not an integer or out of range'),
  notFloat: make('ERR value is not a valid float'),
  outOfRange: make('ERR value is out of range'),
  mustBePositive: make('ERR value is out of range, must be positive'),
  wouldOverflow: make('ERR increment or decrement would overflow'),
  decrementWouldOverflow: make('ERR decrement would overflow'),
  nanOrInfinity: make('ERR increment would produce NaN or Infinity'),
  noSuchKey: make('ERR no such key'),
  indexOutOfRange: make('ERR index out of range'),
  offsetOutOfRange: make('ERR offset is out of range'),
  minMaxNotFloat: make('ERR min or max is not a float'),
  minMaxNotLex: make('ERR min or max not valid string range item'),
  stringTooLong: make('ERR string exceeds maximum allowed size (proto-max-bulk-len)'),
  dbOutOfRange: make('ERR DB index is out of range'),
  invalidDb: make('ERR invalid DB index'),
  timeoutNotFloat: make('ERR timeout is not a float or out of range'),
  timeoutNegative: make('ERR timeout is negative'),
  timeoutNotInteger: make('ERR timeout is not an integer or out of range'),
  invalidCursor: make('ERR invalid cursor'),
  sameObject: make('ERR source and destination objects are the same'),
  countOutOfRange: make(
    'ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807',
  ),
  numkeysNotPositive: make('ERR numkeys should be greater than 0'),
  countNotPositive: make('ERR count should be greater than 0'),
  tooManyKeys: make("ERR Number of keys can't be greater than number of args"),
  limitNegative: make("ERR LIMIT can't be negative"),
  xxAndNx: make('ERR XX and NX options at the same time are not compatible'),
  gtLtAndNx: make('ERR GT, LT, and/or NX options at the same time are not compatible'),
  incrPairs: make('ERR INCR option supports a single increment-element pair'),
  scoreNotANumber: make('ERR resulting score is not a number (NaN)'),
  weightNotFloat: make('ERR weight value is not a float'),
  limitNeedsRange: make(
    'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
  ),
  withScoresByLex: make('ERR syntax error, WITHSCORES not supported in combination with BYLEX'),
  needsInputKey: (fullName: string) =>
    new CommandError(`ERR at least 1 input key is needed for '${fullName}' command`),
  scriptOom: make(
    "OOM allow-oom flag is not set on the script, can not run it when used memory > 'maxmemory'",
  ),
  oom: make("OOM command not allowed when used memory > 'maxmemory'."),
  execAbort: make('EXECABORT Transaction discarded because of previous errors.'),
  noAuth: make('NOAUTH Authentication required.'),
  tooManyClients: make('ERR max number of clients reached'),
  protectedMode: make(
    "DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user. In this mode connections are only accepted from the loopback interface. If you want to connect from external computers to Redis you may adopt one of the following solutions: 1) Just disable protected mode sending the command 'CONFIG SET protected-mode no' from the loopback interface by connecting to Redis from the same host the server is running, however MAKE SURE Redis is not publicly accessible from internet if you do so. Use CONFIG REWRITE to make this change permanent. 2) Alternatively you can just disable the protected mode by editing the Redis configuration file, and setting the protected mode option to 'no', and then restarting the server. 3) If you started the server manually just for testing, restart it with the '--protected-mode no' option. 4) Setup a an authentication password for the default user. NOTE: You only need to do one of the above things in order for the server to start accepting connections from the outside.",
  ),
  wrongPass: make('WRONGPASS invalid username-password pair or user is disabled.'),
  noCommandPermission: (fullName: string) =>
    new CommandError(`NOPERM this user has no permissions to run the '${fullName}' command`),
  noKeyPermission: make('NOPERM this user has no permissions to access one of the keys used as arguments'),
  noChannelPermission: make(
    'NOPERM this user has no permissions to access one of the channels used as arguments',
  ),
  noLongerPermitted: (reason: string) =>
    new CommandError(
      `NOPERM ACLs rules changed between the moment the transaction was accumulated and the EXEC call. This command is no longer allowed for the following reason: ${reason}`,
    ),
  sortDenied: (option: 'BY' | 'GET') =>
    new CommandError(`ERR ${option} option of SORT denied due to insufficient ACL permissions.`),
  /** A script calls what its user may not (scriptVerifyACL). */
  scriptNoCommand: make("ERR The user executing the script can't run this command or subcommand"),
  scriptNoKey: make(
    "ERR The user executing the script can't access at least one of the keys mentioned in the command arguments",
  ),
  scriptNoChannel: make(
    "ERR The user executing the script can't publish to the channel mentioned in the command",
  ),
  unknownCategory: (name: string) =>
    new CommandError(`ERR Unknown category '${cString(name).slice(0, 128)}'`),
  noAclFile: make(
    'ERR This Redis instance is not configured to use an ACL file. You may want to specify users via the ACL SETUSER command and then issue a CONFIG REWRITE (assuming you have a Redis configuration file set) in order to store users in the Redis configuration.',
  ),
  aclNotSaved: make(
    'ERR There was an error trying to save the ACLs. Please check the server logs for more information',
  ),
  noPasswordConfigured: make(
    'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
  ),
  helloNoAuth: make(
    'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
  ),
  clientName: make('ERR Client names cannot contain spaces, newlines or special characters.'),
  waitAtReplica: make(
    'ERR WAIT cannot be used with replica instances. Please also note that since Redis 4.0 if a replica is configured to be writable (which is not the default) writes to replicas are just local and are not propagated.',
  ),
  readonlyReplica: make("READONLY You can't write against a read only replica."),
  loading: make('LOADING Redis is loading the dataset in memory'),
  masterDown: make("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."),
  noReplicas: make('NOREPLICAS Not enough good replicas to write.'),
  replicaNoKeyspace: make("ERR Replica can't interact with the keyspace"),
  notAllowed: (container: string, parameter: string) =>
    new CommandError(
      `ERR ${container} command not allowed. If the ${parameter} option is set to "local", you can run it from a local connection, otherwise you need to set this option in the configuration file, and then restart the server.`,
    ),
  /** writeCommandsGetDiskErrorMessage. */
  saveFailed: make(
    "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that may modify the data set are disabled, because this instance is configured to report errors during writes if RDB snapshotting fails (stop-writes-on-bgsave-error option). Please check the Redis logs for details about the RDB error.",
  ),
  saveInProgress: make('ERR Background save already in progress'),
  otherChildActive: make(
    "ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in order to schedule a BGSAVE whenever possible.",
  ),
  shutdownFailed: make('ERR Errors trying to SHUTDOWN. Check logs.'),
  /** An error without words: what failed is in the log. */
  plain: make('ERR'),
  noMulti: make('ERR Command not allowed inside a transaction'),
  unsupportedOption: (option: string) => new CommandError(`ERR Unsupported option ${cString(option)}`),
  notInRange: (min: number, max: number) =>
    new CommandError(`ERR value is out of range, value must between ${min} and ${max}`),
  wrongArity: (fullName: string) =>
    new CommandError(`ERR wrong number of arguments for '${fullName}' command`),
  invalidExpire: (name: string) => new CommandError(`ERR invalid expire time in '${name}' command`),
  /** A subcommand with too many arguments (addReplySubcommandSyntaxError); `sub` as it was typed. */
  subcommandSyntax: (sub: string, container: string) =>
    new CommandError(
      `ERR unknown subcommand or wrong number of arguments for '${cString(sub).slice(0, 128)}'. Try ${container.toUpperCase()} HELP.`,
    ),
  noSuchUser: (name: string) => new CommandError(`ERR No such user '${cString(name)}'`),
  unknownClientType: (name: string) => new CommandError(`ERR Unknown client type '${cString(name)}'`),
  helloSyntax: (option: string) => new CommandError(`ERR Syntax error in HELLO option '${cString(option)}'`),
  unknownSubcommand: (sub: string, container: string) =>
    new CommandError(
      `ERR unknown subcommand '${cString(sub).slice(0, 128)}'. Try ${container.toUpperCase()} HELP.`,
    ),
  /** Two options of GEOSEARCH of which one must be given. */
  exactlyOne: (options: string, name: string) =>
    new CommandError(`ERR exactly one of ${options} can be specified for ${cString(name)}`),
  notHyperLogLog: make('WRONGTYPE Key is not a valid HyperLogLog string value.'),
  invalidHyperLogLog: make('INVALIDOBJ Corrupted HLL object detected'),
  unknownPfdebug: (word: string) => new CommandError(`ERR Unknown PFDEBUG subcommand '${cString(word)}'`),
  bitOffset: make('ERR bit offset is not an integer or out of range'),
  bitValue: make('ERR bit is not an integer or out of range'),
  bitArgument: make('ERR The bit argument must be 1 or 0.'),
  bitfieldType: make(
    'ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.',
  ),
  invalidStreamId: make('ERR Invalid stream ID specified as stream command argument'),
  invalidIntervalStart: make('ERR invalid start ID for the interval'),
  invalidIntervalEnd: make('ERR invalid end ID for the interval'),
  noGroup: (key: string, group: string) =>
    new CommandError(`NOGROUP No such key '${cString(key)}' or consumer group '${cString(group)}'`),
  noGroupOfKey: (key: string, group: string) =>
    new CommandError(`NOGROUP No such consumer group '${cString(group)}' for key name '${cString(key)}'`),
  noGroupToRead: (key: string, group: string) =>
    new CommandError(
      `NOGROUP No such key '${cString(key)}' or consumer group '${cString(group)}' in XREADGROUP with GROUP option`,
    ),
  groupGone: make('NOGROUP the consumer group this client was blocked on no longer exists'),
  busyKey: make('BUSYKEY Target key name already exists.'),
  badPayload: make('ERR DUMP payload version or checksum are wrong'),
  badDataFormat: make('ERR Bad data format'),
  busyGroup: make('BUSYGROUP Consumer Group name already exists'),
  unknownClaimOption: (option: string) =>
    new CommandError(`ERR Unrecognized XCLAIM option '${cString(option)}'`),
  blockFromScript: (name: string) =>
    new CommandError(`ERR ${cString(name)} command is not allowed with BLOCK option from scripts`),
  /** commandCheckExistence, server.c: the arguments are cut at 128 bytes in total. */
  unknownCommand: (argv: readonly string[]) => {
    let args = ''
    for (let i = 1; i < argv.length && args.length < 128; i++) {
      args += `'${cString(argv[i]!).slice(0, 128 - args.length)}' `
    }
    return new CommandError(
      `ERR unknown command '${cString(argv[0]!).slice(0, 128)}', with args beginning with: ${args}`,
    )
  },
} as const

/** What printf's %s shows of a byte string: up to the first NUL. */
const cString = (s: string): string => {
  const end = s.indexOf('\0')
  return end === -1 ? s : s.slice(0, end)
}
