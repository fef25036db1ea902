import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import type { Server } from 'node:http'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '../../scripts/serve.ts'

/* The same site under a base path, as a project page of a static host has it. */

const OUT = '.cache/dist-base'
const BASE = '/under/glass/'
const PORT = 4398
let server: Server

/* One build for both tests. */
test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  execFileSync(process.execPath, ['scripts/build.ts', '--base', BASE, '--out', OUT], { stdio: 'inherit' })
  server = await serve(join(process.cwd(), OUT), PORT, BASE)
})

test.afterAll(() => server?.close())

const files = () =>
  readdirSync(OUT, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))

test('no page links outside its base, and no link leads nowhere', () => {
  const there = new Set(files())
  const pages = [...there].filter((file) => file.endsWith('.html'))
  expect(pages.length).toBeGreaterThan(100)
  const dead = new Set<string>()
  for (const page of pages) {
    const html = readFileSync(join(OUT, page), 'utf8')
    for (const [, address] of html.matchAll(/(?:href|src|component-url|renderer-url)="(\/[^"#?]*)/g)) {
      const inside = address!.startsWith(BASE) ? address!.slice(BASE.length) : undefined
      const file = inside === '' || inside?.endsWith('/') ? `${inside}index.html` : inside
      if (file === undefined || !there.has(decodeURIComponent(file))) dead.add(`${page}: ${address}`)
    }
  }
  expect([...dead].slice(0, 20)).toEqual([])
})

test('pages, search and the offline copy work under the base', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('response', (response) => response.status() >= 400 && errors.push(response.url()))
  await page.goto(`http://localhost:${PORT}${BASE}`)
  await page.getByRole('link', { name: 'Start lesson 1' }).click()
  await expect(page).toHaveURL(`http://localhost:${PORT}${BASE}start/what-is-redis/`)
  await page.getByRole('link', { name: '한국어' }).click()
  await expect(page).toHaveURL(`http://localhost:${PORT}${BASE}ko/start/what-is-redis/`)
  await page.keyboard.press('/')
  await page.getByRole('searchbox').fill('메모리')
  await page.locator('dialog.search li a').first().click()
  await expect(page).toHaveURL(new RegExp(`${BASE}ko/`))
  await page.evaluate(() => navigator.serviceWorker.ready)
  expect(errors).toEqual([])
})
