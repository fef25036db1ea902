/** What the shell's own tools share: options as getopt reads them, and the words of the C library. */
import { Said } from './said.ts'
import type { Filter } from './said.ts'
import type { DiskView } from '../../world/process.ts'

/** One of the shell's own tools: `now` is the machine's clock, virtual µs since 1970. */
export type Builtin = (args: readonly string[], disk: DiskView, now: number) => Filter

export interface Letters {
  readonly letters: ReadonlySet<string>
  readonly values: ReadonlyMap<string, string>
  readonly rest: readonly string[]
  readonly wrong: string | undefined
}

/** getopt: letters that stand alone, letters that take a value, and what is left; words and options may mix. */
export const options = (args: readonly string[], alone: string, valued = ''): Letters => {
  const letters = new Set<string>()
  const values = new Map<string, string>()
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!
    if (word === '--') return { letters, values, rest: [...rest, ...args.slice(i + 1)], wrong: undefined }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word)
      continue
    }
    for (let j = 1; j < word.length; j++) {
      const letter = word[j]!
      if (alone.includes(letter)) letters.add(letter)
      else if (valued.includes(letter)) {
        values.set(letter, word.slice(j + 1) || (args[++i] ?? ''))
        break
      } else return { letters, values, rest: [], wrong: letter }
    }
  }
  return { letters, values, rest, wrong: undefined }
}

export const wrong = (name: string, letter: string): Filter =>
  new Said('', 2, `${name}: invalid option -- '${letter}'\n`)

/** A tool that only complains. */
export const complaint = (text: string, status = 1): Filter => new Said('', status, text)

/** A size as GNU's tools read it: bytes, or with K, M, G (powers of 1024) or KB, MB, GB (of 1000) behind. */
export const sizeOf = (text: string): number | undefined => {
  const found = /^(\d+)([kKMG]?)(B?)$/.exec(text)
  if (found === null || (found[2] === '' && found[3] !== '')) return undefined
  const step = found[3] === '' ? 1024 : 1000
  const power = ['', 'K', 'M', 'G'].indexOf(found[2]!.toUpperCase())
  let size = Number(found[1])
  for (let i = 0; i < power; i++) size *= step
  return size
}

/** `a/b` and `c` → `a/b/c`. */
export const joined = (directory: string, name: string): string =>
  directory.endsWith('/') ? directory + name : `${directory}/${name}`

export const baseName = (path: string): string =>
  path.replace(/\/+$/, '').slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1)
