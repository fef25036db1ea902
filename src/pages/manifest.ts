import type { APIRoute } from 'astro'
import { PRODUCT } from '../site/product.ts'

/** The web app manifest; its addresses are relative, so it holds for every base path. */
export const GET: APIRoute = () =>
  new Response(
    JSON.stringify({
      name: PRODUCT,
      icons: [{ src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
      start_url: '.',
      display: 'minimal-ui',
      background_color: '#fbfcfb',
      theme_color: '#00695a',
    }),
  )
