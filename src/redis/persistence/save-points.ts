/** `save <seconds> <changes>`: when a snapshot is due (serverCron in server.c). */

export interface SavePoint {
  readonly seconds: number
  readonly changes: number
}

/**
 * The first save point that asks for a snapshot after so many changes and so many seconds since the last save;
 * undefined: none does. Enough changes alone or enough time alone are not enough.
 */
export const dueSavePoint = (
  points: readonly SavePoint[],
  changes: number,
  seconds: number,
): SavePoint | undefined => points.find((point) => changes >= point.changes && seconds > point.seconds)
