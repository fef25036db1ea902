import { quote } from '../../bytes/quote.ts'
import { decodeUtf8 } from '../../bytes/utf8.ts'

/** A byte string as it is typed into redis-cli: bare where that is safe, else in quotes. */
export const typed = (bytes: string): string => {
  const text = decodeUtf8(bytes)
  return /^[^\s"'\\\0-\x1f\x7f\ufffd]+$/.test(text) ? text : quote(bytes)
}

/** Text from a field of the page as it is typed into redis-cli. */
export const typedText = (text: string): string =>
  /^[^\s"'\\]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
