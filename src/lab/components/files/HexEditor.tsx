import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { encodeUtf8 } from '../../../bytes/utf8.ts'
import { fill } from '../strings.ts'
import type { ByteDoc } from './byte-doc.ts'
import {
  formatHex,
  isSelected,
  moveTo,
  parseHex,
  parseOffset,
  press,
  put,
  remove,
  selection,
  START,
} from './hex-input.ts'
import type { HexState } from './hex-input.ts'
import { ROW, useScroller } from './scroller.ts'
import type { Scroller } from './scroller.ts'
import type { FilesWords } from './words.ts'

/** Narrower places show eight bytes in a row. */
const WIDE = 600

interface Props {
  doc: ByteDoc
  path: string
  /** Bytes a power cut would leave. */
  synced: number
  /** Where to begin. */
  start: number
  words: FilesWords
  /** What a byte is part of, in words. */
  nameAt: (at: number) => string
  /** The document was changed. */
  changed: () => void
  save: () => void
}

const hex2 = (code: number): string => code.toString(16).padStart(2, '0')

const charOf = (code: number): string => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.')

interface RowProps {
  doc: ByteDoc
  row: number
  width: number
  state: HexState
  synced: number
}

const classOf = (at: number, { doc, state, synced }: RowProps): string =>
  [
    isSelected(state, at) ? 'on' : '',
    doc.isTouched(at) ? 'touched' : '',
    at >= synced && !doc.isChanged ? 'pending' : '',
  ]
    .filter(Boolean)
    .join(' ')

const Cells = (props: RowProps) => {
  const { doc, row, width } = props
  const from = doc.from + row * width
  const offsets = Array.from({ length: width }, (_, i) => from + i).filter((at) => at <= doc.end)
  return (
    <>
      <span class="offset" role="rowheader">
        {from.toString(16).padStart(6, '0')}
      </span>
      {offsets.map((at) => {
        const code = doc.byte(at)
        // The place behind the last byte can be typed at, but holds nothing.
        return (
          <span
            key={at}
            id={`byte-${at}`}
            class={`byte ${classOf(at, props)}`}
            role="gridcell"
            aria-selected={isSelected(props.state, at)}
            data-at={at}
          >
            {code === undefined ? '\u00a0\u00a0' : hex2(code)}
          </span>
        )
      })}
      {Array.from({ length: width - offsets.length }, (_, i) => (
        <span key={`none-${i}`} class="byte" role="gridcell" />
      ))}
      <span class="chars" aria-hidden="true">
        {offsets.map((at) => {
          const code = doc.byte(at)
          return (
            <span key={at} class={classOf(at, props)} data-at={at} data-side="text">
              {code === undefined ? '\u00a0' : charOf(code)}
            </span>
          )
        })}
      </span>
    </>
  )
}

interface BarProps {
  doc: ByteDoc
  state: Signal<HexState>
  words: FilesWords
  act: (next: HexState) => void
}

/** Everything keys do, as fields and buttons: for fingers, and for those who would rather be asked. */
const EditBar = ({ doc, state, words, act }: BarProps) => {
  const { edit } = words
  const bytes = useSignal('')
  const place = useSignal('')
  const wrong = useSignal(false)
  const { at } = state.value
  useEffect(() => {
    place.value = String(at)
  }, [at])
  const write = (insert: boolean) => {
    const parsed = parseHex(bytes.peek())
    wrong.value = parsed === undefined
    if (parsed !== undefined) act(put(state.peek(), doc, parsed, insert))
  }
  const jump = () => {
    const to = parseOffset(place.peek())
    if (to !== undefined) act(moveTo(state.peek(), to, doc))
  }
  const { from } = selection(state.value)
  return (
    <form
      class="edit-bar"
      onSubmit={(event) => {
        event.preventDefault()
        write(false)
      }}
    >
      <label>
        {edit.at}
        <input
          class="field mono at"
          value={place.value}
          inputMode="text"
          autocomplete="off"
          onInput={(event) => (place.value = event.currentTarget.value)}
          onChange={jump}
        />
      </label>
      <label>
        {edit.bytes}
        <input
          class="field mono bytes"
          value={bytes.value}
          placeholder="0a ff"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={wrong.value}
          title={wrong.value ? edit.badHex : undefined}
          onInput={(event) => {
            bytes.value = event.currentTarget.value
            wrong.value = false
          }}
        />
      </label>
      <button type="submit" class="btn s">
        {edit.set}
      </button>
      <button type="button" class="btn s" onClick={() => write(true)}>
        {edit.insert}
      </button>
      <button
        type="button"
        class="btn s"
        disabled={from >= doc.end}
        onClick={() => act(remove(state.peek(), doc))}
      >
        {edit.remove}
      </button>
      <button
        type="button"
        class="btn s"
        disabled={at >= doc.end}
        onClick={() => {
          doc.change(from, doc.end - from, '')
          act(moveTo(state.peek(), from, doc))
        }}
      >
        {edit.cutHere}
      </button>
      <Typing state={state} words={words} />
      {wrong.value && <span role="alert">{edit.badHex}</span>}
    </form>
  )
}

