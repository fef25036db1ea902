import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { open, terminal, type, watchErrors } from './live.ts'

/* The scenes of the data types, over the real world of their lessons. */

const clean = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).include('#bench').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
}

test('what holds a value is drawn, and the limit it crossed is named', async ({ page }) => {
  const errors = watchErrors(page)
  await open(page, '/data-types/hashes/')
  await page.getByRole('tab', { name: 'Structure' }).click()
  await typeBeside(page, 'HSET card name Sora age 30')
  const body = page.locator('.structure-body')
  await expect(body.locator('.packed b')).toHaveText(['26 · 4', 'name', 'Sora', 'age', '30', 'end'])
  await expect(body.locator('.limits')).toContainText('hash-max-listpack-entries')
  await typeBeside(page, `HSET card note ${'x'.repeat(65)}`)
  await expect(body.locator('.turned')).toContainText('hash-max-listpack-value 64')
  await expect(body.locator('.slots circle')).toHaveCount(3)
  await clean(page)
  await page.getByRole('radio', { name: 'profile', exact: true }).click()
  await expect(body.locator('.packed').first()).toBeVisible()
  expect(errors).toEqual([])
})

/** Types into the terminal and comes back to the tab. */
const typeBeside = async (page: Page, line: string): Promise<void> => {
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await type(page, line)
  await page.getByRole('tab', { name: 'Structure' }).click()
}

test('a cell of the attendance grid is a bit, by hand and by key', async ({ page }) => {
  await open(page, '/data-types/bits-and-hyperloglog/')
  await type(page, 'SETBIT mine 3 1')
  const row = page.locator('.bit-row', { hasText: 'mine' })
  await expect(row.locator('.one')).toHaveCount(1)
  await row.locator('.zero').nth(4).click()
  await expect(terminal(page)).toContainText('SETBIT mine 5 1')
  await expect(row.locator('.one')).toHaveCount(2)
  const grid = page.locator('.bit-grid')
  await grid.focus()
  await grid.press('Enter')
  await expect(terminal(page)).toContainText('SETBIT mine 5 0')
  await grid.press('ArrowRight')
  await grid.press('Enter')
  await expect(terminal(page)).toContainText('SETBIT mine 6 1')
  await type(page, 'PFADD seen a b c')
  await expect(page.locator('.sketch-facts')).toContainText('3')
  await clean(page)
})

test('the map adds and searches with the pointer and with keys', async ({ page }) => {
  await open(page, '/data-types/geo/')
  const map = page.locator('.korea')
  await type(page, 'GEOADD trip 127 37.5 home')
  await expect(map.locator('.member')).toHaveText(['home'])
  await map.focus()
  await map.press('ArrowUp')
  await map.press('Enter')
  await expect(terminal(page)).toContainText('GEOADD trip 127 36.6 place1')
  await page.getByRole('radio', { name: 'Search a circle' }).click()
  const box = (await map.locator('svg').boundingBox())!
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.1, { steps: 4 })
  await page.mouse.up()
  await expect(page.locator('.caption')).toContainText('GEOSEARCH')
  await expect(page.locator('.geo-found li')).toHaveCount(2)
  await expect(map.locator('.area ellipse')).toBeVisible()
  await clean(page)
})

test('a stream shows who holds what', async ({ page }) => {
  await open(page, '/data-types/streams/')
  for (const line of ['XADD s 1-1 f a', 'XADD s 1-2 f b', 'XGROUP CREATE s g 0']) await type(page, line)
  await type(page, 'XREADGROUP GROUP g ann COUNT 1 STREAMS s >')
  await expect(page.locator('.tooth')).toHaveCount(2)
  await expect(page.locator('.consumer', { hasText: 'ann' }).locator('.tray b')).toHaveText('1-1')
  await expect(page.locator('.stream-group .lane .pending')).toHaveCount(1)
  await type(page, 'XACK s g 1-1')
  await expect(page.locator('.stream-group .lane .done')).toHaveCount(1)
  await page.getByRole('tab', { name: 'Pub/sub' }).click()
  await expect(page.locator('.drawn.pubsub')).toBeVisible()
  await clean(page)
})
