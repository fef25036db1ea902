import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

/* The built site as it is deployed: every kind of page, both languages, keyboard only, offline. */

const KINDS = [
  '',
  'start/what-is-redis/',
  'course/',
  'playground/',
  'commands/',
  'commands/set/',
  'fidelity/',
  'teaching/',
]
const everything = process.env.TEST_ALL === '1'
const pages = ['', 'ko/'].flatMap((language) => KINDS.map((kind) => `/${language}${kind}`))
const themes = everything ? (['light', 'dark'] as const) : (['light'] as const)

const watchErrors = (page: Page): string[] => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  return errors
}

for (const path of pages)
  for (const theme of themes)
    test(`${path} is sound: ${theme}`, async ({ page }) => {
      const errors = watchErrors(page)
      await page.emulateMedia({ colorScheme: theme })
      await page.goto(path)
      await expect(page.locator('html')).toHaveAttribute('lang', path.startsWith('/ko/') ? 'ko' : 'en')
      await expect(page.locator('h1')).toHaveCount(1)
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
      expect(serious.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`)).toEqual(
        [],
      )
      expect(errors).toEqual([])
    })

for (const width of [320, 390, 768, 1024])
  test(`nothing runs off the side at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    for (const path of pages.slice(0, KINDS.length)) {
      await page.goto(path)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect([path, over]).toEqual([path, 0])
    }
  })

test('skip links come first and lead to lesson, bench and terminal', async ({ page }) => {
  await page.goto('/start/what-is-redis/')
  for (const name of ['Skip to the lesson', 'Skip to the bench', 'Skip to the terminal']) {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name })).toBeFocused()
  }
  await page.keyboard.press('Tab')
  await expect(page.locator('.logo')).toBeFocused()
})

test('the course map opens by key, closes by Escape and gives the focus back', async ({ page }) => {
  await page.goto('/start/what-is-redis/')
  const opener = page.locator('.top [data-open=course]')
  await opener.focus()
  await page.keyboard.press('Enter')
  const map = page.getByRole('dialog', { name: 'Course map' })
  await expect(map).toBeVisible()
  await expect(map.getByRole('link', { name: 'What Redis is' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(map).toBeHidden()
  await expect(opener).toBeFocused()
  await page.keyboard.press('m')
  await expect(map).toBeVisible()
})

test('the theme is remembered across pages and languages', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/start/what-is-redis/')
  await page.getByRole('button', { name: 'Switch between light and dark' }).click()
  await page.getByRole('link', { name: '한국어' }).click()
  await expect(page).toHaveURL(/\/ko\/start\/what-is-redis\/$/)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('link', { name: /EN/ }).click()
  await expect(page).toHaveURL(/\/start\/what-is-redis\/$/)
})

test('settings are kept: shortcuts off means M does nothing', async ({ page }) => {
  await page.goto('/course/')
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys and settings' })
  await help.getByLabel('Single-key shortcuts').uncheck()
  await help.getByLabel('Motion').selectOption('reduced')
  await page.keyboard.press('Escape')
  await page.reload()
  await page.keyboard.press('m')
  await expect(page.locator('dialog[open]')).toHaveCount(0)
  await page.locator('[data-open=help]').first().click()
  await expect(help.getByLabel('Motion')).toHaveValue('reduced')
})

for (const [path, query, found] of [
  ['/', 'memory', '/start/what-is-redis/'],
  ['/ko/', '메모리', '/ko/start/what-is-redis/'],
  ['/', 'zrangebyscore', '/commands/zrangebyscore/'],
] as const)
  test(`search from ${path} finds ${found}`, async ({ page }) => {
    await page.goto(path)
    await page.keyboard.press('/')
    await page.getByRole('searchbox').fill(query)
    const hit = page.locator(`dialog.search li a[href^="${found}"]`).first()
    await expect(hit).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expect(page.locator('dialog.search li a').first()).toBeFocused()
    await hit.click()
    await expect(page.locator('h1')).toBeVisible()
    expect(new URL(page.url()).pathname).toBe(found)
  })

test('progress: a finished lesson fills its square, goes into a file and comes back', async ({ page }) => {
  await page.goto('/start/what-is-redis/')
  await page.getByRole('button', { name: 'Mark this lesson as done' }).click()
  await page.goto('/course/')
  const square = page.locator('.course-page [data-square="start/what-is-redis"]')
  await expect(square).toHaveClass(/done/)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const file = await (await download).path()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: 'Forget everything' }).click()
  await expect(square).not.toHaveClass(/done/)
  await page.locator('[data-progress-file] input[type=file]').setInputFiles(file)
  await expect(page.getByText('Lessons imported: 1.')).toBeVisible()
  await expect(square).toHaveClass(/done/)
})

test('a corrupt saved state is reported and set aside, and the page works', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('rug:lesson:start/what-is-redis', '{"v":1,'))
  await page.goto('/start/what-is-redis/')
  const notice = page.locator('[data-problem=corrupt]')
  await expect(notice).toContainText('could not be read')
  const download = page.waitForEvent('download')
  await notice.getByRole('button', { name: 'Download' }).click()
  await download
  await expect(page.locator('h1')).toBeVisible()
})

test('two tabs: what one finishes the other sees', async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()]
  await one.goto('/course/')
  await two.goto('/start/what-is-redis/')
  await two.getByRole('button', { name: 'Mark this lesson as done' }).click()
  await expect(one.locator('.course-page [data-square="start/what-is-redis"]')).toHaveClass(/done/)
})

test('prose is readable without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/start/what-is-redis/')
  await expect(page.locator('.run').first()).toContainText('SET greeting hello')
  await expect(page.locator('.spine a').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Course map', exact: true })).toHaveAttribute(
    'href',
    '/course/',
  )
  await context.close()
})

test('an unknown address says so in both languages', async ({ page }) => {
  const response = await page.goto('/no/such/page/')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '쪽을 찾을 수 없습니다' })).toBeVisible()
})

test('after one visit the course works offline', async ({ page, context }) => {
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.waitForFunction(async () => (await caches.keys()).some((name) => name.includes('precache')))
  await page.waitForFunction(async () => {
    const name = (await caches.keys()).find((each) => each.includes('precache'))
    const kept = name ? await (await caches.open(name)).keys() : []
    return kept.some((request) => request.url.includes('/ko/start/what-is-redis/'))
  })
  await context.setOffline(true)
  await page.goto('/ko/start/what-is-redis/')
  await expect(page.locator('h1')).toBeVisible()
  await expect(page.locator('[data-offline]')).toBeVisible()
  await page.goto('/course/')
  await expect(page.locator('h1')).toHaveText('Course map')
})
