import { useSignal, useSignalEffect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { benchStore } from './bench-store.ts'
import type { BenchController, BenchDefaults, BenchStore } from './bench-store.ts'
import { Glass } from './Glass.tsx'
import { Head } from './Head.tsx'
import { page } from './page-store.ts'
import { Present } from './Present.tsx'
import type { Cue } from './Present.tsx'
import { SheetGrip, useSheet } from './Sheet.tsx'
import { listenForShortcuts } from './shortcuts.ts'
import { Splitter } from './Splitter.tsx'
import type { BenchStrings } from './strings.ts'
import { Timeline } from './Timeline.tsx'
import { Tools } from './Tools.tsx'

/** What a page tells its bench: the world to start, and the frame around it. All of it is plain data. */
export interface BenchSetup {
  language: 'en' | 'ko'
  /** Key of the bench in the browser's storage: the lesson's path, `playground`, `home`. */
  id: string
  scenario: string
  scene: string
  seed: number
  /** Virtual µs since 1970 at which the world begins; the scenario's own unless given. */
  epoch?: number
  /** The lesson whose exercises and predictions run here: its slug. */
  lesson?: string
  defaults: BenchDefaults
  /** The lesson's own tab. */
  extra?: { id: string; label: string }
  /** The tool that stays open beside the terminal on wide screens. */
  beside?: string
  cues: readonly Cue[]
  /** Commands that have run when the bench opens for the first time. */
  opening?: readonly string[]
}

export interface BenchProps {
  setup: BenchSetup
  t: BenchStrings
  /** `page` beside prose, `home` on the front page, `full` the playground, `inline` a terminal in a reference page. */
  frame: 'page' | 'home' | 'full' | 'inline'
  /** Served with the page: the scene at its first instant, and the terminal's first prompt. */
  poster?: ComponentChildren
  prompt?: ComponentChildren
}

/** One polite region per bench: captions, at most one each 1.5 s, silent above one virtual second a second. */
const Announcer = ({ store }: { store: BenchStore }) => {
  const said = useSignal('')
  const timer = useRef(0)
  useSignalEffect(() => {
    const { event, say } = store.caption.value
    if (store.playing.value && store.speed.value === '10s/s') return
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => (said.value = `${event} ${say}`), 1500)
  })
  return (
    <div class="unseen" aria-live="polite">
      {said.value}
    </div>
  )
}

const Notice = ({ store }: { store: BenchStore }) => {
  useSignalEffect(() => {
    if (!store.notice.value) return
    const close = () => {
      store.notice.value = ''
      store.noticeAct.value = undefined
    }
    const timer = setTimeout(close, store.noticeAct.value ? 15_000 : 6000)
    return () => clearTimeout(timer)
  })
  const act = store.noticeAct.value
  return (
    <div class="notice" role="status" hidden={!store.notice.value}>
      {store.notice.value}{' '}
      {act && (
        <button type="button" class="btn s" onClick={act.act}>
          {act.label}
        </button>
      )}
    </div>
  )
}

/** Loads the world's side of the page and announces the running bench to the cards. */
const useWorld = (setup: BenchSetup, store: BenchStore, t: BenchStrings): BenchController | undefined => {
  const controller = page.bench.value
  useEffect(() => {
    page.store.value = store
    void import('./boot.ts').then(({ boot }) => boot(setup, store, t))
    return listenForShortcuts(store, () => page.bench.value)
  }, [])
  return controller
}

/** Head, glass, tools and timeline: the part of the page that never scrolls away. */
export const Bench = ({ setup, t, frame, poster, prompt }: BenchProps) => {
  const store = useMemo(() => benchStore(setup.defaults), [])
  const controller = useWorld(setup, store, t)
  const root = useRef<HTMLElement>(null)
  const sheet = useSheet(root, frame === 'page')
  return (
    <section
      ref={root}
      id="bench"
      class={`bench ${frame}`}
      aria-label={t.bench}
      tabIndex={-1}
      data-detent={sheet.detent.value}
      data-view={sheet.view.value}
    >
      {frame === 'page' && <SheetGrip sheet={sheet} t={t} />}
      <Head store={store} controller={controller} t={t} sheet={frame === 'page' ? sheet : undefined} />
      <Glass store={store} controller={controller} t={t} poster={poster} />
      <Splitter root={root} label={t.resize} />
      <Tools
        store={store}
        controller={controller}
        t={t}
        extra={setup.extra}
        beside={setup.beside}
        plain={frame === 'home' || frame === 'inline'}
        prompt={prompt}
      />
      <Timeline store={store} controller={controller} t={t} compact={frame === 'home'} />
      <Notice store={store} />
      <Announcer store={store} />
      {frame === 'page' && <Present cues={setup.cues} store={store} controller={controller} t={t} />}
    </section>
  )
}
