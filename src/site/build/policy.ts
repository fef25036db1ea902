import { createHash } from 'node:crypto'

const INLINE = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g

const hashesOf = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(INLINE)]
      .filter(([, attributes]) => !/type="(application\/(ld\+)?json|text\/template)"/.test(attributes ?? ''))
      .map(([, , body]) => `'sha256-${createHash('sha256').update(body!).digest('base64')}'`),
  ),
]

/**
 * The page's content security policy: its own files, its own inline scripts by hash, WebAssembly for search and
 * Python. Styles may stand inline, as the terminal and the editor set them.
 */
export const policyOf = (html: string): string =>
  [
    `default-src 'self'`,
    `script-src 'self' 'wasm-unsafe-eval' ${hashesOf(html).join(' ')}`.trim(),
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `worker-src 'self' blob:`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
  ].join('; ')

/** Puts the policy into the head, before anything it governs. */
export const withPolicy = (html: string): string =>
  html.includes('http-equiv="content-security-policy"')
    ? html
    : html.replace(
        /<meta charset="utf-8"\s*\/?>/i,
        (charset) => `${charset}<meta http-equiv="content-security-policy" content="${policyOf(html)}">`,
      )
