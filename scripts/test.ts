/**
 * `npm test`: types, lint, every test below the browser, then a sampled browser run.
 * `npm run test:all` (--all): every page, language, theme and seed.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const all = process.argv.includes('--all')
const environment = { ...process.env, TEST_ALL: all ? '1' : (process.env.TEST_ALL ?? '') }

interface Step {
  readonly name: string
  readonly command: readonly string[]
  /** Matches the runner's own count of passed, failed and skipped tests. */
  readonly counts?: boolean
}

const bin = (name: string): string => join('node_modules', '.bin', name)

const steps: Step[] = [
  { name: 'types', command: [bin('tsc'), '-b'] },
  { name: 'lint', command: [bin('eslint'), '.'] },
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'tests', command: [bin('vitest'), 'run', '--reporter=default'], counts: true },
]

const onPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))

const playwrightBrowser = (): boolean => {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(process.env.HOME ?? '', '.cache', 'ms-playwright')
  return existsSync(cache) && readdirSync(cache).some((name) => name.startsWith('chromium'))
}

const chromium = (): boolean =>
  (process.env.CHROMIUM_PATH !== undefined && existsSync(process.env.CHROMIUM_PATH)) ||
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].some(onPath) ||
  existsSync('/Applications/Google Chrome.app') ||
  playwrightBrowser()

const run = (command: readonly string[]): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    const child = spawn(command[0]!, command.slice(1), {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...environment, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      shell: process.platform === 'win32',
    })
    let output = ''
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
      process.stdout.write(data)
    })
    child.on('close', (code) => done({ code: code ?? 1, output }))
    child.on('error', () => done({ code: 1, output }))
  })

const browserStep = async (): Promise<Step | undefined> => {
  if (process.env.SKIP_BROWSER === '1') {
    console.log('\nbrowser tests skipped: SKIP_BROWSER=1')
    return undefined
  }
  if (!chromium()) {
    console.log('\nNo Chromium found; trying npx playwright install chromium')
    const { code } = await run([bin('playwright'), 'install', 'chromium'])
    if (code !== 0) {
      console.error('No Chromium for the browser tests. Install one, e.g.: npx playwright install chromium')
      return { name: 'browser', command: ['false'] }
    }
  }
  return { name: 'browser', command: [bin('playwright'), 'test'], counts: true }
}

const total = { passed: 0, failed: 0, skipped: 0 }

/** Adds up what vitest (`Tests  3 failed | 190 passed`) and Playwright (`  12 passed (3s)`) say at their end. */
const count = (output: string): void => {
  const plain = output.replaceAll(/\u001b\[[0-9;]*m/g, '')
  const vitest = plain.split('\n').findLast((line) => /^\s*Tests\s/.test(line))
  const lines = vitest === undefined ? plain.split('\n').slice(-20) : [vitest]
  for (const line of lines) {
    for (const [, n, what] of line.matchAll(/(\d+) (passed|failed|skipped)/g))
      total[what as 'passed'] += Number(n)
  }
}

const failures: string[] = []
const browser = await browserStep()
for (const step of browser === undefined ? steps : [...steps, browser]) {
  console.log(`\n── ${step.name}`)
  const started = performance.now()
  const { code, output } = await run(step.command)
  if (step.counts) count(output)
  else if (code === 0) total.passed++
  if (code !== 0) {
    failures.push(step.name)
    if (!step.counts || total.failed === 0) total.failed++
  }
  console.log(
    `${step.name}: ${code === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(0)} s)`,
  )
}
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(failures.length > 0 ? 1 : 0)
