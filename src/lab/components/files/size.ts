/** A number of bytes with its unit: exact while that is short. */
export const sizeText = (bytes: number): string => {
  if (bytes < 10_000) return `${bytes}\u2009B`
  return bytes < 10_000_000
    ? `${(bytes / 1024).toFixed(1)}\u2009K`
    : `${(bytes / 1_048_576).toFixed(1)}\u2009M`
}
