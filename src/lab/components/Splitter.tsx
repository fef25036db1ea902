import { useSignalEffect } from '@preact/signals'
import type { RefObject } from 'preact'
import { device } from './device.ts'

const MIN = 120
const STEP = 16

const limit = (root: HTMLElement, height: number): number =>
  Math.round(Math.max(MIN, Math.min(height, root.clientHeight - 420)))

/** The tools' margin under them: part of the row the handle sizes. */
const GAP = 10

const rowHeight = (root: HTMLElement): number => (root.querySelector('.tools')?.clientHeight ?? MIN) + GAP

/**
 * The handle between glass and tools: drag it, or focus it and use the arrow keys (16 px); a double click gives
 * the layout its own choice back. Remembered per device.
 */
export const Splitter = ({ root, label }: { root: RefObject<HTMLElement>; label: string }) => {
  useSignalEffect(() => {
    const height = device.toolsHeight.value
    if (height > 0) root.current?.style.setProperty('--tools', `${height}px`)
    else root.current?.style.removeProperty('--tools')
  })
  const set = (height: number) => {
    if (root.current) device.toolsHeight.value = limit(root.current, height)
  }
  const drag = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement
    if (event.type === 'pointerdown') handle.setPointerCapture(event.pointerId)
    else if (event.buttons === 0) return
    const tools = root.current?.querySelector('.tools')
    if (tools && event.type === 'pointermove')
      set(tools.getBoundingClientRect().bottom + GAP - event.clientY - 5)
  }
  const keys = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? STEP : event.key === 'ArrowDown' ? -STEP : 0
    if (by === 0 || !root.current) return
    set(rowHeight(root.current) + by)
    event.preventDefault()
    event.stopPropagation()
  }
  /* A focusable separator is a widget (ARIA window splitter), which the rules below do not know. */
  /* eslint-disable jsx-a11y-x/no-noninteractive-element-interactions, jsx-a11y-x/no-noninteractive-tabindex */
  return (
    <div
      class="splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuemin={MIN}
      aria-valuenow={device.toolsHeight.value || 236}
      tabIndex={0}
      onPointerDown={drag}
      onPointerMove={drag}
      onKeyDown={keys}
      onDblClick={() => (device.toolsHeight.value = 0)}
    />
  )
}
