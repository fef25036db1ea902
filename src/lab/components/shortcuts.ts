import { SPEEDS, TOOLS } from './bench-store.ts'
import type { BenchController, BenchStore } from './bench-store.ts'
import { device } from './device.ts'
import { tickStep } from './timeline-model.ts'

/** True where keys belong to what has the focus: fields, the terminal, the editor, open dialogs. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], .xterm, .monaco-editor, dialog',
  ) !== null

/** True where Space, arrows, Home and End already mean something. */
const ownsKeys = (target: EventTarget | null, key: string): boolean => {
  if (!(target instanceof Element)) return false
  if (key === ' ') return target.closest('button, a, summary, input, [role=tab], [role=application]') !== null
  return target.closest('input, [role=tablist], [role=slider], [role=separator], [role=application]') !== null
}

type Action = (bench: BenchController, store: BenchStore, event: KeyboardEvent) => void

const faster =
  (by: 1 | -1): Action =>
  (bench, store) => {
    const at = SPEEDS.indexOf(store.speed.value)
    bench.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + by))]!)
  }

const stepBy =
  (by: 1 | -1): Action =>
  (bench, store, event) => {
    if (!event.shiftKey) return by > 0 ? bench.step() : bench.stepBack()
    const { from, to } = store.range.value
    bench.seek(Math.max(0, store.now.value + by * tickStep(to - from, 600)))
  }

const focusOn =
  (selector: string): Action =>
  () => {
    const target = document.querySelector<HTMLElement>(selector)
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
  }

const toolAt =
  (index: number): Action =>
  (bench, store) => {
    const tool = TOOLS[index]!
    if (!store.tools.value.includes(tool)) return
    store.tool.value = tool
    if (tool === 'terminal') bench.focusTerminal()
  }

const ACTIONS: Readonly<Record<string, Action>> = {
  ' ': (bench, store) => (store.playing.value ? bench.pause() : bench.play()),
  ArrowLeft: stepBy(-1),
  ArrowRight: stepBy(1),
  Home: (bench, store) => bench.seek(store.range.value.from),
  End: (bench, store) => bench.seek(store.known.value),
  '[': faster(-1),
  ']': faster(1),
  f: (bench) => bench.fork(),
  r: (bench) => bench.reset(),
  g: focusOn('.card.exercise'),
  s: focusOn('#scene'),
  ...Object.fromEntries(TOOLS.map((_, index) => [String(index + 1), toolAt(index)])),
}

/** Single keys of the bench outside text fields; returns how to take them back. */
export const listenForShortcuts = (
  store: BenchStore,
  bench: () => BenchController | undefined,
): (() => void) => {
  const press = (event: KeyboardEvent) => {
    if (!device.shortcuts.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
      return
    const action = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    const controller = bench()
    if (!action || !controller || isTyping(event.target) || ownsKeys(event.target, event.key)) return
    action(controller, store, event)
    event.preventDefault()
  }
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
}
