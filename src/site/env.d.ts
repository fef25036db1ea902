/// <reference types="astro/client" />

/* astro check reads .astro files themselves; for the plain compiler a component is a component. */
declare module '*.astro' {
  import type { AstroComponentFactory } from 'astro/runtime/server/index.js'

  const component: AstroComponentFactory
  export default component
}
