/** The shell's `help`. */
export const shellHelp = (): string => `A small shell. It runs the Redis programs of this machine:
  redis-server [redis.conf] [--option value ...]   in the foreground until Ctrl-C,
                                                   in the background with & at the end
  redis-cli [options] [command ...]                --help tells more

and a few tools of its own:
  ls cat head tail grep wc sort uniq xxd           look at files and output
  echo printf seq > >> < | && || ;                 make and combine
  cp mv rm mkdir                                   change files
  ps jobs kill [-9] <pid|name|%job>                see and stop processes
  export NAME=value   history   clear   sleep <seconds>   exit

Tab completes names, the arrow keys go through earlier lines, Ctrl-R searches them.
`
