/**
 * What a visitor downloads until the first command is answered: bytes of JavaScript, gzipped, of pages of the built
 * site in an empty browser. `OUT` names the site's folder when it is not dist.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser } from 'playwright'
import { gzipSync } from 'node:zlib'
import { serve } from '../scripts/serve.ts'

const ROOT = process.env.OUT ?? 'dist'
const PORT = 4397
const LIMIT = 300_000
const PAGES = [
  '/start/what-is-redis/',
  '/start/install-and-first-ping/',
  '/start/cli-and-config/',
  '/data-types/strings-and-counters/',
  '/data-types/lists/',
  '/data-types/sets-and-sorted-sets/',
  '/data-types/hashes/',
  '/data-types/keyspace-and-scan/',
  '/data-types/ttl-and-expiry/',
  '/playground/',
]
const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']

const weightOf = (path: string): number => gzipSync(readFileSync(join(ROOT, path)), { level: 9 }).length

/** The scripts a page takes until its terminal has a prompt and a first line is answered. */
const scriptsOf = async (browser: Browser, path: string): Promise<readonly string[]> => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  const scripts = new Set<string>()
  context.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.endsWith('.js')) scripts.add(pathname)
  })
  await page.goto(`http://localhost:${PORT}${path}`)
  const rows = page.locator('.terminal-pane.current .xterm-rows')
  await rows.filter({ hasText: /> |\$ / }).waitFor({ timeout: 30_000 })
  await page.locator('.terminal-pane.current .terminal-surface').click()
  const shell = /\$ /.test(await rows.innerText()) && !/6379> /.test(await rows.innerText())
  await page.keyboard.type(shell ? 'redis-server --version' : 'PING')
  await page.keyboard.press('Enter')
  await rows.filter({ hasText: shell ? 'v=7.0.15' : 'PONG' }).waitFor({ timeout: 30_000 })
  const all = [...scripts]
  await context.close()
  return all
}

/** Prints each page's weight; true when all are within the limit. */
export const benchWeight = async (): Promise<boolean> => {
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path))
  if (!existsSync(ROOT) || executablePath === undefined) {
    console.log('\nWeight: skipped (needs a built site and Chromium)')
    return true
  }
  const server = await serve(ROOT, PORT)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  console.log('\nUntil the first command: KB of JavaScript, gzipped (goal: 300)')
  let fits = true
  const verbose = process.env.VERBOSE !== undefined
  for (const path of PAGES.filter((each) => existsSync(join(ROOT, each)))) {
    const scripts = await scriptsOf(browser, path)
    const total = scripts.reduce((sum, script) => sum + weightOf(script), 0)
    fits &&= total <= LIMIT
    console.log(path.padEnd(40), (total / 1000).toFixed(1).padStart(7))
    if (!verbose) continue
    for (const script of scripts.toSorted((a, b) => weightOf(b) - weightOf(a)))
      console.log(`  ${String(weightOf(script)).padStart(8)} ${script}`)
  }
  await browser.close()
  server.close()
  return fits
}
