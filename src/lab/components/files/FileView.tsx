import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { decodeUtf8 } from '../../../bytes/utf8.ts'
import { annotateAof } from '../../../formats/aof/annotate.ts'
import { annotateRdb } from '../../../formats/rdb/annotate.ts'
import type { FileInfo } from '../../../host/messages.ts'
import type { BenchController } from '../bench-store.ts'
import { fill } from '../strings.ts'
import { ByteDoc } from './byte-doc.ts'
import { baseName, fileKind, viewsOf } from './file-kind.ts'
import type { FileKind, FileView as View } from './file-kind.ts'
import { HexEditor } from './HexEditor.tsx'
import { ManifestTable } from './ManifestTable.tsx'
import { RecordList } from './RecordList.tsx'
import type { FilesWords } from './words.ts'

/** Bytes in the page at once: larger files are seen through a window of this size. */
export const WINDOW = 1_048_576
/** Text shown at once, and the largest file whose bytes are named while they are edited. */
const MOST_TEXT = 200_000
const NAMED = 300_000
const NAME_MS = 250

interface Props {
  controller: BenchController
  host: string
  info: FileInfo
  files: readonly FileInfo[]
  words: FilesWords
  /** Shows another file. */
  choose: (path: string) => void
  /** Documents with changes that are not saved yet, while other files are looked at. */
  unsaved: Map<string, ByteDoc>
  /** Shows the list alone, where there is room for one of both. */
  back: () => void
}

interface Loaded {
  readonly doc: ByteDoc
  readonly kind: FileKind
  readonly size: number
  readonly synced: number
}

/** Hands bytes to the browser as a file. */
const download = (path: string, data: string): void => {
  const bytes = Uint8Array.from(data, (char) => char.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes]))
  link.download = baseName(path)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

interface Reading {
  readonly loaded: Signal<Loaded | undefined>
  /** Whether the file was changed on the disk while it was edited here. */
  readonly outside: Signal<boolean>
  /** Where the window begins. */
  readonly from: Signal<number>
  /** Reads the file again, whatever was changed here. */
  reload(): void
}

/** The file's bytes, read again whenever the file is another one; edits stay. */
const useReading = ({ controller, host, info, unsaved }: Props): Reading => {
  const loaded = useSignal<Loaded | undefined>(undefined)
  const outside = useSignal(false)
  const from = useSignal(unsaved.get(info.path)?.from ?? 0)
  const anew = useRef(false)
  const read = async (stale: () => boolean) => {
    const start = from.peek()
    const part = await controller.readPart(host, info.path, start, WINDOW)
    if (stale() || part === undefined) return
    const { data, size, synced } = part
    const known = loaded.peek()?.doc ?? unsaved.get(info.path)
    const old = anew.current || known?.from !== start ? undefined : known
    anew.current = false
    outside.value = old !== undefined && !old.follow(data)
    const kind = start === 0 ? fileKind(info.path, data) : (loaded.peek()?.kind ?? 'bytes')
    loaded.value = { doc: old ?? new ByteDoc(data, start), kind, size, synced }
  }
  useEffect(() => {
    let stale = false
    void read(() => stale)
    return () => {
      stale = true
    }
  }, [info.path, info.size, info.synced, info.modified, host, from.value])
  useEffect(
    () => () => {
      const doc = loaded.peek()?.doc
      if (doc?.isChanged) unsaved.set(info.path, doc)
      else unsaved.delete(info.path)
    },
    [info.path],
  )
  const reload = () => {
    anew.current = true
    void read(() => false)
  }
  return { loaded, outside, from, reload }
}

/** What each byte is part of: found out a moment after the last change. */
const useNames = (
  loaded: Loaded | undefined,
  version: number,
  words: FilesWords,
): ((at: number) => string) => {
  const parts = useSignal<readonly { from: number; to: number; name: string }[]>([])
  useEffect(() => {
    const { doc, kind, size } = loaded ?? {}
    if (!doc || (kind !== 'rdb' && kind !== 'aof') || size! > NAMED || doc.from > 0) {
      parts.value = []
      return
    }
    const timer = setTimeout(() => {
      const isSnapshot = kind === 'rdb' || doc.data.startsWith('REDIS')
      parts.value = isSnapshot
        ? annotateRdb(doc.data).parts.map(({ from, to, name }) => ({ from, to, name: words.parts[name] }))
        : annotateAof(doc.data).map((part) => ({
            from: part.from,
            to: part.to,
            name:
              part.kind === 'command'
                ? (part.argv[0] ?? '')
                : part.kind === 'annotation'
                  ? part.text
                  : words[part.kind],
          }))
    }, NAME_MS)
    return () => clearTimeout(timer)
  }, [loaded, version])
  return (at) => parts.value.find(({ from, to }) => at >= from && at < to)?.name ?? ''
}

