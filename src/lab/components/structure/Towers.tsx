import type { SkipListState } from '../../../redis/introspection/structure-state.ts'
import { shownText } from '../KeyValue.tsx'
import { fill } from '../strings.ts'
import type { StructureWords } from './words.ts'

/*
 * A skip list: each member is a tower as high as its levels, a link of a level leads to the next tower that reaches
 * it, and carries how many members it passes. The first towers that have room are drawn.
 */

const COLUMN = 54
const LEVEL = 24
const BOX = 20
const LEFT = 46
const MOST_LEVELS = 9

interface Link {
  readonly from: number
  /** Undefined: beyond the last tower drawn, or to the end. */
  readonly to: number | undefined
  readonly level: number
  readonly span: number
}

/** The links of the towers drawn; tower 0 is the header. */
const linksOf = (heights: readonly (readonly number[])[]): Link[] =>
  heights.flatMap((spans, from) =>
    spans.map((span, level) => {
      const to = from + span
      return { from, to: span > 0 && to < heights.length ? to : undefined, level, span }
    }),
  )

const Rail = ({
  link,
  x,
  y,
  end,
}: {
  link: Link
  x: (i: number) => number
  y: (level: number) => number
  end: number
}) => {
  const from = x(link.from) + BOX / 2
  const to = link.to === undefined ? end : x(link.to) - BOX / 2
  const open = link.to === undefined && link.span === 0
  if (open && link.from > 0 && link.level === 0) return null
  return (
    <g class={open ? 'rail open' : 'rail'}>
      <line x1={from} x2={to - (open ? 0 : 3)} y1={y(link.level)} y2={y(link.level)} />
      {!open && <path d={`M${to - 5} ${y(link.level) - 3}l5 3l-5 3z`} />}
      {link.span > 1 && (
        <text x={Math.min((from + to) / 2, from + COLUMN)} y={y(link.level) - 4}>
          {link.span}
        </text>
      )}
    </g>
  )
}

export const Towers = ({
  list,
  size,
  width,
  fresh,
  words,
}: {
  list: SkipListState
  size: number
  width: number
  fresh: readonly string[]
  words: StructureWords
}) => {
  const room = Math.max(3, Math.floor((width - LEFT - 34) / COLUMN))
  const towers = list.towers.slice(0, room)
  const levels = Math.min(MOST_LEVELS, list.level)
  const heights = [list.header, ...towers.map(({ spans }) => spans)].map((spans) => spans.slice(0, levels))
  const x = (i: number): number => (i === 0 ? 22 : LEFT + (i - 0.5) * COLUMN)
  const top = 8
  const y = (level: number): number => top + (levels - 1 - level) * LEVEL + BOX / 2
  const bottom = top + levels * LEVEL
  const end = LEFT + towers.length * COLUMN + 26
  const rest = size - towers.length
  const said = fill(words.levels, { levels: list.level, n: size.toLocaleString('en') })
  return (
    <figure class="towers">
      <figcaption>{said}</figcaption>
      <svg viewBox={`0 0 ${end} ${bottom + 36}`} style={{ width: `${end}px` }} role="img" aria-label={said}>
        {linksOf(heights).map((link) => (
          <Rail key={`${link.from} ${link.level}`} link={link} x={x} y={y} end={end} />
        ))}
        {heights.map((spans, i) => (
          <g
            key={i}
            class={i === 0 ? 'tower header' : fresh.includes(towers[i - 1]!.member) ? 'tower fresh' : 'tower'}
          >
            {spans.map((_, level) => (
              <rect key={level} x={x(i) - BOX / 2} y={y(level) - BOX / 2} width={BOX} height={BOX} rx={4} />
            ))}
            <text class="member" x={x(i)} y={bottom + 12}>
              {i === 0 ? words.header : shownText(towers[i - 1]!.member, 7)}
            </text>
            {i > 0 && (
              <text class="score" x={x(i)} y={bottom + 27}>
                {shownText(towers[i - 1]!.score, 8)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <p class="scene-note">
        {rest > 0 && <b>{fill(words.more, { n: rest.toLocaleString('en') })} </b>}
        {words.spanNote}
      </p>
    </figure>
  )
}
