/** How the keys of one client are tracked (CLIENT TRACKING). */
export interface TrackingState {
  /** It hears of all keys under its prefixes instead of those it read. */
  readonly broadcast: boolean
  /** Only keys of the command after CLIENT CACHING YES; all but those after CLIENT CACHING NO. */
  readonly optIn: boolean
  readonly optOut: boolean
  /** It does not hear of what it changed itself. */
  readonly noLoop: boolean
  /** The client that gets its messages; 0: itself. */
  readonly redirect: number
  /** Prefixes of its broadcasts; empty in the other modes. */
  readonly prefixes: ReadonlySet<string>
  /** Nodes that a radix tree of them has: memory is reckoned by it. */
  prefixNodes: number
  /** The one that should get its messages was gone when one was sent. */
  brokenRedirect: boolean
  /** CLIENT CACHING was called for the command to come. */
  caching: boolean
}

/** The flags of CLIENT TRACKINGINFO. */
export const trackingFlags = (tracking: TrackingState | undefined): string[] => {
  if (tracking === undefined) return ['off']
  const { broadcast, optIn, optOut, noLoop, caching, brokenRedirect } = tracking
  const flags = ['on']
  if (broadcast) flags.push('bcast')
  if (optIn) flags.push('optin')
  if (optIn && caching) flags.push('caching-yes')
  if (optOut) flags.push('optout')
  if (optOut && caching) flags.push('caching-no')
  if (noLoop) flags.push('noloop')
  if (brokenRedirect) flags.push('broken_redirect')
  return flags
}
