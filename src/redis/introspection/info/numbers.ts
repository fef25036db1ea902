/** Numbers as INFO prints them. */
import { formatFixed } from '../../../bytes/printf.ts'

const UNITS = ['K', 'M', 'G', 'T', 'P'] as const

/** `918.98K`, `0B`: bytes with two digits in the largest unit that fits (bytesToHuman). */
export const humanBytes = (bytes: number): string => {
  if (bytes < 1024) return `${bytes}B`
  let value = bytes / 1024
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return formatFixed(value, 2) + UNITS[unit]!
}

export const twoDigits = (value: number): string => formatFixed(value, 2)

/** `12.50%`. */
export const percent = (part: number, whole: number): string =>
  `${twoDigits(whole === 0 ? 0 : (part / whole) * 100)}%`

/** `0.007113`: µs as seconds. */
export const seconds = (us: number): string => formatFixed(us / 1e6, 6)
