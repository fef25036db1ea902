/** A command as clients send it: an array of bulk strings. */
export const encodeCommand = (argv: readonly string[]): string => {
  const parts = [`*${argv.length}\r\n`]
  for (const argument of argv) parts.push(`$${argument.length}\r\n`, argument, '\r\n')
  return parts.join('')
}
