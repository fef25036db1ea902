import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { open, terminal, type, watchErrors } from './live.ts'

/* Snapshots, forks and the way to the disk, over the real world of their lessons. */

const clean = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).include('#bench').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
}

/** Chooses from the menu of acts, which closes with that. */
const act = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('button', { name }).click()
  await expect(page.getByRole('button', { name })).toBeHidden()
}

test('a crash costs what came after the last snapshot', async ({ page }) => {
  const errors = watchErrors(page)
  await open(page, '/persistence/rdb-snapshots/')
  await type(page, 'SAVE')
  await expect(terminal(page)).toContainText('OK')
  const body = page.locator('.snapshot-body')
  await expect(body.locator('.snapshot-files')).toContainText('dump.rdb')
  await act(page, '7 visits')
  await expect(body.locator('.meter').first()).toContainText('7 / 50')
  await page.getByRole('button', { name: 'Kill process' }).click()
  await expect(body.locator('.snapshot-past')).toContainText('crash: 7 changes lost')
  await clean(page)
  await page.getByRole('button', { name: 'Start again' }).click()
  await expect(page.locator('.bench-head .facts')).toContainText('200')
  expect(errors).toEqual([])
})

test('pages that are written to are copied, and the child keeps its own', async ({ page }) => {
  await page.goto('/persistence/fork-and-copy-on-write/')
  // Ten thousand keys take their time on a small machine.
  await expect(terminal(page)).toContainText('127.0.0.1:6379>', { timeout: 20_000 })
  await act(page, 'Write 1000 a second, any key')
  await type(page, 'BGSAVE')
  const body = page.locator('.snapshot-body')
  await expect.poll(() => body.locator('.cells.parent .copied').count()).toBeGreaterThan(50)
  await expect(body.locator('.cells.child .kept').first()).toBeVisible()
  await expect(body.locator('.plates')).toContainText('fork: 1.1')
  await clean(page)
})

test('what waits for a slow disk is lost with the process', async ({ page }) => {
  await open(page, '/persistence/aof-and-fsync/')
  await act(page, 'A slow disk')
  await act(page, 'Orders, 50 a second')
  const body = page.locator('.aof-body')
  await expect(body.locator('.station.buffer .run').nth(3)).toBeVisible()
  const lost = body.locator('.ledger tbody tr').first().locator('.lost')
  await expect.poll(async () => Number(await lost.innerText())).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Kill process' }).click()
  await expect(body.locator('.crash.killed')).toContainText('answered writes lost')
  await clean(page)
})

test('on a phone the acts have a line of their own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/ko/persistence/aof-and-fsync/')
  await page.getByRole('button', { name: '더 보기' }).click()
  const scene = page.getByRole('button', { name: '장면' })
  await expect.poll(async () => (await scene.boundingBox())?.width ?? 0).toBeGreaterThan(40)
  await page.getByRole('button', { name: '전원 끊기' }).click()
  await scene.click()
  await expect(page.locator('.aof-body .crash.power')).toBeVisible()
  await clean(page)
})
