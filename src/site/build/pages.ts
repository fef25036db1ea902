import type { AstroIntegration } from 'astro'

/* Own pages, once per language; everything else is content/docs. */
const PAGES = ['', 'course', 'playground', 'commands', 'fidelity', 'teaching'] as const

const entry = (page: string): string => `./src/pages/${page || 'home'}.astro`

/** Pages live in src/pages, which is not Astro's own place for them while content stands at the top level. */
export const pages = (): AstroIntegration => ({
  name: 'pages',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      for (const language of ['', 'ko/'])
        for (const page of PAGES)
          injectRoute({ pattern: `/${language}${page}`, entrypoint: entry(page), prerender: true })
      for (const language of ['', 'ko/'])
        injectRoute({
          pattern: `/${language}commands/[command]`,
          entrypoint: './src/pages/command.astro',
          prerender: true,
        })
      injectRoute({ pattern: '/site.webmanifest', entrypoint: './src/pages/manifest.ts', prerender: true })
      injectRoute({ pattern: '/404', entrypoint: './src/pages/404.astro', prerender: true })
    },
  },
})
