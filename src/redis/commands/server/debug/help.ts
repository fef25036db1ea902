import type { Client } from '../../../clients/client.ts'
import { writeHelp } from '../../../command/help.ts'

/** DEBUG HELP: what there is here. */
export const debugHelp = ({ reply }: Client): void =>
  writeHelp(reply, 'debug', [
    ['CHANGE-REPL-ID', 'Give the data set a new replication id.'],
    ['DIGEST', 'Sum all keys and values up in one SHA-1.'],
    ['DIGEST-VALUE <key> [<key> ...]', 'The same of single values.'],
    ['ERROR <text>', 'Answer with this error.'],
    ['HTSTATS <db>', 'Describe the hash tables of a database.'],
    ['HTSTATS-KEY <key>', 'Describe the hash table that holds a value.'],
    ['LEAK <text>', 'Lose the memory of a text.'],
    ['LISTPACK <key>', 'Print the listpack of a value.'],
    ['LOADAOF', 'Forget everything and read the append-only file again.'],
    ['LOG <text>', 'Write a line to the log.'],
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
    ['REPLYBUFFER PEAK-RESET-TIME <NEVER|RESET|ms>', 'How long the peak of a reply buffer is remembered.'],
    ['REPLYBUFFER RESIZING <0|1>', 'Whether reply buffers grow and shrink.'],
    ['SET-ACTIVE-EXPIRE <0|1>', 'Whether keys expire that nobody asks for.'],
    ['SET-DISABLE-DENY-SCRIPTS <0|1>', 'Whether scripts may call any command.'],
    [
      'SET-SKIP-CHECKSUM-VALIDATION <0|1>',
      'Whether payloads and files are loaded in spite of their checksum.',
    ],
    ['SLEEP <seconds>', 'Do nothing at all for so long.'],
    ['STRUCTSIZE', 'Tell the sizes of some structures.'],
  ])
