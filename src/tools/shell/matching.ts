/** Patterns of the shell against the machine's files. */
import { compareBytes } from '../../bytes/bytestrings.ts'
import type { DiskView } from '../../world/process.ts'

/** Names of files that match a pattern of the shell, sorted; empty when none does. */
export const matchingFiles = (
  pattern: string,
  disk: DiskView,
  matches: (pattern: string, name: string) => boolean,
): string[] => {
  const slash = pattern.lastIndexOf('/')
  const directory = pattern.slice(0, slash + 1)
  const last = pattern.slice(slash + 1)
  const names = disk.list(directory === '' ? '/' : directory) ?? []
  return names
    .filter((name) => (last.startsWith('.') || !name.startsWith('.')) && matches(last, name))
    .sort(compareBytes)
    .map((name) => directory + name)
}
