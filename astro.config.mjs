import mdx from '@astrojs/mdx'
import preact from '@astrojs/preact'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import { commandParts } from './src/site/build/command-parts.ts'
import { engineId } from './src/site/build/engine-id.ts'
import { finish } from './src/site/build/finish.ts'
import { lazyCss } from './src/site/build/lazy-css.ts'
import { pages } from './src/site/build/pages.ts'
import { runText } from './src/site/build/run-text.ts'
import { sidebar } from './src/site/build/sidebar.ts'
import { PRODUCT } from './src/site/product.ts'

const own = (name) => `./src/site/layout/${name}.astro`
/* In the order of the cascade: what a size changes comes after what it changes. */
const styles = [
  'fonts',
  'tokens',
  'base',
  'frame',
  'dialogs',
  'frame-sizes',
  'bench',
  'timeline',
  'bench-sizes',
  'terminal',
  'scenes',
  'keyspace',
  'inspector',
  'scenes-of-time',
  'tools',
  'part-sizes',
  'lesson',
  'cards',
  'lesson-sizes',
  'home',
  'reference',
  'page-sizes',
]

/* BASE, SITE and OUT come from scripts/build.ts: any base path, the address for canonical links where it is known. */
export default defineConfig({
  site: process.env.SITE || undefined,
  base: process.env.BASE || '/',
  srcDir: '.',
  outDir: process.env.OUT || './dist',
  cacheDir: './.cache/astro',
  trailingSlash: 'always',
  prefetch: { prefetchAll: false },
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'never' },
  vite: {
    plugins: [lazyCss(), runText()],
    build: { chunkSizeWarningLimit: 4000 },
    worker: { format: 'es', plugins: () => [commandParts()] },
    define: { __ENGINE__: JSON.stringify(engineId('./src')) },
  },
  integrations: [
    preact({ include: ['**/src/lab/components/**/*.tsx', '**/node_modules/**'] }),
    starlight({
      title: PRODUCT,
      locales: { root: { label: 'English', lang: 'en' }, ko: { label: '한국어', lang: 'ko' } },
      favicon: '/favicon.svg',
      disable404Route: true,
      credits: false,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 2 },
      expressiveCode: false,
      customCss: styles.map((name) => `./src/site/styles/${name}.css`),
      routeMiddleware: './src/site/route-data.ts',
      head: [
        {
          tag: 'meta',
          attrs: {
            name: 'viewport',
            content: 'width=device-width, initial-scale=1, interactive-widget=resizes-content',
          },
        },
      ],
      sidebar: sidebar(),
      components: {
        ContentPanel: own('ContentPanel'),
        Footer: own('Footer'),
        Head: own('Head'),
        Header: own('Header'),
        MarkdownContent: own('MarkdownContent'),
        MobileMenuFooter: own('MobileMenuFooter'),
        MobileMenuToggle: own('MobileMenuToggle'),
        PageFrame: own('PageFrame'),
        PageTitle: own('PageTitle'),
        Search: own('Search'),
        SkipLink: own('SkipLink'),
        ThemeProvider: own('ThemeProvider'),
        TwoColumnContent: own('TwoColumnContent'),
      },
    }),
    mdx(),
    pages(),
    finish(),
  ],
})
