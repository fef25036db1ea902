import { defineCollection } from 'astro:content'
import { z } from 'astro/zod'
import type { CollectionConfig } from 'astro/content/config'
import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'

/*
 * Frontmatter of a lesson (content/docs/<module>/<slug>.mdx, Korean twin in content/docs/ko/…):
 *
 *   title        the short title of the course map and the breadcrumb
 *   description  one sentence for search results
 *   headline     a statement, not a topic: the page's h1. Its presence makes the page a lesson page
 *   scenario     the ready-made world the bench starts with (src/scenarios), `standalone` unless said
 *   scene        the scene in the glass (src/lab/scenes), `keyspace` unless said
 *   seed         seed of the world, 1 unless said
 *   speed        virtual time per second of the first play: 2ms/s | 0.1s/s | 1s/s | 10s/s | event
 *   ruler        first window of the timeline in virtual seconds, { from, to }
 *   tools        tabs this lesson has: terminal conf files log events (their order on the page never changes)
 *   extra        the lesson's own tab, an id the bench knows (`lane`, `docker`…)
 *   beside       which of the tabs stays open beside the terminal on wide screens
 *   faults       acts of destruction offered in the bench's head: cut-power, kill-process…; or a scenario's own acts
 *   controls     the learner's sliders for this lesson: parameters that src/site/bench-setup.ts knows
 *   facts        live facts of the bench's head, ids the bench knows (`used_memory`, `dbsize`…)
 *   cues         present mode: { say, at?, predict? } — a sentence, a virtual second to seek to, a prediction's id
 *   pitfalls     common wrong predictions, one sentence each, for the instructor page
 *
 * In the text, without importing them (src/site/components):
 *
 *   <Run>{`> SET a 1\nOK`}</Run>      runnable session; prompts start commands, the lines below are their replies
 *   <Exercise id="…" />               a task, <Predict id="…" /> a prediction; both from src/exercises/<slug>.ts
 *   <Mark name="key" tone="kept" lit="…">word</Mark>   a word that carries the figure's mark (marks.ts)
 *   <Term en="keyspace">키 공간</Term>  the first use of a term
 *   <Note kind="model" title="…">…</Note>, <Figure caption="…">…</Figure>
 *
 * Links are written from the site's root, with the language: /start/lists/, /ko/start/lists/.
 */
const cue = z.object({
  say: z.string(),
  at: z.number().min(0).optional(),
  predict: z.string().optional(),
})

const lessonFields = z.object({
  headline: z.string().optional(),
  scenario: z.string().default('standalone'),
  scene: z.string().default('keyspace'),
  seed: z.number().int().min(0).default(1),
  speed: z.enum(['2ms/s', '0.1s/s', '1s/s', '10s/s', 'event']).default('1s/s'),
  ruler: z.object({ from: z.number().min(0), to: z.number().positive() }).default({ from: 0, to: 60 }),
  tools: z.array(z.enum(['terminal', 'conf', 'files', 'log', 'events'])).default(['terminal', 'events']),
  extra: z.string().optional(),
  beside: z.string().optional(),
  faults: z.array(z.string()).default([]),
  controls: z.array(z.string()).default([]),
  facts: z.array(z.string()).default([]),
  cues: z.array(cue).default([]),
  pitfalls: z.array(z.string()).default([]),
  /** Frame of a page that is not a lesson: `doc` is the reference frame with a sidebar, `wide` has none. */
  frame: z.enum(['doc', 'wide']).default('doc'),
})

/* Named in full: the compiler cannot print Starlight's schema for a declaration file by itself. */
type Docs = ReturnType<ReturnType<typeof docsSchema<typeof lessonFields>>>

const docs: CollectionConfig<Docs> = defineCollection({
  loader: docsLoader(),
  schema: docsSchema({ extend: lessonFields }),
})

export const collections = { docs }
