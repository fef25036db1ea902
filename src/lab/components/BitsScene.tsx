import { bitRows, bits, truthOf, valueOf } from '../scenes/bits.ts'
import type { BitsState } from '../scenes/bits.ts'
import { ScrollArea } from './areas.tsx'
import { BitGrid } from './bits/BitGrid.tsx'
import css from './bits/bits.css?inline'
import { Sketch } from './bits/Sketch.tsx'
import { bitsWords } from './bits/words.ts'
import type { BitsWords } from './bits/words.ts'
import type { PartProps } from './parts.ts'
import { Down, SceneFrame, Try } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'
import { typed } from './typed.ts'

addStyle(css)

export const scene = bits

const Drawn = ({
  state,
  controller,
  words,
}: {
  state: BitsState
  controller: PartProps['controller']
  words: BitsWords
}) => {
  const rows = bitRows(state)
  const toggle = (key: string, offset: number, bit: 0 | 1) =>
    controller.run([`SETBIT ${typed(key)} ${offset} ${bit}`])
  const sketches = state.sketches.flatMap((sketch) => {
    const value = valueOf(state, sketch.key)
    return value === undefined ? [] : [{ sketch, value }]
  })
  // What the last command named stands at the top.
  const sketchFirst = state.keys.touched.some((key) => sketches.some(({ sketch }) => sketch.key === key))
  return (
    <ScrollArea class={sketchFirst ? 'bits-body sketch-first' : 'bits-body'} label={words.title}>
      {rows.length > 0 && (
        <>
          <p class="scene-note">{words.hint}</p>
          <BitGrid rows={rows} looked={state.looked} words={words} toggle={toggle} />
        </>
      )}
      {sketches.map(({ sketch, value }) => (
        <Sketch
          key={sketch.key}
          sketch={sketch}
          value={value}
          truth={truthOf(state, sketch.key)}
          words={words}
        />
      ))}
    </ScrollArea>
  )
}

/** Bitmaps as rows of bits, and HyperLogLogs as registers with their estimate. */
export const BitsScene = (props: PartProps) => {
  const { controller, t } = props
  const state = controller.fold(bits).value
  const words = bitsWords[t.parts.language]
  const { alive, server } = state.keys
  const rows = bitRows(state).length
  const nothing = rows === 0 && state.sketches.length === 0
  return (
    <SceneFrame
      {...props}
      scene={bits}
      class="bits"
      title={words.title}
      sub={rows > 0 ? fill(words.sub, { rows }) : ''}
    >
      {!alive && server !== '' ? (
        <Down words={t.parts.scene} name={server} />
      ) : nothing ? (
        <p class="nothing">
          {words.none} <Try controller={controller} line="SETBIT attendance:mon 3 1" /> {words.or}{' '}
          <Try controller={controller} line="PFADD visitors:hll mina joon" />
        </p>
      ) : (
        <Drawn state={state} controller={controller} words={words} />
      )}
    </SceneFrame>
  )
}
