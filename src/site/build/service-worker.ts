import { join } from 'node:path'
import { generateSW } from 'workbox-build'

/*
 * Kept from the first visit on: the course, the playground, every script and style, the Latin fonts. Kept once it
 * was used: reference pages, font slices and the search index.
 */
const FIRST = [
  '*.html',
  '{course,playground,fidelity,teaching,ko}/**/*.html',
  '!(commands)/**/*.html',
  '**/*.{js,css,svg,webmanifest,json}',
  '_astro/*PretendardVariable.subset.{85,86,87,88,89,91}.*.woff2',
  '_astro/jetbrains-mono-latin-wght*.woff2',
]
const LATER = ['commands/**', 'ko/commands/**', 'pagefind/**', 'sw.js', 'workbox-*.js', '404.html']

/** Writes dist/sw.js; returns how many files it keeps at once and their size in bytes. */
export const writeServiceWorker = async (
  dist: string,
  base: string,
): Promise<{ count: number; bytes: number }> => {
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
        urlPattern: ({ url, sameOrigin }) => sameOrigin && /\.woff2?$|\/pagefind\//.test(url.pathname),
        handler: 'StaleWhileRevalidate',
        options: { cacheName: 'slices' },
      },
      {
        urlPattern: ({ request, sameOrigin }) => sameOrigin && request.mode === 'navigate',
        handler: 'NetworkFirst',
        options: { cacheName: 'pages', networkTimeoutSeconds: 4 },
      },
    ],
  })
  return { count, bytes: size }
}
