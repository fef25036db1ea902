import { effect, signal } from '@preact/signals'
import type { Signal } from '@preact/signals'

/*
 * What this device remembers about how the learner likes the bench: the split between scene and tools, reduced
 * motion, single-key shortcuts, the terminal's accessible twin. Losing it is harmless, so a browser that
 * refuses to store it is ignored.
 */

export type Motion = 'system' | 'reduced' | 'full'

const KEY = 'rug:device'

interface Remembered {
  toolsHeight: number
  motion: Motion
  shortcuts: boolean
  twin: boolean
  /** xterm's own text for screen readers. */
  screenReader: boolean
  presentTheme: 'light' | 'dark'
}

const FIRST: Remembered = {
  toolsHeight: 0,
  motion: 'system',
  shortcuts: true,
  twin: false,
  screenReader: false,
  presentTheme: 'light',
}

const read = (): Remembered => {
  if (typeof window === 'undefined') return FIRST
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return { ...FIRST, ...(typeof stored === 'object' ? stored : {}) }
  } catch {
    return FIRST
  }
}

const remembered = read()

export const device: { [K in keyof Remembered]: Signal<Remembered[K]> } = {
  toolsHeight: signal(remembered.toolsHeight),
  motion: signal(remembered.motion),
  shortcuts: signal(remembered.shortcuts),
  twin: signal(remembered.twin),
  screenReader: signal(remembered.screenReader),
  presentTheme: signal(remembered.presentTheme),
}

const values = (): Remembered => ({
  toolsHeight: device.toolsHeight.value,
  motion: device.motion.value,
  shortcuts: device.shortcuts.value,
  twin: device.twin.value,
  screenReader: device.screenReader.value,
  presentTheme: device.presentTheme.value,
})

if (typeof window !== 'undefined')
  effect(() => {
    const now = JSON.stringify(values())
    try {
      if (now !== JSON.stringify({ ...FIRST, ...remembered })) localStorage.setItem(KEY, now)
    } catch {
      /* a private window or a full store: the choice lasts for this page */
    }
  })

/** True when scenes must show settled states only. */
export const reducedMotion = (): boolean =>
  device.motion.value === 'reduced' ||
  (device.motion.value === 'system' &&
    typeof matchMedia === 'function' &&
    matchMedia('(prefers-reduced-motion: reduce)').matches)
