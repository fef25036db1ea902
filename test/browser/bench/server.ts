import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import type { ViteDevServer } from 'vite'

/** Serves the bench page with the fake world in place of the real one; resolves with its address. */
export const serveBench = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const fake = fileURLToPath(new URL('boot.ts', import.meta.url))
  const server: ViteDevServer = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: '.cache/bench-page',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    optimizeDeps: {
      include: ['preact', 'preact/hooks', 'preact/jsx-runtime', 'preact/jsx-dev-runtime', '@preact/signals'],
    },
    server: { port: 0, watch: null, hmr: false },
    plugins: [
      {
        name: 'fake-world',
        enforce: 'pre',
        resolveId: (id, importer) => (id === './boot.ts' && importer?.endsWith('Bench.tsx') ? fake : null),
      },
    ],
  })
  await server.listen()
  return { url: `${server.resolvedUrls?.local[0]}test/browser/bench/index.html`, close: () => server.close() }
}
