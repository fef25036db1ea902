/**
 * `npm run redis -- [redis.conf] [--name value …]`: one simulated redis-server on TCP. Everything else is in
 * `serve.ts`; here only what makes the second start quick: compiled modules are kept.
 */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../../.cache/node', import.meta.url)))
await import('./serve.ts')
