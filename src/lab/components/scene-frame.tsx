import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Scene } from '../scenes/scene.ts'
import type { PartProps } from './parts.ts'
import type { PartStrings } from './part-strings.ts'

/*
 * What every scene has: a line that names it, switches at its end, and its whole state as a table for those who
 * would rather read.
 */

export interface Box {
  readonly width: number
  readonly height: number
}

/** The inner size of an element in CSS px, followed as it changes; the element may come and go. */
export const useBox = (ref: RefObject<HTMLElement>): Signal<Box> => {
  const box = useSignal<Box>({ width: 0, height: 0 })
  const watched = useRef<{ element: HTMLElement; stop: () => void }>()
  useEffect(() => {
    const element = ref.current
    if (element === (watched.current?.element ?? null)) return
    watched.current?.stop()
    watched.current = element === null ? undefined : { element, stop: follow(element, box) }
  })
  useEffect(() => () => watched.current?.stop(), [])
  return box
}

const follow = (element: HTMLElement, box: Signal<Box>): (() => void) => {
  const look = () => {
    const next = { width: element.clientWidth, height: element.clientHeight }
    if (next.width !== box.value.width || next.height !== box.value.height) box.value = next
  }
  look()
  const observer = new ResizeObserver(look)
  observer.observe(element)
  return () => observer.disconnect()
}

export const Toggle = ({ on, label }: { on: Signal<boolean>; label: string }) => (
  <button type="button" class="scene-act" aria-pressed={on.value} onClick={() => (on.value = !on.value)}>
    {label}
  </button>
)

/** A scene's state in words: first row the header. */
export const DescribeTable = ({ rows, label }: { rows: readonly (readonly string[])[]; label: string }) => {
  const [header = [], ...body] = rows
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling table must take the keyboard
    <div class="described" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {header.map((cell, i) => (
              <th key={i} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody lang="en">
          {body.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A small word that opens a note on what is faithful and what is not. */
export const ModelTag = ({ words, note }: { words: PartStrings['scene']; note: string }) => (
  <details class="model-tag">
    <summary>{words.model}</summary>
    <p>{note}</p>
  </details>
)

interface FrameProps<S> extends PartProps {
  scene: Scene<S>
  title: string
  sub: ComponentChildren
  /** Switches of this scene beside Describe. */
  acts?: ComponentChildren
  class: string
  children: ComponentChildren
}

/** Head, switches and drawing of a scene; the drawing gives way to the table on `Describe`. */
export const SceneFrame = <S,>(props: FrameProps<S>) => {
  const { scene, controller, t, title, sub, acts, children } = props
  const told = useSignal(false)
  const words = t.parts.scene
  return (
    <div class={`drawn ${props.class}`}>
      <div class="scene-line">
        <p class="scene-head">
          <b>{title}</b> <span>{sub}</span>
        </p>
        {!told.value && acts}
        <Toggle on={told} label={words.describe} />
      </div>
      {told.value ? (
        <DescribeTable
          rows={scene.describe(controller.fold(scene).value, t.parts.language)}
          label={`${title}: ${words.describe}`}
        />
      ) : (
        children
      )}
    </div>
  )
}

/** A server that is dead, as every observer sees it: hatched. */
export const Down = ({ words, name }: { words: PartStrings['scene']; name: string }) => (
  <div class="down">
    <p>
      <b>{words.down.replace('{name}', name)}</b>
      <span>{words.downText}</span>
    </p>
  </div>
)

/** A command that a press types into the first terminal. */
export const Try = ({ controller, line }: { controller: PartProps['controller']; line: string }) => (
  <button type="button" class="code" lang="en" onClick={() => controller.typeInto(0, line, false)}>
    {line}
  </button>
)

/** Colours of a palette's swatches as canvas pixels (0xAABBGGRR), read again when the theme changes. */
export const usePalette = (ref: RefObject<HTMLElement>): Signal<Uint32Array> => {
  const palette = useSignal(new Uint32Array())
  useEffect(() => {
    const look = () => {
      const swatches = [...(ref.current?.querySelectorAll<HTMLElement>('[data-swatch]') ?? [])]
      palette.value = Uint32Array.from(swatches, (swatch) =>
        pixelOf(getComputedStyle(swatch).backgroundColor),
      )
    }
    look()
    const observer = new MutationObserver(look)
    observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-mode'],
    })
    const query = matchMedia('(prefers-color-scheme: dark)')
    query.addEventListener('change', look)
    return () => {
      observer.disconnect()
      query.removeEventListener('change', look)
    }
  }, [])
  return palette
}

/** `rgb(r, g, b)` as a pixel. */
export const pixelOf = (color: string): number => {
  const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0
}

/** Calls a drawing once a frame at most, and once more after what it depends on changed. */
export const useFrame = (draw: () => void): (() => void) => {
  const last = useRef(draw)
  const due = useRef(0)
  last.current = draw
  useEffect(() => () => cancelAnimationFrame(due.current), [])
  return () => {
    if (due.current !== 0) return
    due.current = requestAnimationFrame(() => {
      due.current = 0
      last.current()
    })
  }
}
