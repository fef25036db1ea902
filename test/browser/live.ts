import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/* What tests of the running bench share: the site as it is built, with the real world in its worker. */

export const LESSON = '/start/what-is-redis/'

/** Everything that went wrong on a page. */
export const watchErrors = (page: Page): string[] => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}

export const terminal = (page: Page) => page.locator('.terminal-pane.current .xterm-rows')

/** Opens a page and waits until a command can be typed. */
export const open = async (page: Page, path = LESSON): Promise<void> => {
  await page.goto(path)
  await expect(page.locator('.xterm-rows').first()).toContainText('127.0.0.1:6379>')
}

/** Types a line into the terminal, as hands do. */
export const type = async (page: Page, line: string): Promise<void> => {
  await page.locator('.terminal-pane.current .terminal-surface').click()
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
}

/** A fact of the bench's head: its value, by its label. */
export const fact = (page: Page, label: string) =>
  page.locator('.bench-head .facts > span', { hasText: label }).locator('b')

/** Text read out of clipboard writes, where the browser allows none. */
export const copied = async (page: Page, act: () => Promise<void>): Promise<string> => {
  await page.evaluate(() => {
    const clipboard = { writeText: async (text: string) => void Object.assign(window, { copied: text }) }
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
  })
  await act()
  await expect.poll(() => page.evaluate(() => (window as { copied?: string }).copied)).toBeTruthy()
  return page.evaluate(() => (window as unknown as { copied: string }).copied)
}
