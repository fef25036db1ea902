/**
 * Prose links to `/start/what-is-redis/` wherever the site will stand. On a host with a base path those links get
 * it; what already has it, and links to other hosts, stay.
 */
export const withBase = (html: string, base: string): string =>
  base === '/'
    ? html
    : html.replace(/(<a\b[^>]*?\shref=")\/(?!\/)([^"]*)"/g, (whole, start: string, rest: string) =>
        `/${rest}/`.startsWith(base) ? whole : `${start}${base}${rest}"`,
      )
