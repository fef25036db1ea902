import type { Plugin } from 'vite'

/*
 * MDX takes up to two spaces from the start of each line of an expression, as if it stood indented. In a <Run> the
 * spaces are redis-cli's: it is given what it takes.
 */

const TAKEN = '  '

/** The page's source with the indented lines of its <Run> blocks two spaces further in. */
export const withRunText = (source: string): string =>
  source.replace(/(<Run[^>]*>\{`)([\s\S]*?)(`\}<\/Run>)/g, (_, start: string, text: string, end: string) =>
    [start, text.replace(/^(?= )/gm, TAKEN), end].join(''),
  )

export const runText = (): Plugin => ({
  name: 'run-text',
  enforce: 'pre',
  transform: (code, id) =>
    id.split('?')[0]!.endsWith('.mdx') ? { code: withRunText(code), map: null } : null,
})
