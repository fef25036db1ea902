/** What redis-cli knows of single commands by their name: how their replies come and are printed. */

/**
 * Replies meant to be read as they are: printed bare even on a terminal (redis-cli.c, cliSendCommand).
 */
export const printsPlainly = (argv: readonly string[]): boolean => {
  const [command, sub] = argv.map((word) => word.toLowerCase())
  switch (command) {
    case 'info':
    case 'lolwut':
      return true
    case 'debug':
      return sub === 'htstats' || sub === 'htstats-key' || sub === 'client-eviction'
    case 'memory':
      return sub === 'malloc-stats' || sub === 'doctor'
    case 'cluster':
      return argv.length === 2 && (sub === 'nodes' || sub === 'info')
    case 'client':
      return sub === 'list' || sub === 'info'
    case 'latency':
      return (sub === 'graph' && argv.length === 3) || (sub === 'doctor' && argv.length === 2)
    default:
      return false
  }
}

/** Commands after which replies keep coming, until Ctrl-C. */
export const streamOf = (name: string): 'no' | 'monitor' | 'pubsub' => {
  if (name === 'monitor') return 'monitor'
  return name === 'subscribe' || name === 'psubscribe' || name === 'ssubscribe' ? 'pubsub' : 'no'
}

export interface Redirection {
  readonly slot: number
  /** Empty: the node asked. */
  readonly host: string
  readonly port: number
  readonly ask: boolean
}

/** Where `MOVED 3999 host:port` and `ASK …` send a client; undefined for any other error. */
export const redirection = (error: string): Redirection | undefined => {
  const parts = /^(MOVED|ASK) (\d+) (.*):(\d+)$/.exec(error)
  if (parts === null) return undefined
  return { slot: Number(parts[2]), host: parts[3]!, port: Number(parts[4]), ask: parts[1] === 'ASK' }
}
