/** Command rules as ACL GETUSER tells them. */
export interface Told {
  /** +@all or -@all and the categories, in their order. */
  readonly categories: readonly string[]
  /** Single commands, which Redis tells in the order of a hash table: sorted. */
  readonly commands: readonly string[]
}

export const told = (text: string): Told => {
  const words = text.split(' ')
  return {
    categories: words.filter((word) => word[1] === '@'),
    commands: words.filter((word) => word[1] !== '@').toSorted(),
  }
}
