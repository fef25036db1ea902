import type { AstroIntegration } from 'astro'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withPolicy } from './policy.ts'
import { withBase } from './base-links.ts'
import { withParticles } from './particles.ts'
import { writeServiceWorker } from './service-worker.ts'

const htmlFiles = async (dir: string): Promise<string[]> =>
  (await readdir(dir, { recursive: true }))
    .filter((file) => file.endsWith('.html'))
    .map((file) => join(dir, file))

/**
 * After the build and its search index: links written in prose get the site's base, Korean particles stay with
 * their words, each page gets its content security policy, and the whole a service worker that keeps it working offline.
 */
export const finish = (): AstroIntegration => {
  let base = '/'
  return {
    name: 'finish',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/')
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir)
        const pages = await htmlFiles(root)
        for (const page of pages) {
          const html = await readFile(page, 'utf8')
          await writeFile(page, withPolicy(withParticles(withBase(html, base))))
        }
        const { count, bytes } = await writeServiceWorker(root, base)
        logger.info(`${pages.length} pages; ${count} files (${Math.round(bytes / 1024)} KB) work offline`)
      },
    },
  }
}
