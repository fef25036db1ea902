import type {} from '@astrojs/starlight'
import { defineRouteMiddleware } from '@astrojs/starlight/route-data'
import type { AstroComponentFactory } from 'astro/runtime/server/index.js'
import { createComponent, renderComponent, renderTemplate } from 'astro/runtime/server/index.js'
import { lessonComponents } from './components/index.ts'

/** Hands every page of the course its components, so that lessons are prose and tags without imports. */
export const onRequest = defineRouteMiddleware((context) => {
  const route = context.locals.starlightRoute
  const Content = route.Content
  if (!Content) return
  const withComponents: AstroComponentFactory = async (result, props, slots) =>
    renderTemplate`${await renderComponent(result, 'Content', Content, { ...props, components: lessonComponents }, slots)}`
  route.Content = createComponent(withComponents) as typeof Content
})
