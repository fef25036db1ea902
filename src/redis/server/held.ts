/** What arrived while the server did something else: it is heard afterwards, in the same order. */
export type Held =
  | { readonly kind: 'accept'; readonly args: readonly [number, number, string, string | undefined] }
  | { readonly kind: 'data'; readonly args: readonly [number, string] }
  | { readonly kind: 'close'; readonly args: readonly [number] }
