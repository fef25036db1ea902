import { signal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { BenchController, BenchStore } from './bench-store.ts'
import type { BenchStrings } from './strings.ts'

/*
 * What fills the bench's places. The bench draws the frame; a scene and the tools register here when their code
 * has arrived, and until then the place shows what the page was served with (the scene's poster, the terminal's
 * first prompt).
 */

export interface PartProps {
  store: BenchStore
  controller: BenchController
  t: BenchStrings
}

export type Part = ComponentType<PartProps>

const places = new Map<string, Signal<Part | undefined>>()

/** The part at a place: `scene`, or a tool's id. */
export const partAt = (place: string): Signal<Part | undefined> => {
  const found = places.get(place)
  if (found) return found
  const empty = signal<Part | undefined>(undefined)
  places.set(place, empty)
  return empty
}

/** Puts a component into a place of the bench. */
export const setPart = (place: string, part: Part): void => {
  partAt(place).value = part
}
