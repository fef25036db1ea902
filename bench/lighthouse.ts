/** `npm run lighthouse`: the deployed site as Lighthouse's mobile profile sees it, the median of five runs. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../scripts/serve.ts'

const RUNS = Number(process.env.RUNS ?? 5)
const PORT = 4398
const PAGES = ['/', '/start/what-is-redis/'] as const
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const GOALS = { performance: 95, accessibility: 100 } as const

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
].join(' ')

interface Report {
  readonly categories: Readonly<Record<(typeof CATEGORIES)[number], { readonly score: number }>>
}

const chrome = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
)

const measure = (url: string, folder: string): Report => {
  const file = join(folder, 'report.json')
  const { status, stderr } = spawnSync(
    join('node_modules', '.bin', 'lighthouse'),
    [
      url,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--only-categories=${CATEGORIES.join(',')}`,
      `--chrome-flags=${FLAGS}`,
    ],
    { encoding: 'utf8', env: { ...process.env, ...(chrome === undefined ? {} : { CHROME_PATH: chrome }) } },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(readFileSync(file, 'utf8')) as Report
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

if (!existsSync('dist/sw.js')) throw new Error('Build the site first: npm run build')
const server = await serve('dist', PORT)
const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'))
let missed = false
for (const page of PAGES) {
  const reports = Array.from({ length: RUNS }, () => measure(`http://localhost:${PORT}${page}`, folder))
  const scores = CATEGORIES.map(
    (name) => [name, Math.round(median(reports.map((r) => r.categories[name].score)) * 100)] as const,
  )
  console.log(page.padEnd(26), scores.map(([name, score]) => `${name} ${score}`).join('  '))
  for (const [name, score] of scores)
    if (name in GOALS && score < GOALS[name as keyof typeof GOALS]) missed = true
}
rmSync(folder, { recursive: true, force: true })
server.close()
console.log(missed ? 'below the goals (performance 95, accessibility 100)' : 'goals met')
process.exit(0)
