/** How thoroughly packed forms are looked into before they are used (sanitize-dump-payload). */

export interface Sanitization {
  /** What would break the value later is looked for, such as a field that comes twice. */
  readonly deep: boolean
  /** Counts what was looked into so (INFO dump_payload_sanitizations). */
  readonly counter?: { dumpPayloadSanitizations: number }
}

/** One more packed form is looked into. */
export const countSanitization = ({ deep, counter }: Sanitization): void => {
  if (deep && counter !== undefined) counter.dumpPayloadSanitizations++
}
