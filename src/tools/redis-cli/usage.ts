/** `redis-cli --help`, in our own words: the options this redis-cli knows. */
import { VERSION } from './version.ts'

export const usage = (): string => `redis-cli ${VERSION}

Usage: redis-cli [OPTIONS] [cmd [arg [arg ...]]]

Where to connect
  -h <hostname>      The server's host. 127.0.0.1 if left out.
  -p <port>          The server's port. 6379 if left out.
  -u <uri>           Both at once: redis://user:password@host:port/database
  -s <socket>        A Unix socket instead of a host and a port.
  -n <db>            The database to start in.
  -2 / -3            Speak RESP2, or switch to RESP3 with HELLO 3.
  -c                 Follow the redirections of a cluster (MOVED and ASK).

Who you are
  -a <password>      Log in with AUTH. The password stays visible in the
  --pass <password>  command line; the variable REDISCLI_AUTH keeps it out.
  --user <username>  Log in as this ACL user; goes together with -a.
  --no-auth-warning  Do not warn about -a.

What to print
  --raw              Replies as bare bytes: the way when the output is a pipe.
  --no-raw           Replies with types and quotes: the way on a terminal.
  --csv              Replies as comma-separated values.
  --json             Replies as JSON, asking for RESP3 unless -2 is given.
  --quoted-json      JSON in ASCII only.
  -d <delimiter>     What separates the elements of a raw reply.
  -D <delimiter>     What ends a raw reply.
  --show-pushes <yn> Print RESP3 push messages, or do not.
  -e                 Exit with status 1 when the command fails.

How to run a command
  -r <repeat>        Run it that many times; -1 means for ever.
  -i <interval>      Wait that many seconds (0.1 is fine) after each run; also
                     between the rounds of --scan and --stat.
  -x                 Take the last argument from standard input.
  -X <tag>           Replace the argument <tag> with standard input.
  --quoted-input     Arguments are written as quoted strings ("a\\x00b").
  --eval <file>      Run a Lua script: --eval file key ... , arg ...
  --pipe             Send standard input as it is, report errors and replies.
  --pipe-timeout <n> Give up after n seconds without a reply (30; 0 is never).

Looking around
  --scan             List the keys with SCAN.
  --pattern <pat>    Only keys that match; for --scan and --bigkeys too.
  --quoted-pattern <pat>  The same, written as a quoted string.
  --bigkeys          Find the keys with the most elements of each type.
  --memkeys          Find the keys that take the most memory.
  --memkeys-samples <n>   The same, looking at n elements of each key.
  --hotkeys          Find the keys used most (needs an LFU maxmemory-policy).
  --stat             A line about the server every second.
  --latency          Measure how long PING takes, again and again.
  --latency-history  The same, a new line every 15 seconds (see -i).
  --verbose          Say more.
  --help             This text.
  --version          The version.

Examples
  redis-cli -n 1 set greeting "hello there"
  redis-cli -r 5 -i 1 info clients | grep connected_clients
  redis-cli --scan --pattern 'user:*'
  cat letter.txt | redis-cli -x set letter

Without a command redis-cli is interactive; type "help" there to learn more.

`
