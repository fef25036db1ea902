import { useSignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import type { KeyState } from '../../redis/server/events.ts'
import { readable } from '../scenes/keyspace-captions.ts'
import { isRecent } from '../scenes/keyspace.ts'
import { elementWidth } from '../scenes/keyspace-view.ts'
import type { KeyCell } from '../scenes/keyspace-view.ts'
import { sketchOf } from '../scenes/registers.ts'
import { turnWords } from '../scenes/structure-captions.ts'
import { cellShown, shownKeys, structure, turnAt } from '../scenes/structure.ts'
import type { StructureSceneState } from '../scenes/structure.ts'
import { ScrollArea } from './areas.tsx'
import { KeyChips } from './KeyChips.tsx'
import { Mark } from './Mark.tsx'
import type { PartProps } from './parts.ts'
import { RegisterMap } from './RegisterMap.tsx'
import { Down, SceneFrame, Try, useBox } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { Integers, PackedBytes } from './structure/PackedBytes.tsx'
import { QuicklistChain } from './structure/QuicklistChain.tsx'
import { RadixTreeView } from './structure/RadixTreeView.tsx'
import { Slots } from './structure/Slots.tsx'
import css from './structure/structure.css?inline'
import { TextCells } from './structure/TextCells.tsx'
import { Towers } from './structure/Towers.tsx'
import { structureWords } from './structure/words.ts'
import type { StructureWords } from './structure/words.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = structure

interface BodyProps {
  cell: KeyCell
  /** Elements that the last command changed. */
  fresh: readonly number[]
  width: number
  words: StructureWords
}

const number = (n: number): string => n.toLocaleString('en')

const PARAMETERS: Readonly<Record<string, readonly [entries: string, value: string]>> = {
  hash: ['hash-max-listpack-entries', 'hash-max-listpack-value'],
  zset: ['zset-max-listpack-entries', 'zset-max-listpack-value'],
  set: ['set-max-intset-entries', ''],
}

/** How near a value is to the limits beyond which it goes over to another encoding. */
const Limits = ({ value, words }: { value: KeyState; words: StructureWords }) => {
  const { structure: held, type, size } = value
  if (held?.kind !== 'listpack' && held?.kind !== 'intset') return null
  const { entries, value: longest } = held.limits
  const [byEntries = '', byValue = ''] = PARAMETERS[type] ?? []
  return (
    <div class="limits">
      <p class="scene-note">
        <b>{number(size)}</b> {fill(words.limitEntries, { limit: number(entries), name: byEntries })};{' '}
        {longest === null ? words.limitInteger : fill(words.limitValue, { bytes: longest, name: byValue })}
      </p>
      <div class="bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (100 * size) / Math.max(1, entries))}%` }} />
      </div>
    </div>
  )
}

const Sketched = ({ value, words }: { value: KeyState; words: StructureWords }) => {
  const sketch = useMemo(() => sketchOf(value), [value])
  if (sketch === undefined) return null
  const { dense, bytes, runs, registers, filled } = sketch
  return (
    <div class="sketched">
      <RegisterMap registers={registers} label={words.registers} />
      <p class="scene-note">
        <b>{fill(words.bytes, { n: number(bytes) })}</b> {words.hll[dense ? 'dense' : 'sparse']}
        {!dense && ` (${fill(words.runs, { n: runs })})`}. {words.registers} ({number(filled)} / 16,384).
      </p>
    </div>
  )
}

const Held = ({ cell, fresh, width, words }: BodyProps) => {
  const { value } = cell
  const { structure: held, size, type } = value
  switch (held?.kind) {
    case 'listpack':
      return <PackedBytes listpack={held} pairs={elementWidth(type) === 2} fresh={fresh} words={words} />
    case 'intset':
      return <Integers set={held} size={size} fresh={fresh} words={words} />
    case 'quicklist':
      return <QuicklistChain list={held} size={size} fresh={fresh} words={words} />
    case 'hashtable':
      return <Slots table={held} width={width} words={words} />
    case 'skiplist': {
      const changed = fresh.map((i) => value.preview[2 * i] ?? '')
      return (
        <>
          <Towers list={held} size={size} width={width} fresh={changed} words={words} />
          <p class="scene-note">
            <b>{words.beside}</b>
          </p>
          <Slots table={held.table} width={width} words={words} />
        </>
      )
    }
    case 'stream':
      return value.stream ? <RadixTreeView tree={held} stream={value.stream} words={words} /> : null
    case 'hll':
      return <Sketched value={value} words={words} />
    default:
      return <TextCells value={value} fresh={fresh.length > 0} words={words} />
  }
}

const headline = ({ type, encoding, structure: held }: KeyState, words: StructureWords): string => {
  if (type === 'string')
    return held?.kind === 'hll' ? '' : (words.string[encoding as keyof StructureWords['string']] ?? '')
  return (
    { listpack: words.listpack, intset: words.intset, skiplist: words.skiplist, stream: words.stream }[
      held?.kind as 'listpack'
    ] ?? ''
  )
}

const Turned = ({
  state,
  cell,
  language,
}: {
  state: StructureSceneState
  cell: KeyCell
  language: 'en' | 'ko'
}) => {
  const last = turnAt(state, cell.key)
  if (last === undefined) return null
  const recent = isRecent(state.keys, last.seq)
  return (
    <p class={recent ? 'turned recent' : 'turned'}>
      <Mark name="switch" /> {turnWords(last.turn, cell.value)[language === 'en' ? 0 : 1]}
    </p>
  )
}

const Body = ({
  state,
  cell,
  language,
}: {
  state: StructureSceneState
  cell: KeyCell
  language: 'en' | 'ko'
}) => {
  const host = useRef<HTMLDivElement>(null)
  const { width } = useBox(host).value
  const words = structureWords[language]
  const recent = isRecent(state.keys, cell.changed) && cell.before !== undefined
  const said = headline(cell.value, words)
  return (
    <ScrollArea class={`structure-body type-${cell.value.type}`} host={host} label={words.title}>
      <Turned state={state} cell={cell} language={language} />
      {said !== '' && <p class="scene-note">{said}</p>}
      <Held cell={cell} fresh={recent ? cell.fresh : []} width={width} words={words} />
      <Limits value={cell.value} words={words} />
    </ScrollArea>
  )
}

/** What really holds one key: the one used last, or one that was chosen until the next command names another. */
export const StructureScene = (props: PartProps) => {
  const { controller, t } = props
  const state = controller.fold(structure).value
  const chosen = useSignal<{ key: string; mark: number } | undefined>(undefined)
  const { language } = t.parts
  const words = structureWords[language]
  const { alive, server, mark } = state.keys
  const wish = chosen.value?.mark === mark ? chosen.value.key : undefined
  const cell = cellShown(state, wish)
  const sub = cell && `${readable(cell.key, 24)}: ${cell.value.encoding}`
  return (
    <SceneFrame {...props} scene={structure} class="structure" title={words.title} sub={sub ?? ''}>
      {!alive && server !== '' ? (
        <Down words={t.parts.scene} name={server} />
      ) : cell === undefined ? (
        <p class="nothing">
          {words.none} <Try controller={controller} line="HSET user:1 name Sora age 30" />
        </p>
      ) : (
        <>
          <KeyChips
            cells={shownKeys(state)}
            current={cell.key}
            label={words.keys}
            choose={(key) => (chosen.value = { key, mark })}
          />
          <Body state={state} cell={cell} language={language} />
        </>
      )}
    </SceneFrame>
  )
}