const Typing = ({ state, words }: { state: Signal<HexState>; words: FilesWords }) => {
  const { side, insert } = state.value
  const set = (next: Partial<HexState>) => (state.value = { ...state.peek(), half: false, ...next })
  return (
    <div class="seg" role="group" aria-label={words.edit.mode}>
      <button type="button" aria-pressed={side === 'hex'} onClick={() => set({ side: 'hex' })}>
        hex
      </button>
      <button type="button" aria-pressed={side === 'text'} onClick={() => set({ side: 'text' })}>
        {words.text}
      </button>
      <button type="button" aria-pressed={insert} onClick={() => set({ insert: !insert })}>
        {insert ? words.edit.ins : words.edit.over}
      </button>
    </div>
  )
}

const placeText = (state: HexState, doc: ByteDoc, words: FilesWords, nameAt: Props['nameAt']): string => {
  const { from, to } = selection(state)
  const code = doc.byte(state.at)
  const byte = code === undefined ? words.edit.end : `${hex2(code)} ${charOf(code)}`
  const place = fill(words.edit.place, { at: state.at, hex: state.at.toString(16), byte })
  const selected = to - from > 1 ? fill(words.edit.selected, { n: to - from }) : ''
  return [place, selected, code === undefined ? '' : nameAt(state.at)].filter(Boolean).join(' · ')
}

/** Which byte a pointer is on. */
const pointed = (event: MouseEvent): { at: number; side: 'hex' | 'text' } | undefined => {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-at]')
  return cell
    ? { at: Number(cell.dataset.at), side: cell.dataset.side === 'text' ? 'text' : 'hex' }
    : undefined
}

/** The clipboard takes hex digits from the one side, the bytes' characters from the other. */
const useClipboard = (scroller: Scroller, doc: ByteDoc, state: Signal<HexState>, act: BarProps['act']) => {
  useEffect(() => {
    const grid = scroller.element.current!
    const copy = (event: ClipboardEvent) => {
      const { from, to } = selection(state.peek())
      const bytes = doc.slice(from, to)
      event.clipboardData?.setData('text/plain', state.peek().side === 'hex' ? formatHex(bytes) : bytes)
      event.preventDefault()
    }
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const bytes = state.peek().side === 'hex' ? parseHex(text) : encodeUtf8(text)
      if (bytes !== undefined && bytes !== '') act(put(state.peek(), doc, bytes))
      event.preventDefault()
    }
    grid.addEventListener('copy', copy)
    grid.addEventListener('paste', paste)
    return () => {
      grid.removeEventListener('copy', copy)
      grid.removeEventListener('paste', paste)
    }
  }, [doc])
}

/** A file's bytes, to be looked at and changed: one tab stop, arrows walk, digits and letters write. */
export const HexEditor = (props: Props) => {
  const { doc, path, synced, start, words, changed, save } = props
  const state = useSignal<HexState>({ ...START, at: Math.max(doc.from, Math.min(start, doc.end)) })
  const width = useSignal(16)
  const rows = Math.floor(doc.data.length / width.value) + 1
  const scroller = useScroller(rows)
  if (scroller.width > 0) width.value = scroller.width < WIDE ? 8 : 16
  const reveal = () => scroller.reveal(Math.floor((state.peek().at - doc.from) / width.peek()))
  const act = (next: HexState) => {
    state.value = next
    changed()
    reveal()
  }
  useEffect(() => {
    state.value = moveTo(state.peek(), start, doc)
    reveal()
  }, [start, doc, scroller.width > 0])
  useClipboard(scroller, doc, state, act)
  const onKeyDown = (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey
    if (event.altKey || event.key === 'Tab' || event.key === 'Escape') return
    if (control && event.key.toLowerCase() === 's') save()
    else {
      const key = { key: event.key, shift: event.shiftKey, control }
      const next = press(state.peek(), doc, key, { width: width.peek(), page: scroller.page })
      if (next !== undefined) act(next)
      // Letters that write nothing are not the page's shortcuts either.
      else if (control || event.key.length !== 1) return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const point = (event: MouseEvent, keep: boolean) => {
    const place = pointed(event)
    if (place) state.value = { ...moveTo(state.peek(), place.at, doc, keep), side: place.side }
  }
  const rowOf = (at: number) => Math.floor((at - doc.from) / width.value)
  const isDrawn = (at: number) => rowOf(at) >= scroller.from && rowOf(at) < scroller.to
  const drawn = Array.from({ length: scroller.to - scroller.from }, (_, i) => scroller.from + i)
  return (
    <>
      <EditBar doc={doc} state={state} words={words} act={act} />
      <div
        ref={scroller.element}
        class={`hex-grid mono w${width.value} ${state.value.side}`}
        role="grid"
        tabIndex={0}
        aria-label={fill(words.bytesOf, { path })}
        aria-rowcount={rows}
        aria-multiselectable="true"
        aria-activedescendant={isDrawn(state.value.at) ? `byte-${state.value.at}` : undefined}
        title={words.edit.hint}
        onScroll={scroller.onScroll}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => point(event, event.shiftKey)}
        onMouseMove={(event) => event.buttons === 1 && point(event, true)}
      >
        <div style={{ blockSize: `${rows * ROW}px` }} role="presentation">
          {drawn.map((row) => (
            <div
              key={row}
              class="hex-row"
              role="row"
              aria-rowindex={row + 1}
              style={{ insetBlockStart: `${row * ROW}px` }}
            >
              <Cells doc={doc} row={row} width={width.value} state={state.value} synced={synced} />
            </div>
          ))}
        </div>
      </div>
      <p class="tool-note status-line place" role="status">
        {placeText(state.value, doc, words, props.nameAt)}
      </p>
    </>
  )
}
