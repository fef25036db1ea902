/** Digits of the milliseconds that are shown of a long id. */
const SHOWN = 5

/** An id that fits under a tooth: the end of its milliseconds and its number. */
export const shortId = (id: string): string => {
  const [time = '', sequence = ''] = id.split('-')
  return time.length > SHOWN + 2 ? `…${time.slice(-SHOWN)}-${sequence}` : id
}
