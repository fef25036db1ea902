/** What tracking tells the trace. */
export type TrackingEvent = {
  type: 'tracking.invalidated'
  /** Whose cache it concerns, and who was told. */
  client: number
  to: number
  /** null: all keys. */
  keys: readonly string[] | null
}
