import { defineRouteMiddleware } from '@astrojs/starlight/route-data'
import { createComponent, renderComponent } from 'astro/runtime/server/index.js'
import { lessonComponents } from './components/index.ts'

/** Hands every page of the course its components, so that lessons are prose and tags without imports. */
export const onRequest = defineRouteMiddleware((context) => {
  const route = context.locals.starlightRoute
  const Content = route.Content
  if (!Content) return
  route.Content = createComponent((result, props, slots) =>
    renderComponent(result, 'Content', Content, { ...props, components: lessonComponents }, slots),
  ) as typeof Content
})
