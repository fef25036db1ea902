import { expect, test } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import type { ViteDevServer } from 'vite'
import { goldenHash } from '../host/golden.ts'

/* The same trace in every engine: the golden session's events have one hash in Node and in this browser. */

let server: ViteDevServer

test.beforeAll(async () => {
  server = await createServer({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    cacheDir: '.cache/golden-page',
    server: { port: 0, watch: null, hmr: false },
  })
  await server.listen()
})

test.afterAll(() => server.close())

test('the golden session is the same in Node and in the browser', async ({ page }) => {
  await page.goto(`${server.resolvedUrls?.local[0]}test/browser/bench/empty.html`)
  const inBrowser = await page.evaluate(async () => {
    const path = '/test/host/golden.ts'
    const module = (await import(/* @vite-ignore */ path)) as { goldenHash: () => string }
    return module.goldenHash()
  })
  expect(inBrowser).toBe(goldenHash())
})
