/** What the build writes from the declared commands (`site/build/command-parts.ts`). */
declare module 'virtual:commands' {
  import type { Command } from '../redis/command/declaration.ts'
  import type { Parts } from '../redis/command/part.ts'

  /** Every command; those of parts run once their part is loaded. */
  export const commands: readonly Command[]
  export const parts: Parts
  export const loadCommands: (name: string) => Promise<void>
}
