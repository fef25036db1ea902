/** The transcripts on disk. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Transcript } from './transcript.ts'
import { parseTranscript } from './transcript.ts'

const ROOT = fileURLToPath(new URL('transcripts/', import.meta.url))

/** Names like `string/append`, sorted. */
export const transcriptNames = (): string[] =>
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.replaceAll('\\', '/').slice(0, -'.txt'.length))
    .sort()

export const transcriptPath = (name: string): string => `${ROOT}${name}.txt`

export const readTranscript = (name: string): Transcript =>
  parseTranscript(name, readFileSync(transcriptPath(name), 'utf8'))
