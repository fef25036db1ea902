import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  civilTime,
  formatCtime,
  formatLogTime,
  isoDay,
  isoTime,
  microsFromCivil,
} from '../../src/bytes/dates.ts'

const at = microsFromCivil(2026, 11, 20, 9, 17, 42, 123_456)

describe('civil dates', () => {
  it('print as in a log', () => {
    expect(at).toBe(1_795_166_262_123_456)
    expect(formatLogTime(at)).toBe('20 Nov 2026 09:17:42.123')
    expect(formatLogTime(0)).toBe('01 Jan 1970 00:00:00.000')
    expect(formatLogTime(at, 9 * 60)).toBe('20 Nov 2026 18:17:42.123')
    expect(formatLogTime(at, -10 * 60)).toBe('19 Nov 2026 23:17:42.123')
    expect(formatCtime(at)).toBe('Fri Nov 20 09:17:42 2026')
    expect(formatCtime(0)).toBe('Thu Jan  1 00:00:00 1970')
    expect(isoDay(at)).toBe('2026-11-20')
    expect(isoTime(at)).toBe('09:17:42.123')
  })

  it('agree with the platform wherever microseconds are exact', () => {
    // The years 1684 to 2255: beyond, a double has no room for every microsecond.
    const micros = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }).map((ms) => ms * 1000)
    fc.assert(
      fc.property(micros, fc.nat(999), (us, extra) => {
        const platform = new Date(us / 1000)
        const time = civilTime(us + extra)
        expect(`${isoDay(us)}T${isoTime(us)}Z`).toBe(platform.toISOString())
        expect(time.weekday).toBe(platform.getUTCDay())
        expect(time.microsecond).toBe(platform.getUTCMilliseconds() * 1000 + extra)
        const { year, month, day, hour, minute, second, microsecond } = time
        expect(microsFromCivil(year, month, day, hour, minute, second, microsecond)).toBe(us + extra)
      }),
      { numRuns: 1000 },
    )
  })

  it('know leap days', () => {
    const dayAfter = (year: number, month: number, day: number) =>
      isoDay(microsFromCivil(year, month, day) + 86_400_000_000)
    expect(dayAfter(2000, 2, 28)).toBe('2000-02-29')
    expect(dayAfter(2024, 2, 29)).toBe('2024-03-01')
    expect(dayAfter(2100, 2, 28)).toBe('2100-03-01')
    expect(dayAfter(2023, 12, 31)).toBe('2024-01-01')
  })
})
