/* Where the names of places stand so that they do not cover one another. Lengths in CSS px. */

export interface Spot {
  readonly x: number
  readonly y: number
  readonly text: string
}

/** Where a name stands from its dot: baseline, and which end of the text is there. */
export interface LabelPlace {
  readonly dx: number
  readonly dy: number
  readonly anchor: 'start' | 'end'
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const ASIDE = 8
const CHOICES: readonly LabelPlace[] = [
  { dx: ASIDE, dy: -4, anchor: 'start' },
  { dx: ASIDE, dy: 14, anchor: 'start' },
  { dx: -ASIDE, dy: -4, anchor: 'end' },
  { dx: -ASIDE, dy: 14, anchor: 'end' },
]
const HEIGHT = 13
const CHARACTER = 7
/** Hangul and its like are as wide as they are high. */
const WIDE = 12.5
const DOT = 5

const widthOf = (text: string): number => {
  let width = 0
  for (const char of text) width += char.codePointAt(0)! > 0x10ff ? WIDE : CHARACTER
  return width
}

const boxOf = ({ x, y, text }: Spot, { dx, dy, anchor }: LabelPlace): Box => {
  const from = anchor === 'start' ? x + dx : x + dx - widthOf(text)
  return { left: from, right: from + widthOf(text), top: y + dy - HEIGHT + 2, bottom: y + dy + 3 }
}

const touch = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** The first place of each name that is free and within the width; where none is, the first one. */
export const placeLabels = (spots: readonly Spot[], width: number): LabelPlace[] => {
  const taken: Box[] = spots.map(({ x, y }) => ({
    left: x - DOT,
    right: x + DOT,
    top: y - DOT,
    bottom: y + DOT,
  }))
  return spots.map((spot) => {
    const free = CHOICES.find((choice) => {
      const box = boxOf(spot, choice)
      return box.left >= 0 && box.right <= width && !taken.some((other) => touch(box, other))
    })
    const chosen = free ?? CHOICES[0]!
    taken.push(boxOf(spot, chosen))
    return chosen
  })
}
