import { useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/*
 * A long list of equal rows of which only those in sight are in the page.
 */

/** Height of a row, px; the same in the style sheet. */
export const ROW = 22
/** Rows drawn above and below those in sight. */
const SPARE = 6

export interface Scroller {
  readonly element: RefObject<HTMLDivElement>
  /** Rows to draw; `to` is behind the last. */
  readonly from: number
  readonly to: number
  /** Rows that fit into the sight. */
  readonly page: number
  readonly width: number
  onScroll(): void
  /** Brings a row into sight. */
  reveal(row: number): void
}

export const useScroller = (count: number): Scroller => {
  const element = useRef<HTMLDivElement>(null)
  const top = useSignal(0)
  const size = useSignal({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const host = element.current!
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = host
      if (width !== size.peek().width || height !== size.peek().height) size.value = { width, height }
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(host)
    return () => observer.disconnect()
  }, [])
  const { width, height } = size.value
  const first = Math.floor(top.value / ROW)
  const page = Math.max(1, Math.floor(height / ROW))
  return {
    element,
    from: Math.max(0, Math.min(first, count) - SPARE),
    to: Math.min(count, first + page + SPARE + 1),
    page,
    width,
    // Whole rows only: a scroll within a row draws nothing anew.
    onScroll: () => {
      const at = element.current!.scrollTop
      if (Math.floor(at / ROW) !== Math.floor(top.peek() / ROW)) top.value = at
    },
    reveal: (row) => {
      const host = element.current
      if (!host) return
      const at = row * ROW
      if (at < host.scrollTop) host.scrollTop = at
      else if (at + ROW > host.scrollTop + host.clientHeight) host.scrollTop = at + ROW - host.clientHeight
    },
  }
}
