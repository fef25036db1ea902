/** The command in redis-cli's arguments, put together with standard input or from a script. */
import type { Options } from './arguments.ts'
import { unquote } from './arguments.ts'

export type Composed =
  | { readonly type: 'command'; readonly argv: readonly string[] }
  | { readonly type: 'wrong'; readonly stdout: string; readonly stderr: string }

/** The words of the command with what -x, -X and --quoted-input make of them (redis-cli.c, noninteractive). */
export const composeCommand = (options: Options, words: readonly string[], input: string): Composed => {
  const { stdinLast, stdinTag, quotedInput } = options
  const argv: string[] = []
  for (const word of words) {
    const argument = quotedInput ? unquote(word) : word
    if (argument === undefined) return { type: 'wrong', stdout: 'Invalid quoted string\n', stderr: '' }
    argv.push(argument)
  }
  if (stdinLast) argv.push(input)
  const at = stdinTag === undefined ? -1 : argv.indexOf(stdinTag)
  if (at >= 0) argv[at] = input
  else if (stdinTag !== undefined)
    return { type: 'wrong', stdout: '', stderr: 'Using -X option but stdin tag not match.\n' }
  return { type: 'command', argv }
}

/** `--eval file key … , arg …` as EVAL; `script` is the file's text, undefined when there is none. */
export const composeScript = (
  options: Options,
  words: readonly string[],
  script: string | undefined,
): Composed => {
  if (script === undefined) {
    const stderr = `Can't open file '${options.script}': No such file or directory\n`
    return { type: 'wrong', stdout: '', stderr }
  }
  const comma = words.indexOf(',')
  const keys = comma < 0 ? words : words.slice(0, comma)
  const rest = comma < 0 ? [] : words.slice(comma + 1)
  return { type: 'command', argv: ['EVAL', script, String(keys.length), ...keys, ...rest] }
}
