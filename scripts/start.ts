import { spawnSync } from 'node:child_process'
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serve } from './serve.ts'

/*
 * npm start: the site on http://localhost:4321 as it is deployed. Builds first when a source is newer than dist/.
 * PORT chooses another port, BASE another base path.
 */

const SOURCES = ['content', 'public', 'src', 'astro.config.mjs', 'content.config.ts', 'package-lock.json']
const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
const port = Number(process.env.PORT ?? 4321)
const base = (process.env.BASE ?? '/').replace(/\/?$/, '/')

const newest = (path: string): number => {
  const info = statSync(path)
  if (!info.isDirectory()) return info.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), info.mtimeMs)
}

const isCurrent = (): boolean => {
  try {
    const built = statSync(join(dist, 'sw.js')).mtimeMs
    return base === '/' && SOURCES.every((source) => newest(join(root, source)) < built)
  } catch {
    return false
  }
}

if (!isCurrent()) {
  console.log('Building the site, about 15 seconds')
  // Built beside dist/ and moved there when whole: nobody ever serves half a site.
  const fresh = join(root, '.cache', `dist-${process.pid}`)
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.ts'), '--out', fresh], {
    cwd: root,
    stdio: 'inherit',
  })
  if (built.status !== 0) process.exit(built.status ?? 1)
  rmSync(dist, { recursive: true, force: true })
  renameSync(fresh, dist)
}

try {
  await serve(dist, port, base)
  console.log(`http://localhost:${port}${base}`)
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(taken ? `Port ${port} is taken. PORT=4322 npm start uses another.` : error)
  process.exit(1)
}
