import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { TOOLS } from './bench-store.ts'
import type { BenchController, BenchStore, Tool } from './bench-store.ts'
import { EventList } from './EventList.tsx'
import { partAt } from './parts.ts'
import type { BenchStrings } from './strings.ts'

interface Props {
  store: BenchStore
  controller: BenchController | undefined
  t: BenchStrings
  extra: { id: string; label: string } | undefined
  beside: string | undefined
  /** One panel without tabs: the terminal of the front page. */
  plain: boolean
  prompt: ComponentChildren
}

interface Tab {
  id: string
  label: string
}

const tabsOf = ({ store, t, extra }: Props): Tab[] => [
  ...TOOLS.filter((tool) => store.tools.value.includes(tool)).map((id: Tool) => ({ id, label: t.tabs[id] })),
  ...(extra ? [extra] : []),
]

/** True on screens wide enough for a second panel beside the terminal. */
const useWide = () => {
  const wide = useSignal(false)
  useEffect(() => {
    const query = matchMedia('(min-width: 1360px)')
    const look = () => (wide.value = query.matches)
    look()
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return wide
}

const Content = ({ id, store, controller, t, prompt }: Props & { id: string }) => {
  const Part = partAt(id).value
  if (Part && controller) return <Part store={store} controller={controller} t={t} />
  if (id === 'events') return <EventList store={store} controller={controller} t={t} />
  return id === 'terminal' ? <>{prompt}</> : null
}

/** Arrow keys walk the tabs; Home and End jump to the ends. */
const walkTabs = (tabs: readonly Tab[], choose: (id: string) => void) => (event: KeyboardEvent) => {
  const tab = event.currentTarget as HTMLElement
  const siblings = [...(tab.parentElement?.children ?? [])] as HTMLElement[]
  const at = siblings.indexOf(tab)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
  if (to === undefined || at < 0) return
  const index = (to + tabs.length) % tabs.length
  choose(tabs[index]!.id)
  siblings[index]?.focus()
  event.preventDefault()
  event.stopPropagation()
}

const Tabs = ({
  tabs,
  current,
  choose,
  label,
}: {
  tabs: readonly Tab[]
  current: string
  choose: (id: string) => void
  label: string
}) => (
  <div class="tabs" role="tablist" aria-label={label}>
    {tabs.map((tab) => (
      <button
        key={tab.id}
        type="button"
        role="tab"
        id={`tab-${tab.id}`}
        aria-controls={`panel-${tab.id}`}
        aria-selected={tab.id === current}
        tabIndex={tab.id === current ? 0 : -1}
        onClick={() => choose(tab.id)}
        onKeyDown={walkTabs(tabs, choose)}
      >
        {tab.label}
      </button>
    ))}
  </div>
)

const Panel = (props: Props & { tab: Tab; shown: boolean; seen: boolean }) => (
  <div
    class={`tool-panel ${props.tab.id}`}
    role={props.plain ? undefined : 'tabpanel'}
    id={`panel-${props.tab.id}`}
    aria-labelledby={props.plain ? undefined : `tab-${props.tab.id}`}
    hidden={!props.shown}
  >
    {props.seen && <Content {...props} id={props.tab.id} />}
  </div>
)

/** Terminal, redis.conf, files, log, events and the lesson's own tab, always in this order. */
export const Tools = (props: Props) => {
  const { store, t, beside, plain } = props
  const wide = useWide()
  const seen = useRef(new Set<string>())
  const tabs = tabsOf(props)
  const side = wide.value && !plain ? tabs.find((tab) => tab.id === beside) : undefined
  const main = tabs.filter((tab) => tab !== side)
  const current = main.some((tab) => tab.id === store.tool.value) ? store.tool.value : (main[0]?.id ?? '')
  seen.current.add(current)
  const choose = (id: string) => (store.tool.value = id)
  return (
    <div class={side ? 'tools two' : 'tools'} id="tools">
      <section class="panel" aria-label={t.tools}>
        {!plain && <Tabs tabs={main} current={current} choose={choose} label={t.tools} />}
        {main.map((tab) => (
          <Panel
            {...props}
            key={tab.id}
            tab={tab}
            shown={tab.id === current}
            seen={seen.current.has(tab.id)}
          />
        ))}
      </section>
      {side && (
        <section class="panel" aria-label={side.label}>
          <div class="tabs">
            <b id={`tab-${side.id}`}>{side.label}</b>
          </div>
          <div class={`tool-panel ${side.id}`} id={`panel-${side.id}`}>
            <Content {...props} id={side.id} />
          </div>
        </section>
      )}
    </div>
  )
}
