import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { open, terminal, type, watchErrors } from './live.ts'

/* What stands in the glass and in the tools, over the real world. */

const CONF = '/start/cli-and-config/'

const row = (page: Page, key: string) => page.locator(`.key-row[data-key="${key}"]`)

const clean = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).include('#bench').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
}

test('each type is drawn its way; what was touched, converted, refused and deleted shows', async ({
  page,
}) => {
  const errors = watchErrors(page)
  await open(page)
  for (const line of ['RPUSH jobs a b', 'SADD nums 1 2', 'HSET user name kim', 'ZADD rank 7 mina'])
    await type(page, line)
  await expect(row(page, 'jobs').locator('.v-list i')).toHaveText(['a', 'b'])
  await expect(row(page, 'user').locator('.v-hash')).toHaveText('namekim')
  await expect(row(page, 'rank').locator('.v-zset')).toHaveText('7mina')
  await expect(row(page, 'rank')).toHaveClass(/hot/)
  await type(page, 'SADD nums text')
  await expect(row(page, 'nums').locator('.encoding')).toHaveText('intset hashtable')
  await type(page, 'RPUSH jobs c')
  await expect(row(page, 'jobs').locator('.fresh')).toHaveText('c')
  await type(page, 'LPUSH rank x')
  await expect(row(page, 'rank')).toHaveClass(/refused/)
  await type(page, 'DEL user')
  await expect(page.locator('.key-row.ghost')).toContainText('user')
  await expect(row(page, 'user')).toHaveCount(0)
  expect(errors).toEqual([])
})

test('the keyboard walks the keys and opens one; the whole state is a table', async ({ page }) => {
  await open(page)
  for (const line of ['SET a 1', 'SET b two EX 100']) await type(page, line)
  await expect(row(page, 'b').locator('.ring')).toContainText(/9\d s|100 s/)
  const list = page.getByRole('listbox', { name: 'Keys' })
  await list.focus()
  await list.press('ArrowDown')
  await list.press('ArrowDown')
  await expect(row(page, 'b')).toHaveAttribute('aria-selected', 'true')
  await list.press('Enter')
  const inspector = page.getByRole('dialog', { name: 'Details of b' })
  await expect(inspector).toContainText('SET b two EX 100')
  await expect(inspector).toContainText('embstr')
  await clean(page)
  await page.keyboard.press('Escape')
  await expect(inspector).toHaveCount(0)
  await expect(list).toBeFocused()
  await page.getByRole('button', { name: 'Describe' }).click()
  await expect(page.locator('.described tbody tr')).toHaveCount(2)
  await page.getByRole('button', { name: 'Describe' }).click()
  await page.getByRole('button', { name: 'Internals' }).click()
  await expect(page.locator('.hash-table circle')).toHaveCount(2)
  await clean(page)
})

test('the editor comes with the first focus; a refused file says so in log and terminal', async ({
  page,
}) => {
  const wanted: string[] = []
  page.on('request', (request) => wanted.push(request.url()))
  const editors = () => wanted.filter((url) => /monaco|editor\.worker/i.test(url)).length
  await open(page, CONF)
  await page.getByRole('tab', { name: 'redis.conf' }).click()
  const field = page.getByRole('textbox', { name: 'redis.conf' })
  await expect(field).toHaveValue(/maxmemory 0/)
  expect(editors()).toBe(0)
  await field.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('maxmemoryy 5')
  await expect(page.locator('.monaco-editor .view-lines')).toContainText('maxmemoryy', { timeout: 20_000 })
  expect(editors()).toBeGreaterThan(0)
  await expect(page.locator('.status-line')).toContainText('Bad directive or wrong number of arguments')
  await page.getByRole('button', { name: 'Save and restart' }).click()
  await expect(page.locator('.status-line')).toContainText('redis-6379 refused the file')
  await expect(page.locator('.down')).toContainText('redis-6379 is down')
  await page.getByRole('tab', { name: 'Server log' }).click()
  await expect(page.locator('.log-lines')).toContainText('*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***')
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await expect(terminal(page)).toContainText(">>> 'maxmemoryy 5'")
})

test('changed lines become CONFIG SET; a saved file is there after a restart', async ({ page }) => {
  await open(page, CONF)
  await page.getByRole('tab', { name: 'redis.conf' }).click()
  const field = page.getByRole('textbox', { name: 'redis.conf' })
  await field.fill((await field.inputValue()).replace('maxmemory 0', 'maxmemory 50mb'))
  await page.getByRole('button', { name: 'Apply with CONFIG SET' }).click()
  await expect(terminal(page)).toContainText('CONFIG SET maxmemory 50mb')
  await expect(terminal(page)).toContainText('OK')
  await page.getByRole('tab', { name: 'redis.conf' }).click()
  await page.getByRole('button', { name: 'Save and restart' }).click()
  await expect(page.locator('.status-line')).toContainText('redis-6379 runs with the new file')
  await page.getByRole('tab', { name: 'Files' }).click()
  await page.locator('.files-tree button', { hasText: 'redis.conf' }).click()
  await expect(page.locator('.file-content')).toContainText('maxmemory 50mb')
  await clean(page)
})

test('a docker line is objected to as it is typed, and kept on the machine', async ({ page }) => {
  await page.goto('/start/install-and-first-ping/')
  await page.getByRole('tab', { name: 'docker run' }).click()
  const line = page.getByRole('textbox', { name: 'docker run line' })
  await line.fill('docker run redis-cli')
  await expect(page.getByRole('list', { name: 'Findings' })).toContainText('no image is called redis-cli')
  await line.fill('docker run -d --name cache redis:7.0.15')
  await page.getByRole('button', { name: 'Save line' }).click()
  await expect(page.locator('.docker-tool [role=status]')).toContainText('docker-run.txt')
  await clean(page)
})

test('one thread: who waits for KEYS is told, and the crowd is not', async ({ page }) => {
  await open(page, '/data-types/keyspace-and-scan/')
  await type(page, 'KEYS item:*')
  await expect(page.locator('.caption')).toContainText(/waited \d+ ms for its reply|thread was busy/)
  await expect(page.locator('.scene-head')).toContainText('Longest wait')
  await clean(page)
})

test('keys run out: by the clock, and then from memory', async ({ page }) => {
  await open(page, '/data-types/ttl-and-expiry/')
  await type(page, 'SET brief life PX 300')
  await expect(page.locator('.caption')).toContainText(/brief was past its time|sampled keys/, {
    timeout: 20_000,
  })
  await expect(page.locator('.expiry-counters')).toContainText('freed from memory')
  await clean(page)
})
