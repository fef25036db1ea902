import { build } from 'astro'

/*
 * npm run build [-- --base /path/] [-- --site https://host]: static files in dist/ for any host. BASE and SITE in
 * the environment do the same.
 */

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at >= 0 ? process.argv[at + 1] : undefined
}

const base = option('base') ?? process.env.BASE
const site = option('site') ?? process.env.SITE
if (base) process.env.BASE = base
if (site) process.env.SITE = site

await build({ root: '.', logLevel: process.env.CI ? 'info' : 'error' })
