import type { ComponentChildren, TargetedToggleEvent } from 'preact'
import { useRef } from 'preact/hooks'
import { Mark } from './Mark.tsx'
import type { MarkName } from './marks.ts'

interface Props {
  id: string
  label: string
  mark?: MarkName
  children: ComponentChildren
}

/** A button that opens a small panel under it; Esc and a click elsewhere close it, as the browser's popover does. */
export const Popover = ({ id, label, mark, children }: Props) => {
  const button = useRef<HTMLButtonElement>(null)
  const place = (event: TargetedToggleEvent<HTMLDivElement>) => {
    const panel = event.currentTarget
    if (event.newState !== 'open' || !button.current) return
    const box = button.current.getBoundingClientRect()
    panel.style.top = `${box.bottom + 6}px`
    panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - panel.offsetWidth - 8))}px`
  }
  return (
    <>
      <button ref={button} type="button" class="btn s" popovertarget={`pop-${id}`}>
        {mark && <Mark name={mark} />}
        {label}
      </button>
      <div id={`pop-${id}`} popover="auto" class="sheet pop" aria-label={label} role="group" onToggle={place}>
        {children}
      </div>
    </>
  )
}
