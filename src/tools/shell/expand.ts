/** Words as they become arguments: variables filled in, split where they were not quoted, patterns matched. */
import { globMatch } from '../../bytes/glob.ts'
import type { DiskView } from '../../world/process.ts'
import { matchingFiles } from './matching.ts'
import type { Word } from './parse.ts'

/** A variable's value, empty when it has none. */
export type Lookup = (name: string) => string

/** A word where there has to be one: after `>` or in an assignment. */
export const expandOne = (word: Word, lookup: Lookup): string =>
  word.map((part) => (part.variable ? lookup(part.text) : part.text)).join('')

/** The arguments words make. */
export const expandWords = (words: readonly Word[], lookup: Lookup, disk: DiskView): string[] =>
  words.flatMap((word) => expandWord(word, lookup, disk))

interface Field {
  text: string
  /** The same, with what was quoted made harmless to patterns. */
  pattern: string
  hasPattern: boolean
}

const expandWord = (word: Word, lookup: Lookup, disk: DiskView): string[] => {
  const fields: Field[] = []
  let open: Field | undefined
  const field = () => {
    if (open === undefined) fields.push((open = { text: '', pattern: '', hasPattern: false }))
    return open
  }
  for (const part of word) {
    const value = part.variable ? lookup(part.text) : part.text
    if (!part.variable || part.quoted) {
      addTo(field(), value, part.quoted)
      continue
    }
    // An unquoted variable is split at its spaces.
    value.split(/[ \t\n]+/).forEach((piece, i) => {
      if (i > 0) open = undefined
      if (piece !== '') addTo(field(), piece, false)
    })
  }
  return fields.flatMap(({ text, pattern, hasPattern }) => {
    const files = hasPattern ? matchingFiles(pattern, disk, globMatch) : []
    return files.length > 0 ? files : [text]
  })
}

const addTo = (field: Field, text: string, quoted: boolean): void => {
  field.text += text
  field.pattern += quoted ? text.replace(/[\\*?[\]]/g, '\\$&') : text
  if (!quoted && /[*?[]/.test(text)) field.hasPattern = true
}
