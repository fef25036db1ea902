import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { serveBench } from './bench/server.ts'

/* The bench's controls against a fake world: what is asked of the controller, and what is shown. */

let address = ''
let close = async () => {}

test.beforeAll(async () => {
  const server = await serveBench()
  address = server.url
  close = server.close
})

test.afterAll(() => close())

const open = async (page: Page, size = { width: 1440, height: 900 }) => {
  await page.setViewportSize(size)
  await page.goto(address)
  await page.waitForFunction(() => window.bench !== undefined)
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled()
}

const calls = (page: Page) => page.evaluate(() => window.bench.calls)
const lastCall = async (page: Page) => (await calls(page)).at(-1)
const now = (page: Page) => page.evaluate(() => window.store.now.value)

test('play, pause, step, step back, speed and reset', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Play' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'One event forward' }).click()
  await expect(page.locator('.caption')).toContainText('Event 1')
  await page.getByRole('button', { name: 'One event forward' }).click()
  await page.getByRole('button', { name: 'One event back' }).click()
  await page.getByLabel('Speed').selectOption('0.1s/s')
  await page.getByRole('button', { name: 'Back to the start' }).click()
  expect(await calls(page)).toEqual([
    'play',
    'pause',
    'step',
    'step',
    'stepBack',
    'setSpeed "0.1s/s"',
    'reset',
  ])
  await page.getByRole('button', { name: 'Undo reset' }).click()
  expect(await lastCall(page)).toBe('undoReset')
})

test('the ruler seeks where it is dragged', async ({ page }) => {
  await open(page)
  await page.locator('.track').scrollIntoViewIfNeeded()
  const box = (await page.locator('.track').boundingBox())!
  await page.mouse.move(box.x + box.width * 0.25, box.y + 37)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.5, box.y + 37, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => now(page)).toBeGreaterThan(29e6)
  expect(await now(page)).toBeLessThan(31e6)
})

test('the playhead is a slider that says its time and the last event', async ({ page }) => {
  await open(page)
  const slider = page.getByRole('slider', { name: 'Virtual time' })
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(slider).toHaveAttribute('aria-valuetext', '6.0\u2009s, after: Event 2')
  await page.keyboard.press('ArrowLeft')
  await expect(slider).toHaveAttribute('aria-valuenow', '3')
  await page.keyboard.press('End')
  expect(await now(page)).toBe(60e6)
  await page.keyboard.press('Home')
  expect(await now(page)).toBe(0)
  await page.keyboard.press('Shift+ArrowRight')
  expect(await lastCall(page)).toMatch(/^seek \d+$/)
  expect(await calls(page)).not.toContain('play')
})

test('marks ahead of the playhead are faint, and close marks become one with a list', async ({ page }) => {
  await open(page)
  await expect(page.locator('.track .at')).toHaveCount(20)
  await page.evaluate(() => window.bench.seek(30e6))
  await expect(page.locator('.track .at.future')).toHaveCount(10)
  await page.evaluate(() => (window.store.window.value = { from: 0, to: 600e6 }))
  const group = page.locator('.track .many').first()
  await expect(group).toBeVisible()
  await group.getByRole('button').focus()
  await expect(group.locator('.happened li').first()).toContainText('Event 1')
})

test('the ruler grows when time runs past its end', async ({ page }) => {
  await open(page)
  const labels = () => page.locator('.ruler span').allTextContents()
  expect((await labels()).at(-1)).toBe('1:00')
  await page.evaluate(() => {
    window.store.known.value = 200e6
    window.store.now.value = 200e6
  })
  await expect.poll(async () => (await labels()).at(-1)).toMatch(/^[34]:/)
})

test('forking shows the other future as a rail one can stand on', async ({ page }) => {
  await open(page)
  await page.evaluate(() => window.bench.seek(12e6))
  await page.getByRole('button', { name: 'Fork here' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'New branch B' })).toBeVisible()
  const rails = page.getByRole('radiogroup', { name: 'Branches' })
  await expect(rails.getByRole('radio', { checked: true })).toHaveText('B')
  await rails.getByRole('radio', { name: 'A' }).click()
  await expect(rails.getByRole('radio', { checked: true })).toHaveText('A')
})

test('single keys drive the bench outside fields, and can be switched off', async ({ page }) => {
  await open(page)
  await page.locator('h1').click()
  for (const key of ['Space', 'Space', 'ArrowRight', 'ArrowLeft', ']', 'f', 'r', 'End'])
    await page.keyboard.press(key)
  expect(await calls(page)).toEqual([
    'play',
    'pause',
    'step',
    'stepBack',
    'setSpeed "10s/s"',
    'fork',
    'reset',
    'seek 60000000',
  ])
  await page.locator('#field').click()
  await page.keyboard.type('far ')
  expect(await calls(page)).toHaveLength(8)
  await page.evaluate(() => {
    const remembered = JSON.parse(localStorage.getItem('rug:device') ?? '{}')
    localStorage.setItem('rug:device', JSON.stringify({ ...remembered, shortcuts: false }))
  })
  await page.reload()
  await page.waitForFunction(() => window.bench !== undefined)
  await page.locator('h1').click()
  await page.keyboard.press('Space')
  expect(await calls(page)).toEqual([])
})

test('tools are tabs in a fixed order; the second panel stands beside the terminal on wide screens', async ({
  page,
}) => {
  await open(page)
  const tabs = page.getByRole('tab')
  await expect(tabs).toHaveText(['Terminal', 'Events'])
  await expect(page.getByText('the log')).toBeVisible()
  await page.setViewportSize({ width: 1200, height: 900 })
  await expect(tabs).toHaveText(['Terminal', 'Server log', 'Events'])
  await tabs.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { selected: true })).toHaveText('Server log')
  await page.keyboard.press('End')
  await expect(page.getByRole('tab', { selected: true })).toHaveText('Events')
  await page.evaluate(() => window.bench.seek(9e6))
  await expect(page.locator('.events li')).toHaveCount(3)
})

