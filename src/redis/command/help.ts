import type { ReplyWriter } from '../../resp/reply-writer.ts'

/**
 * The reply of a container's HELP (addReplyHelp, networking.c): a heading, the given lines, and HELP
 * itself. Each entry is a subcommand with its arguments, followed by what it does.
 */
export const writeHelp = (
  reply: ReplyWriter,
  container: string,
  entries: readonly (readonly [syntax: string, ...explanation: string[]])[],
): void => {
  reply.statuses([
    `${container.toUpperCase()} <subcommand> [<arg> [value] [opt] ...]. Subcommands are:`,
    ...entries.flatMap(([syntax, ...explanation]) => [syntax, ...explanation.map((line) => `    ${line}`)]),
    'HELP',
    '    Prints this help.',
  ])
}
