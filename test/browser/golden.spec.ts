import { expect, test } from '@playwright/test'
import { build } from 'vite'
import { goldenTrace } from '../golden/trace.ts'

test('a world leaves the same trace in Node and in Chromium', async ({ page }) => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: 'test/golden/trace.ts', formats: ['iife'], name: 'golden' } },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was built')
  await page.goto('about:blank')
  await page.addScriptTag({ content: bundle.output[0].code })
  const there = await page.evaluate('golden.goldenTrace()')
  expect(there).toBe(goldenTrace())
})
