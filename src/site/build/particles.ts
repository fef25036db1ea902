/** Forbids a line break and shows nothing (U+2060, word joiner). */
export const JOINER = '\u2060'

/**
 * A Korean particle stays on the line of the word it belongs to. Browsers keep letters together, but break after a
 * sign or between two fonts; a joiner in between forbids that.
 */
export const withParticles = (html: string): string =>
  /<html[^>]*\slang="ko"/.test(html)
    ? html.replace(/(<\/(?:code|strong|b|em|dfn|a|span)>|[%)])(?=[가-힣])/g, `$1${JOINER}`)
    : html
