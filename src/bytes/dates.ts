/** Civil dates from the microseconds since 1970-01-01T00:00:00 UTC, in the proleptic Gregorian calendar. */

const DAY = 86_400_000_000
const MINUTE = 60_000_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

export interface CivilTime {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 to 999,999. */
  readonly microsecond: number
  /** 0 is Sunday. */
  readonly weekday: number
}

/** Days from 1970-01-01 to a date; the year is counted from March so that the leap day comes last. */
const daysFromCivil = (year: number, month: number, day: number): number => {
  const y = month > 2 ? year : year - 1
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const civilFromDays = (days: number): [year: number, month: number, day: number] => {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapless = dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524)
  const yearOfEra = Math.floor((leapless - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return [year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1]
}

/** The date and time of day at `us` (microseconds since 1970), `offset` minutes east of UTC. */
export const civilTime = (us: number, offset = 0): CivilTime => {
  const local = us + offset * MINUTE
  const days = Math.floor(local / DAY)
  const rest = local - days * DAY
  const seconds = Math.floor(rest / 1_000_000)
  const [year, month, day] = civilFromDays(days)
  return {
    year,
    month,
    day,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    microsecond: Math.floor(rest - seconds * 1_000_000),
    weekday: (((days + 4) % 7) + 7) % 7,
  }
}

/** Microseconds since 1970 of a UTC date and time of day. */
export const microsFromCivil = (
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  microsecond = 0,
): number =>
  daysFromCivil(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond

const pad = (n: number, width: number): string => String(n).padStart(width, '0')

const clock = (t: CivilTime): string => `${pad(t.hour, 2)}:${pad(t.minute, 2)}:${pad(t.second, 2)}`

/** `20 Nov 2026 09:17:42.123`: the time in front of a line of the server's log (`serverLogRaw`). */
export const formatLogTime = (us: number, offset = 0): string => {
  const t = civilTime(us, offset)
  const millis = pad(Math.floor(t.microsecond / 1000), 3)
  return `${pad(t.day, 2)} ${MONTHS[t.month - 1]} ${t.year} ${clock(t)}.${millis}`
}

/** `2026-11-20`. */
export const isoDay = (us: number, offset = 0): string => {
  const t = civilTime(us, offset)
  return `${pad(t.year, 4)}-${pad(t.month, 2)}-${pad(t.day, 2)}`
}

/** `09:17:42.123`. */
export const isoTime = (us: number, offset = 0): string => {
  const t = civilTime(us, offset)
  return `${clock(t)}.${pad(Math.floor(t.microsecond / 1000), 3)}`
}

/** `Fri Nov 20 09:17:42 2026`: C's ctime() without its line end. */
export const formatCtime = (us: number, offset = 0): string => {
  const t = civilTime(us, offset)
  return `${WEEKDAYS[t.weekday]} ${MONTHS[t.month - 1]} ${String(t.day).padStart(2)} ${clock(t)} ${t.year}`
}
