import type { Client } from '../../../clients/client.ts'
import { writeHelp } from '../../../command/help.ts'

/** DEBUG HELP: what there is here. */
export const debugHelp = ({ reply }: Client): void =>
  writeHelp(reply, 'debug', [
    ['AOF-FLUSH-SLEEP <microseconds>', 'Wait before each write of the append-only file.'],
    ['ASSERT', 'End by a failed assertion.'],
    ['CHANGE-REPL-ID', 'Give the data set a new replication id.'],
    ['CLIENT-EVICTION', 'Tell how many clients there are of each size.'],
    ['CONFIG-REWRITE-FORCE-ALL', 'CONFIG REWRITE with a line for each parameter.'],
    ['CRASH-AND-RECOVER [<milliseconds>]', 'End at once and start anew after a while.'],
    ['DIGEST', 'Sum all keys and values up in one SHA-1.'],
    ['DIGEST-VALUE <key> [<key> ...]', 'The same of single values.'],
    ['DROP-CLUSTER-PACKET-FILTER <type>', 'Lose packets of that type between the nodes of a cluster.'],
    ['ERROR <text>', 'Answer with this error.'],
    ['HTSTATS <db>', 'Describe the hash tables of a database.'],
    ['HTSTATS-KEY <key>', 'Describe the hash table that holds a value.'],
    ['LEAK <text>', 'Lose the memory of a text.'],
    ['LISTPACK <key>', 'Print the listpack of a value.'],
    ['LOADAOF', 'Forget everything and read the append-only file again.'],
    ['LOG <text>', 'Write a line to the log.'],
    ['OBJECT <key>', 'Describe the value of a key: encoding, length when saved, last use.'],
    ['OOM', 'End as if memory had run out.'],
    ['PANIC', 'End by a failure of the software.'],
    ['PAUSE-CRON <0|1>', 'Stop the cron, or let it go on.'],
    ['POPULATE <count> [<prefix>] [<size>]', 'Make strings named key:0, key:1 and so on.'],
    [
      'PROTOCOL <type>',
      'Answer with a reply of a type: string, integer, double, bignum, null, array,',
      'set, map, attrib, push, verbatim, true, false.',
    ],
    ['QUICKLIST <key> [<0|1>]', 'Print the nodes of a list.'],
    ['QUICKLIST-PACKED-THRESHOLD <bytes>', 'From which size an element of a list gets a node of its own.'],
    [
      'RELOAD [<option> ...]',
      'Save everything and load it again. The options MERGE, NOFLUSH, NOSAVE leave parts of that out.',
    ],
    ['REPLICATE <words>', 'Tell the replicas these words, without carrying them out.'],
    ['REPLYBUFFER PEAK-RESET-TIME <NEVER|RESET|ms>', 'How long the peak of a reply buffer is remembered.'],
    ['REPLYBUFFER RESIZING <0|1>', 'Whether reply buffers grow and shrink.'],
    ['RESTART [<milliseconds>]', 'End in good order and start anew after a while.'],
    ['SDSLEN <key>', 'Tell how long key and value are and what was allocated for them.'],
    ['SEGFAULT', 'End by a bad access to memory.'],
    ['SET-ACTIVE-EXPIRE <0|1>', 'Whether keys expire that nobody asks for.'],
    ['SET-DISABLE-DENY-SCRIPTS <0|1>', 'Whether scripts may call any command.'],
    [
      'SET-SKIP-CHECKSUM-VALIDATION <0|1>',
      'Whether payloads and files are loaded in spite of their checksum.',
    ],
    ['SLEEP <seconds>', 'Do nothing at all for so long.'],
    ['STRINGMATCH-TEST', 'Try random patterns on random texts.'],
    ['STRUCTSIZE', 'Tell the sizes of some structures.'],
  ])
