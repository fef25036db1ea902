import type { ServerFacts } from '../../host/messages.ts'
import type { TraceEvent } from '../../world/trace.ts'

/** What a server's facts become by an event; the same object when it says nothing of them. */
export const factsAfter = (facts: ServerFacts, event: TraceEvent): ServerFacts => {
  if (event.type === 'server.ready' && event.port === facts.port)
    return { ...facts, name: event.process, alive: true, ended: false, keys: 0, clients: 0 }
  if (event.type === 'process.ended' && event.name === facts.name)
    return { ...facts, alive: false, ended: true, keys: 0, clients: 0 }
  if (event.process !== facts.name) return facts
  switch (event.type) {
    case 'command':
    case 'key.removed':
      return event.size === facts.keys ? facts : { ...facts, keys: event.size as number }
    case 'client.connected':
      return { ...facts, clients: facts.clients + 1 }
    case 'client.closed':
      return { ...facts, clients: Math.max(0, facts.clients - 1) }
    default:
      return facts
  }
}
