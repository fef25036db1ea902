import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { open, terminal, type } from './live.ts'

/* The Files tab on the running bench: what a file holds, damage done by hand, and the learner's own files. */

const SNAPSHOT = 'test/formats/rdb/every-type.rdb'

const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).include('.files-tool').analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()

const file = (page: Page, name: string) => page.locator('.files-tree li button', { hasText: name })

/** A world with an append-only file of which nothing is on the disk yet. */
const begin = async (page: Page): Promise<void> => {
  await open(page, '/playground/')
  await type(page, 'CONFIG SET appendonly yes appendfsync no')
  await expect(terminal(page)).toContainText('OK')
  await type(page, 'SET fruit apple')
  await expect(terminal(page)).toContainText(/OK[\s\S]*OK/)
  await tab(page, 'Files')
}

test('commands, records and the list of files; what a power cut would take', async ({ page }) => {
  await begin(page)
  await expect(page.locator('.files-tree')).toContainText('appendonlydir/')
  await file(page, 'incr.aof').click()
  await expect(page.locator('.file-row', { hasText: 'fruit' })).toContainText('*3 $3 SET $5 fruit $5 apple')
  await expect(page.locator('.files-tree .risk')).toContainText(/incr\.aof (loses|is gone)/)
  await expect(page.locator('.synced-line')).toContainText('page cache only')
  await clean(page)
  await file(page, 'base.rdb').click()
  await expect(page.locator('.file-row', { hasText: 'magic word' })).toContainText('52 45 44 49')
  await file(page, 'manifest').click()
  await expect(page.locator('.manifest tbody tr')).toHaveCount(2)
  await page.locator('.manifest').getByRole('button', { name: /incr/ }).click()
  await expect(page.locator('.file-rows')).toContainText('fruit')
  await page.getByRole('slider', { name: 'Virtual time' }).press('Home')
  await expect(page.locator('.files-tree')).toContainText('Nothing on disk')
})

test('bytes are changed by keys, taken back, and saved', async ({ page }) => {
  await begin(page)
  await file(page, 'incr.aof').click()
  await page.getByRole('button', { name: 'Bytes', exact: true }).click()
  const grid = page.getByRole('grid')
  await grid.focus()
  await page.keyboard.press('f')
  await page.keyboard.press('f')
  await expect(grid.locator('#byte-0')).toHaveText('ff')
  await page.keyboard.press('Control+z')
  await expect(grid.locator('#byte-0')).toHaveText('2a')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await expect(page.locator('.status-line.place')).toContainText('end of the file')
  await clean(page)
  // What is not saved yet waits while another file is looked at.
  await file(page, 'manifest').click()
  await file(page, 'incr.aof').click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Commands' }).click()
  await expect(page.locator('.verdict')).toContainText('can’t be read')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('appendonly.aof.1.incr.aof')
})

test('files of the learner are put on the disk, and the server starts with them', async ({ page }) => {
  await open(page, '/playground/')
  await tab(page, 'Files')
  await page.locator('.files-foot input[type=file]').setInputFiles(SNAPSHOT)
  await expect(page.locator('.offer')).toContainText('Put on the machine’s disk: dump.rdb.')
  await page.getByRole('button', { name: 'Restart redis-6379 with it' }).click()
  await expect(page.locator('.bench-head')).toContainText('keys 16')
  await page.locator('.files-foot input[type=file]').setInputFiles('package.json')
  await expect(page.locator('.offer')).toContainText('package.json is no RDB file')
  await page.evaluate(() => {
    const transfer = new DataTransfer()
    const texts = {
      'appendonly.aof.manifest': 'file appendonly.aof.1.incr.aof seq 1 type i\n',
      'appendonly.aof.1.incr.aof': '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$7\r\ndropped\r\n',
    }
    for (const [name, text] of Object.entries(texts)) transfer.items.add(new File([text], name))
    for (const kind of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      )
  })
  await page.getByRole('button', { name: 'Restart redis-6379 with it' }).click()
  await expect(page.locator('.bench-head')).toContainText('keys 1')
  await file(page, 'incr.aof').click()
  await expect(page.locator('.file-rows')).toContainText('dropped')
})
