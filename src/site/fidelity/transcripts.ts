/*
 * How many exchanges of the recorded transcripts type each command: the evidence beside each name on the fidelity
 * page.
 */

const files = import.meta.glob<string>('/test/conformance/transcripts/**/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const TYPED = /^\w*> (\S+)(?: (\S+))?/gm

const count = (): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const text of Object.values(files))
    for (const [, name, next] of text.matchAll(TYPED)) {
      add(name!.toUpperCase())
      if (next) add(`${name!.toUpperCase()} ${next.toUpperCase()}`)
    }
  return counts
}

const counts = count()

/** Recorded exchanges that type a command or subcommand, by its name as typed: `GET`, `CONFIG GET`. */
export const exchangesOf = (name: string): number => counts.get(name) ?? 0
