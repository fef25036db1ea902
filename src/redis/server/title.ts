/** What `ps` shows of a server's processes (redisSetProcTitle, setproctitle.c). */
import type { System } from '../../world/process.ts'
import type { RedisServer } from './server.ts'

/** expandProcTitleTemplate; `title`: the program's name, or what a child does. */
const expand = (server: RedisServer, title: string): string => {
  const { port, bind, unixsocket, procTitleTemplate } = server.config.values
  const address = `${bind[0] ?? '*'}:${port}`
  const values: Readonly<Record<string, string>> = {
    title,
    'listen-addr': port === 0 && unixsocket !== '' ? unixsocket : address,
    'server-mode': server.mode === 'cluster' ? '[cluster]' : '',
    port: String(port),
    'tls-port': '0',
    unixsocket: unixsocket ?? '',
    'config-file': server.config.file ?? '',
  }
  return procTitleTemplate.replace(/\{([a-z-]+)\}/g, (all, name: string) => values[name] ?? all).trimEnd()
}

/** Names a process of the server as its configuration says, unless that says not to. */
export const setProcessTitle = (
  server: RedisServer,
  title = 'redis-server',
  system: System = server.system,
): void => {
  if (server.config.values.setProcTitle) system.setTitle(expand(server, title))
}
