/** The recordings of redis-server 7.0.15 as data, and the small disk they were made on. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolvePath } from '../../../src/redis/config/config.ts'
import type { LoadHooks } from '../../../src/redis/config/file.ts'

export const recorded = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, `recorded-${name}.json`), 'utf8')) as T

export type Values = Record<string, string>

export const DATA = '/data'
const DIRECTORIES = new Set(['/', DATA, `${DATA}/sub`])
const MISSING = 'No such file or directory'

export const chdirFrom =
  (current: () => string) =>
  (path: string): { path: string } | { error: string } => {
    const target = resolvePath(current(), path)
    return DIRECTORIES.has(target) ? { path: target } : { error: MISSING }
  }

/** The process's surroundings as the recording had them: some files, two directories, no other. */
export const hooksFor = (files: Readonly<Record<string, string>>, current: () => string): LoadHooks => ({
  readFile: (path) => {
    const name = path.replace(`${DATA}/`, '')
    return Object.hasOwn(files, name) ? { text: files[name]! } : { error: MISSING }
  },
  glob: (pattern) => {
    const [before = '', after = ''] = pattern.split('*')
    return Object.keys(files)
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .sort()
  },
  chdir: chdirFrom(current),
  openLog: (path) => (path.startsWith('/nosuch') ? MISSING : undefined),
})
