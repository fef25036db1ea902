/** The shell's `help`. */
export const shellHelp = (): string => `A small shell. It runs the Redis programs of this machine:
  redis-server [redis.conf] [--option value ...]   in the foreground until Ctrl-C,
                                                   in the background with & at the end
  redis-cli [options] [command ...]                --help tells more
  redis-check-aof [--fix] <manifest or file>       checks append-only files
  redis-check-rdb <file>                           checks a snapshot

and a few tools of its own:
  ls [-la] stat du file cat head tail grep wc      look at files and output
  hexdump [-C] xxd od cmp                          look at bytes
  echo printf seq sort uniq > >> < | && || ;       make and combine
  cp mv rm mkdir touch truncate dd sync            change files
  ps jobs kill [-9] <pid|name|%job> pkill pgrep    see and stop processes
  poweroff -f                                      cut the power: what is not synced is lost
  export NAME=value   history   clear   sleep <seconds>   exit

Tab completes names, the arrow keys go through earlier lines, Ctrl-R searches them.
`
