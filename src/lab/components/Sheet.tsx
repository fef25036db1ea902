import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import type { BenchStrings } from './strings.ts'

/*
 * On a phone the bench is a sheet at the bottom edge with three heights: `bar` (play and scrub), `half` (scene,
 * caption, bar) and `full`. Wider screens ignore all of this.
 */

const DETENTS = ['bar', 'half', 'full'] as const
type Detent = (typeof DETENTS)[number]
type View = 'scene' | 'terminal' | 'more'

export interface Sheet {
  detent: Signal<Detent>
  view: Signal<View>
  root: RefObject<HTMLElement>
}

const BAR = 66
const HALF = 432

/** Keeps the sheet above an on-screen keyboard, and out of the way of a field in the prose. */
const watchKeyboard = (sheet: Sheet): (() => void) => {
  const viewport = window.visualViewport
  const resize = () => {
    const covered = viewport ? Math.max(0, innerHeight - viewport.height - viewport.offsetTop) : 0
    sheet.root.current?.style.setProperty('--keyboard', `${Math.round(covered)}px`)
  }
  const focus = (event: FocusEvent) => {
    const inside = sheet.root.current?.contains(event.target as Node)
    if (!inside && sheet.detent.value === 'full') sheet.detent.value = 'half'
  }
  viewport?.addEventListener('resize', resize)
  document.addEventListener('focusin', focus)
  return () => {
    viewport?.removeEventListener('resize', resize)
    document.removeEventListener('focusin', focus)
  }
}

export const useSheet = (root: RefObject<HTMLElement>, on: boolean): Sheet => {
  const sheet: Sheet = { detent: useSignal<Detent>('half'), view: useSignal<View>('scene'), root }
  useEffect(() => (on ? watchKeyboard(sheet) : undefined), [])
  return sheet
}

const nearest = (height: number): Detent => {
  if (height < (BAR + HALF) / 2) return 'bar'
  return height < (HALF + innerHeight) / 2 ? 'half' : 'full'
}

export const SheetGrip = ({ sheet, t }: { sheet: Sheet; t: BenchStrings }) => {
  const drag = (event: PointerEvent) => {
    const root = sheet.root.current
    if (!root) return
    if (event.type === 'pointerdown') (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
    const height = innerHeight - event.clientY
    if (event.type === 'pointermove' && event.buttons > 0) root.style.setProperty('--drag', `${height}px`)
    if (event.type === 'pointerup' && root.style.getPropertyValue('--drag')) {
      root.style.removeProperty('--drag')
      sheet.detent.value = nearest(height)
    }
  }
  const next = () => {
    const at = DETENTS.indexOf(sheet.detent.value)
    sheet.detent.value = DETENTS[(at + 1) % DETENTS.length]!
  }
  return (
    <button
      type="button"
      class="grip"
      aria-label={t.sheet}
      aria-expanded={sheet.detent.value !== 'bar'}
      onClick={next}
      onPointerDown={drag}
      onPointerMove={drag}
      onPointerUp={drag}
    />
  )
}

export const SheetTabs = ({ sheet, t }: { sheet: Sheet; t: BenchStrings }) => {
  const views: [View, string][] = [
    ['scene', t.scene],
    ['terminal', t.tabs.terminal],
    ['more', t.more],
  ]
  const choose = (view: View) => {
    sheet.view.value = view
    if (sheet.detent.value === 'bar') sheet.detent.value = 'half'
  }
  return (
    <span class="sheet-tabs" role="group" aria-label={t.sheetTabs}>
      {views.map(([view, label]) => (
        <button
          key={view}
          type="button"
          aria-pressed={sheet.view.value === view}
          onClick={() => choose(view)}
        >
          {label}
        </button>
      ))}
    </span>
  )
}
