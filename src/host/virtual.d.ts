/** What the build writes from the declared commands (`site/build/command-parts.ts`). */
declare module 'virtual:commands' {
  /** Every command; those of parts run once their part is loaded. */
  export const commands: readonly import('../redis/command/declaration.ts').Command[]
  export const parts: import('../redis/command/part.ts').Parts
  export const loadCommands: (name: string) => Promise<void>
}
