/*
 * The text of a <Run> block: a session as redis-cli shows it. A line that starts with a prompt is a command,
 * what follows is its reply. `> ` stands for the server's own prompt, so that prose stays narrow; `$ ` is the shell.
 */

export interface Exchange {
  /** As written: `>`, `$`, `127.0.0.1:6379[1]>`… */
  prompt: string
  command: string
  /** Lines of the printed reply; empty when the lesson prints none. */
  reply: string[]
}

const PROMPT = /^((?:[\w.:-]+(?:\[\d+\])?(?:\(TX\))?|not connected)?>|\$) (.*)$/

/** Reads a block; lines before the first prompt are an error of the lesson, as is an empty block. */
export const parseSession = (text: string): Exchange[] => {
  const exchanges: Exchange[] = []
  for (const line of text.replace(/^\n+|\s+$/g, '').split('\n')) {
    const found = PROMPT.exec(line)
    const last = exchanges[exchanges.length - 1]
    if (found) exchanges.push({ prompt: found[1]!, command: found[2]!, reply: [] })
    else if (last) last.reply.push(line)
    else throw new Error(`A Run block must start with a prompt ("> "), not with "${line}"`)
  }
  return exchanges
}
