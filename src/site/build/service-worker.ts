import { generateSW } from 'workbox-build'
import { join } from 'node:path'

/*
 * Pages, scripts, styles and the Latin fonts are there from the first visit on; font slices and the search index
 * are kept once they were used.
 */
const FIRST = ['**/*.{html,js,css,svg,webmanifest,json,wasm}', '_astro/*PretendardVariable.subset.{85,86,87,88,89,91}*.woff2', '_astro/*jetbrains-mono-latin-wght*.woff2']
const LATER = ['pagefind/**', 'sw.js', 'workbox-*.js', '404.html']

/** Writes dist/sw.js; returns how many files it keeps and their size in bytes. */
export const writeServiceWorker = async (dist: string, base: string): Promise<{ count: number; bytes: number }> => {
  const { count, size } = await generateSW({
    globDirectory: dist,
    globPatterns: FIRST,
    globIgnores: LATER,
    swDest: join(dist, 'sw.js'),
    sourcemap: false,
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    skipWaiting: true,
    directoryIndex: 'index.html',
    navigateFallback: null,
    maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
    dontCacheBustURLsMatching: /\/_astro\//,
    modifyURLPrefix: { '': base },
    runtimeCaching: [
      {
        urlPattern: ({ url, sameOrigin }) => sameOrigin && /\.woff2$|\/pagefind\//.test(url.pathname),
        handler: 'StaleWhileRevalidate',
        options: { cacheName: 'slices' },
      },
    ],
  })
  return { count, bytes: size }
}
