import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

interface Recorded {
  version: string
  listpacks: Record<string, string>
  intsets: Record<string, string>
  lists: Record<string, string>
}

/** How a real redis-server laid out the cases of cases.ts (record.ts). */
export const recorded: Recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8'))

/** A byte string as record.ts writes it down: hexadecimal, or size and hash of a long one. */
export const fingerprint = (byteString: string): string => {
  const bytes = Buffer.from(byteString, 'latin1')
  if (bytes.length <= 200) return bytes.toString('hex')
  return `${bytes.length}:${createHash('sha256').update(bytes).digest('hex')}`
}
