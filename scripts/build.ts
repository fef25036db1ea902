import { build } from 'astro'

/*
 * npm run build [-- --base /path/] [-- --site https://host] [-- --out folder]: static files, in dist/ unless said,
 * for any host. BASE, SITE and OUT in the environment do the same.
 */

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at >= 0 ? process.argv[at + 1] : undefined
}

for (const name of ['base', 'site', 'out']) {
  const value = option(name)
  if (value) process.env[name.toUpperCase()] = value
}

await build({ root: '.', logLevel: process.env.CI ? 'info' : 'error' })