const Window = ({ loaded, reading, words }: { loaded: Loaded; reading: Reading; words: FilesWords }) => {
  const { doc, size } = loaded
  if (size <= WINDOW) return null
  const step = (by: number) => (reading.from.value = Math.max(0, Math.min(size - 1, doc.from + by)))
  return (
    <span class="file-window">
      <button
        type="button"
        class="btn s"
        disabled={doc.isChanged || doc.from === 0}
        onClick={() => step(-WINDOW)}
      >
        {words.earlier}
      </button>
      <span class="tool-note">
        {fill(words.window, { from: doc.from, to: doc.from + doc.data.length, size })}
      </span>
      <button
        type="button"
        class="btn s"
        disabled={doc.isChanged || doc.from + doc.data.length >= size}
        onClick={() => step(WINDOW)}
      >
        {words.later}
      </button>
    </span>
  )
}

const viewLabel = (view: View, kind: FileKind, words: FilesWords): string =>
  view === 'records' ? words.records[kind === 'rdb' ? 'rdb' : 'aof'] : words[view]

interface ChangesProps {
  doc: ByteDoc
  words: FilesWords
  outside: boolean
  act: (what: 'undo' | 'redo' | 'revert' | 'save' | 'reload') => void
}

/** What was changed and not saved yet. */
const Changes = ({ doc, words, outside, act }: ChangesProps) => {
  const { edit } = words
  if (!doc.isChanged && !doc.canRedo) return null
  return (
    <span class="changes">
      <button type="button" class="btn s" disabled={!doc.isChanged} onClick={() => act('undo')}>
        {edit.undo}
      </button>
      <button type="button" class="btn s" disabled={!doc.canRedo} onClick={() => act('redo')}>
        {edit.redo}
      </button>
      <button type="button" class="btn s" disabled={!doc.isChanged} onClick={() => act('revert')}>
        {edit.revert}
      </button>
      <button type="button" class="btn s p" disabled={!doc.isChanged || outside} onClick={() => act('save')}>
        {edit.save}
      </button>
      {outside && (
        <>
          <span role="alert">{edit.outside}</span>
          <button type="button" class="btn s" onClick={() => act('reload')}>
            {edit.reload}
          </button>
        </>
      )}
    </span>
  )
}

/** A file: its records, its text or its bytes, and what may be done with it. */
export const FileView = (props: Props) => {
  const { controller, host, info, files, words, choose, back } = props
  const reading = useReading(props)
  const loaded = reading.loaded.value
  const version = useSignal(0)
  const start = useSignal(0)
  const view = useSignal<View | undefined>(undefined)
  const nameAt = useNames(loaded, version.value, words)
  const changed = () => version.value++
  const shownView = view.value ?? (loaded && viewsOf(loaded.kind)[0])
  // The text of the document as it is now: views that only read follow the edits.
  const text = useMemo(() => loaded?.doc.data ?? '', [loaded, version.value])
  if (loaded === undefined || shownView === undefined) return null
  const { doc, kind, size, synced } = loaded
  const save = () => {
    if (!doc.isChanged || reading.outside.peek()) return
    controller.patchFile(host, info.path, doc.edits)
    doc.saved()
    changed()
  }
  const act: ChangesProps['act'] = (what) => {
    if (what === 'save') save()
    else if (what === 'reload') reading.reload()
    else {
      const at = what === 'revert' ? doc.revert() : doc[what]()
      if (at !== undefined) start.value = at
    }
    changed()
  }
  const open = (at: number) => {
    start.value = at
    view.value = 'hex'
  }
  const fetchAll = async () => {
    const data = size > WINDOW ? await controller.readFile(host, info.path) : doc.data
    if (data !== undefined) download(info.path, data)
  }
  return (
    <>
      <div class="tool-bar">
        <button type="button" class="btn s files-back" aria-label={words.back} onClick={back}>
          ←
        </button>
        <b class="mono" lang="en" title={info.path}>
          {baseName(info.path)}
        </b>
        <Window loaded={loaded} reading={reading} words={words} />
        <Changes doc={doc} words={words} outside={reading.outside.value} act={act} />
        <div class="seg" role="group" aria-label={words.view}>
          {viewsOf(kind).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={shownView === each}
              onClick={() => (view.value = each)}
            >
              {viewLabel(each, kind, words)}
            </button>
          ))}
        </div>
        {!doc.isChanged && (
          <button type="button" class="btn s" onClick={() => void fetchAll()}>
            {words.download}
          </button>
        )}
      </div>
      {shownView === 'records' && (
        <RecordList
          path={info.path}
          kind={kind === 'rdb' ? 'rdb' : 'aof'}
          text={text}
          size={doc.from > 0 || size > WINDOW ? size : text.length}
          synced={doc.isChanged ? text.length : synced}
          words={words}
          open={open}
        />
      )}
      {shownView === 'table' && (
        <ManifestTable path={info.path} text={text} files={files} words={words} open={choose} />
      )}
      {shownView === 'text' && (
        // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling panel must take the keyboard
        <div class="file-content mono" lang="en" tabIndex={0} role="region" aria-label={info.path}>
          <pre>{decodeUtf8(text.slice(0, MOST_TEXT))}</pre>
          {text.length > MOST_TEXT && <p class="tool-note">{fill(words.first, { n: MOST_TEXT })}</p>}
        </div>
      )}
      {shownView === 'hex' && (
        <HexEditor
          key={doc.from}
          doc={doc}
          path={info.path}
          synced={synced}
          start={start.value}
          words={words}
          nameAt={nameAt}
          changed={changed}
          save={save}
        />
      )}
    </>
  )
}
