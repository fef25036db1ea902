/** One measurement of a scene: what is drawn, how often, how large. */
export interface SceneRun {
  scene: string
  /** Keys, or clients of the lane. */
  size: number
  /** Keys that change in a frame. */
  changes: number
  frames: number
  width: number
  height: number
}
