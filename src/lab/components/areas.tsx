/* eslint-disable jsx-a11y-x/no-noninteractive-tabindex, jsx-a11y-x/no-noninteractive-element-interactions --
   a drawing that scrolls, or that arrow keys walk, is one stop of the Tab key though it is no control */
import type { Signal } from '@preact/signals'
import type { ComponentChildren, RefObject } from 'preact'

interface ScrollProps {
  class: string
  label: string
  host?: RefObject<HTMLDivElement>
  children: ComponentChildren
}

/** A drawing taller than its place. */
export const ScrollArea = ({ class: name, label, host, children }: ScrollProps) => (
  <div class={name} ref={host} tabIndex={0} role="region" aria-label={label}>
    {children}
  </div>
)

interface HandProps extends ScrollProps {
  /** Whether it has the keyboard. */
  focused: Signal<boolean>
  keys: (event: KeyboardEvent) => void
}

/** A drawing whose parts the keyboard walks and acts on. */
export const HandArea = ({ class: name, label, host, focused, keys, children }: HandProps) => (
  <div
    class={name}
    ref={host}
    role="application"
    aria-label={label}
    tabIndex={0}
    onKeyDown={keys}
    onFocus={() => (focused.value = true)}
    onBlur={() => (focused.value = false)}
  >
    {children}
  </div>
)
