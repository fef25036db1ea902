/** What the trace hears of memory: once a tick of the cron, when something worth drawing changed. */
import { residency } from '../introspection/residency.ts'
import type { RedisServer } from '../server/server.ts'
import type { MemoryReading } from './events.ts'
import { policyOf } from './policy.ts'

/** A change of this many bytes, or of this share of what is used, is worth a new reading. */
const NOTICEABLE = 256
const SHARE = 0.0005

export class Readings {
  private last: MemoryReading | undefined
  private told = ''
  private pages = ''

  /** Tells what is in use; `used`, `overhead`, `dataset` and `clients` in bytes as INFO shows them. */
  tell(server: RedisServer, used: Pick<MemoryReading, 'used' | 'overhead' | 'dataset' | 'clients'>): void {
    this.settings(server)
    const { memory, config, databases } = server
    const { rss } = residency(server, used.used)
    const reading: MemoryReading = {
      ...used,
      limit: config.values.maxmemory,
      peak: memory.peak,
      rss,
      notCounted: memory.notCounted,
      keys: server.keyCount,
      expires: databases.reduce((sum, { expires }) => sum + expires.size, 0),
    }
    if (this.isNews(reading)) {
      this.last = reading
      server.trace({ type: 'memory', ...reading })
    }
    this.tellPages(server)
  }

  /** Tells the parameters of eviction unless they were told. */
  private settings(server: RedisServer): void {
    const { maxmemoryPolicy, maxmemory, maxmemorySamples, lfuLogFactor, lfuDecayTime } = server.config.values
    const told = [maxmemoryPolicy, maxmemory, maxmemorySamples, lfuLogFactor, lfuDecayTime].join(' ')
    if (told === this.told) return
    this.told = told
    server.trace({
      type: 'eviction.settings',
      policy: policyOf(maxmemoryPolicy).name,
      limit: maxmemory,
      samples: maxmemorySamples,
      lfuLogFactor,
      lfuDecayTime,
    })
  }

  private isNews({ used, rss, limit, keys, expires }: MemoryReading): boolean {
    const { last } = this
    if (last === undefined || last.limit !== limit || last.keys !== keys || last.expires !== expires)
      return true
    const step = Math.max(NOTICEABLE, used * SHARE)
    return Math.abs(used - last.used) >= step || Math.abs(rss - last.rss) >= step
  }

  private tellPages(server: RedisServer): void {
    const { bins } = server.memory
    const dirty = bins.dirty(server.system.now())
    const { live, active } = bins.extent
    const pages = `${live} ${active} ${dirty}`
    if (pages === this.pages) return
    this.pages = pages
    server.trace({ type: 'memory.bins', bins: bins.read(), dirty })
  }
}