test('the divider between glass and tools moves by keyboard and pointer, and is remembered', async ({
  page,
}) => {
  await open(page)
  const divider = page.getByRole('separator', { name: 'Height of the tools' })
  const height = async () => (await page.locator('.tools').boundingBox())!.height
  const before = await height()
  await divider.focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(height).toBeCloseTo(before - 16, 0)
  const kept = await height()
  await page.reload()
  await page.waitForFunction(() => window.bench !== undefined)
  await expect.poll(height).toBeCloseTo(kept, 0)
  await page.getByRole('separator').dblclick()
  await expect.poll(height).toBeCloseTo(before, 0)
})

test('more than two faults become a menu of the same acts', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Faults' }).click()
  await page.getByRole('button', { name: 'Cut power' }).click()
  expect(await lastCall(page)).toBe('fault "cut-power"')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Cut power' })).toBeHidden()
})

test('a prediction locks, shows its outcome and cause, and hides the exercise’s values until then', async ({
  page,
}) => {
  await open(page)
  await page.evaluate(() => window.fakeGoals('forget', { three: true, visits: false, empty: false }))
  const exercise = page.locator('.card.exercise')
  await expect(exercise.locator('.count')).toHaveText('1 / 3')
  await expect(exercise).not.toContainText('Nothing under')
  const lock = page.getByRole('button', { name: 'Lock in and run' })
  await expect(lock).toBeDisabled()
  await page.getByRole('radio', { name: '3', exact: true }).check()
  await lock.click()
  const card = page.locator('.card.predict')
  await expect(card).toContainText('It went otherwise')
  await expect(card).toContainText('Nothing was on disk')
  await expect(card.locator('.happened')).toContainText('0')
  await expect(card.getByRole('radio').first()).toBeDisabled()
  await expect(exercise).toContainText('Nothing under visits yet.')
})

test('an exercise ticks, unticks, hints in three steps and restarts its own world', async ({ page }) => {
  await open(page)
  const card = page.locator('.card.exercise')
  await card.getByText('Hint 1 of 3').click()
  await expect(card.getByText('Hint 2 of 3')).toBeVisible()
  await expect(card.getByText('Hint 3 of 3')).toBeHidden()
  await card.getByText('Hint 2 of 3').click()
  await card.getByText('Hint 3 of 3').click()
  await card.getByRole('button', { name: 'Type it for me' }).click()
  expect(await lastCall(page)).toBe('solve "forget"')
  await page.evaluate(() => window.fakeGoals('forget', { three: true, visits: true, empty: true }))
  await expect(card).toHaveClass(/finished/)
  await expect(card.getByRole('button', { name: 'Next' })).toBeVisible()
  await page.evaluate(() => window.fakeGoals('forget', { three: true, visits: false, empty: true }))
  await expect(card.locator('.count')).toHaveText('2 / 3')
  await card.getByRole('button', { name: 'Restart exercise' }).click()
  await expect(card.locator('.count')).toHaveText('0 / 3')
  expect(await lastCall(page)).toBe('startExercise "forget"')
})

test('present mode walks its cues, opens the terminal, blanks, votes and leaves', async ({ page }) => {
  await open(page, { width: 1280, height: 720 })
  await page.evaluate(() => document.dispatchEvent(new CustomEvent('bench:present')))
  const cue = page.getByRole('group', { name: 'Cue' })
  await expect(cue).toContainText('First cue.')
  await page.keyboard.press('PageDown')
  await expect(cue).toContainText('2 / 3')
  expect(await lastCall(page)).toBe('seek 10000000')
  await page.keyboard.press('t')
  await expect(page.getByLabel('terminal', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('b')
  await expect(page.locator('.blank')).toBeVisible()
  await page.keyboard.press('b')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: 'Nothing' }).click()
  await page.locator('.vote').getByRole('button', { name: 'Lock in and run' }).click()
  expect(await lastCall(page)).toBe('runPrediction "vote"')
  await page.keyboard.press('Space')
  expect(await lastCall(page)).toBe('play')
  await page.keyboard.press('Escape')
  await expect(cue).toBeHidden()
  expect(await page.evaluate(() => document.documentElement.dataset.mode)).toBeUndefined()
})

test('on a phone the bench is a sheet with three heights', async ({ page }) => {
  await open(page, { width: 390, height: 844 })
  const height = async () => (await page.locator('.bench').boundingBox())!.height
  await expect.poll(height).toBeCloseTo(432, -1)
  await page.getByRole('button', { name: 'Terminal' }).click()
  await expect(page.getByLabel('terminal', { exact: true })).toBeVisible()
  await expect(page.locator('.glass')).toBeHidden()
  const grip = page.getByRole('button', { name: 'Resize the bench' })
  await grip.focus()
  await page.keyboard.press('Enter')
  await expect.poll(height).toBeGreaterThan(700)
  await page.keyboard.press('Enter')
  await expect.poll(height).toBeLessThan(90)
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  for (const name of ['Play', 'One event forward']) {
    const box = (await page.getByRole('button', { name }).boundingBox())!
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
  }
})

for (const [theme, width] of [
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
] as const)
  test(`axe finds nothing serious: ${theme}, ${width} wide`, async ({ page }) => {
    await open(page, { width, height: 900 })
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme)
    await page.evaluate(() => window.fakeGoals('forget', { three: true, visits: false, empty: false }))
    await page.evaluate(() => window.bench.fork())
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
    expect(serious.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`)).toEqual(
      [],
    )
  })
