import { en } from './en.ts'
import type { Strings } from './en.ts'
import { ko } from './ko.ts'

export type Language = 'en' | 'ko'
export const LANGUAGES: readonly Language[] = ['en', 'ko']

/** The site's strings in a language. Served pages only: islands get what they need as props. */
export const strings = (language: Language): Strings => (language === 'ko' ? ko : en)

/** The language of a Starlight locale: Korean pages lie under `ko`, English at the root. */
export const languageOf = (locale: string | undefined): Language => (locale === 'ko' ? 'ko' : 'en')

/**
 * A link inside the site: base, language, path. `path` has no language and no leading slash; the empty path is
 * the front page.
 */
export const href = (base: string, language: Language, path: string): string => {
  const root = base.endsWith('/') ? base : `${base}/`
  const prefix = language === 'ko' ? 'ko/' : ''
  const [page = '', hash] = path.split('#')
  return `${root}${prefix}${page}${page && !page.endsWith('/') ? '/' : ''}${hash ? `#${hash}` : ''}`
}

/** The path of a page without base and language: `start/what-is-redis`; the front page is empty. */
export const pathOf = (base: string, pathname: string): string =>
  `/${pathname.slice(base.replace(/\/$/, '').length)}`.replace(/^\/+(ko(\/|$))?/, '').replace(/\/$/, '')
