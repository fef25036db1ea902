/**
 * What a frame of a scene costs the main thread of a browser: the fold of its events, the drawing, layout and paint.
 * Chromium without a graphics card, so painting is counted in full.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import type { Page } from 'playwright'
import { createServer } from 'vite'
import type { SceneRun } from './scene-run.ts'

const FRAMES = 300
/** The glass of a lesson at 1440 x 900, CSS px. */
const GLASS = { width: 880, height: 470 }
const LIMIT_MS = 8

const RUNS: readonly Omit<SceneRun, 'frames' | 'width' | 'height'>[] = [
  { scene: 'keyspace', size: 9, changes: 1 },
  { scene: 'keyspace', size: 1000, changes: 20 },
  { scene: 'keyspace', size: 5000, changes: 50 },
  { scene: 'keyspace', size: 20_000, changes: 100 },
  { scene: 'expiry', size: 1000, changes: 20 },
  { scene: 'expiry', size: 20_000, changes: 20 },
  { scene: 'eviction', size: 540, changes: 20 },
  { scene: 'eviction', size: 20_000, changes: 20 },
  { scene: 'lane', size: 10, changes: 0 },
  { scene: 'lane', size: 50, changes: 0 },
]

const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']

const serve = async () => {
  const server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    cacheDir: '.cache/scene-page',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    optimizeDeps: {
      include: ['preact', 'preact/hooks', 'preact/jsx-runtime', 'preact/jsx-dev-runtime', '@preact/signals'],
      exclude: ['monaco-editor'],
      noDiscovery: true,
    },
    server: { port: 0, watch: null, hmr: false },
  })
  await server.listen()
  return server
}

const at = (sorted: readonly number[], share: number): string =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1).padStart(6)

const run = async (page: Page, wanted: SceneRun): Promise<boolean> => {
  const times = await page.evaluate(
    (each) => (globalThis as unknown as { measure(run: SceneRun): Promise<number[]> }).measure(each),
    wanted,
  )
  const sorted = [...times].sort((a, b) => a - b)
  const name = `${wanted.scene} ${wanted.size}`.padEnd(18)
  console.log(`${name} ${at(sorted, 0.5)} ${at(sorted, 0.95)} ${at(sorted, 1)}   ms median, 95 %, longest`)
  return sorted[Math.floor(sorted.length / 2)]! <= LIMIT_MS
}

/** Prints main-thread ms per frame of every scene; answers whether each median is within the limit. */
export const benchScene = async (): Promise<boolean> => {
  const server = await serve()
  const executablePath = PLACES.find((path) => path && existsSync(path))
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  console.log(`Scenes, ${FRAMES} frames each, ${GLASS.width} x ${GLASS.height} px; limit ${LIMIT_MS} ms`)
  let within = true
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${server.resolvedUrls?.local[0]}bench/scene-page/index.html`)
    await page.waitForFunction(() => 'measure' in globalThis)
    for (const each of RUNS) within = (await run(page, { ...each, frames: FRAMES, ...GLASS })) && within
  } finally {
    await browser.close()
    await server.close()
  }
  return within
}
