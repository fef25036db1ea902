/*
 * The spine beside the prose: one mark per section, read from the served HTML so that it stands there without
 * JavaScript.
 */

export type SpineKind = 'read' | 'predict' | 'exercise'

export interface SpineStop {
  id: string
  kind: SpineKind
  label: string
}

const STOP =
  /<h2[^>]*\sid="([^"]+)"[^>]*>(.*?)<\/h2>|<section[^>]*\sid="([^"]+)"[^>]*\sclass="card (predict|exercise)\b[^"]*"/gs

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim()

/** Headings of the second level and cards, in the order of the page; `names` are the kinds' words. */
export const spineOf = (html: string, names: Record<SpineKind, string>): SpineStop[] =>
  [...html.matchAll(STOP)].map(([, heading, title, card, kind]) =>
    heading !== undefined
      ? { id: heading, kind: 'read', label: plain(title ?? '') }
      : { id: card!, kind: kind as SpineKind, label: names[kind as SpineKind] },
  )
