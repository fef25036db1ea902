import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { FileInfo } from '../../host/messages.ts'
import { disks } from '../scenes/disks.ts'
import type { ByteDoc } from './files/byte-doc.ts'
import { DiskSwitch } from './files/DiskSwitch.tsx'
import { baseName } from './files/file-kind.ts'
import { FileView } from './files/FileView.tsx'
import { offer, openOwn } from './files/own-files.ts'
import { sizeText } from './files/size.ts'
import './files/style.ts'
import { filesWords } from './files/words.ts'
import type { FilesWords } from './files/words.ts'
import type { PartProps } from './parts.ts'
import { Rich } from './Rich.tsx'
import { fill } from './strings.ts'

/** The list is asked for again at most so often while time passes, ms. */
const EVERY_MS = 500

const Share = ({ file, words }: { file: FileInfo; words: FilesWords }) => {
  const share = file.size === 0 ? 1 : Math.min(1, file.synced / file.size)
  const said = fill(words.share, { synced: file.synced, size: file.size })
  return (
    <span class={`synced ${file.fate}`} role="img" aria-label={said} title={said}>
      <span style={{ inlineSize: `${share * 100}%` }} />
    </span>
  )
}

/** What a power cut would do to a file. */
const fateText = ({ fate, size, synced }: FileInfo, words: FilesWords): string => {
  if (fate === 'kept') return ''
  return fill(words.fate[fate], { n: fate === 'shorter' ? size - synced : synced })
}

/** Files of a machine at the instant shown, asked for anew while time passes. */
const useFiles = ({ store, controller }: PartProps, host: Signal<string>) => {
  const files = useSignal<readonly FileInfo[] | undefined>(undefined)
  const { changes } = controller.fold(disks).value
  const branch = store.branch.value
  const asked = useSignal(0)
  useEffect(() => {
    if (host.value === '') return
    const wait = Math.max(0, asked.peek() + EVERY_MS - performance.now())
    let stale = false
    const timer = setTimeout(() => {
      asked.value = performance.now()
      void controller.listFiles(host.value).then((list) => {
        if (!stale && JSON.stringify(list) !== JSON.stringify(files.peek())) files.value = list
      })
    }, wait)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [host.value, changes, branch])
  return files
}

interface TreeProps {
  files: readonly FileInfo[]
  chosen: string | undefined
  choose: (path: string) => void
  words: FilesWords
}

const Tree = ({ files, chosen, choose, words }: TreeProps) => {
  let directory = ''
  return (
    <ul aria-label={words.tree}>
      {files.flatMap((file) => {
        const at = file.path.slice(0, file.path.lastIndexOf('/') + 1)
        const heading = at !== directory && at !== '' ? at : undefined
        directory = at
        const fate = fateText(file, words)
        return [
          heading !== undefined && (
            <li key={heading} class="directory mono" lang="en">
              {heading}
            </li>
          ),
          <li key={file.path} style={{ '--depth': file.path.split('/').filter(Boolean).length - 1 }}>
            <button type="button" aria-pressed={file.path === chosen} onClick={() => choose(file.path)}>
              <span class="mono" lang="en" title={file.path}>
                {baseName(file.path)}
                {fate && <em class="fate">{fate}</em>}
              </span>
              <span class="mono">{sizeText(file.size)}</span>
              <Share file={file} words={words} />
            </button>
          </li>,
        ]
      })}
    </ul>
  )
}

/** What a power cut would take, in a sentence. */
const Risk = ({ files, words }: { files: readonly FileInfo[]; words: FilesWords }) => {
  const lost = files.filter(({ fate }) => fate !== 'kept')
  if (lost.length === 0) return <p class="tool-note">{words.safe}</p>
  const each = lost.map((file) => `${baseName(file.path)} ${fateText(file, words)}`)
  return (
    <p class="tool-note risk">
      <b>{words.atRisk}</b> {each.join(', ')}
    </p>
  )
}

const OpenButton = ({ store, controller, t, words }: PartProps & { words: FilesWords }) => {
  const input = useRef<HTMLInputElement>(null)
  const open = (event: Event & { currentTarget: HTMLInputElement }) => {
    const chosen = [...(event.currentTarget.files ?? [])]
    event.currentTarget.value = ''
    if (chosen.length > 0) void openOwn(chosen, controller, store, t.parts.language)
  }
  return (
    <>
      <button type="button" class="btn s" title={words.openHint} onClick={() => input.current?.click()}>
        {words.open}
      </button>
      <input ref={input} type="file" multiple hidden aria-label={words.open} onChange={open} />
    </>
  )
}

/** What came of the learner's own files, and the offer to start the server with them. */
const OfferBar = ({ words }: { words: FilesWords }) => {
  if (offer.value === undefined) return null
  const { say, server, restart } = offer.value
  return (
    <div class="offer" role="status">
      {say.map(({ text, tone }) => (
        <p key={text} class={tone}>
          {text}
        </p>
      ))}
      {server !== undefined && (
        <button type="button" class="btn s p" onClick={restart}>
          {fill(words.opened.restart, { server })}
        </button>
      )}
      <button type="button" class="btn s" onClick={() => (offer.value = undefined)}>
        {words.opened.dismiss}
      </button>
    </div>
  )
}

/** The directory tree of a machine with what a power cut would leave, and what a file holds. */
export const FilesTool = (props: PartProps) => {
  const { store, controller, t } = props
  const words = filesWords(t.parts.language)
  const hosts = [...new Set(controller.servers().map((server) => server.host))]
  const host = useSignal(hosts[0] ?? '')
  const files = useFiles(props, host)
  const path = useSignal<string | undefined>(undefined)
  const unsaved = useMemo(() => new Map<string, ByteDoc>(), [host.value])
  const list = files.value
  if (list === undefined) return null
  const info = list.find((file) => file.path === path.value)
  const choose = (next: string) => (path.value = next)
  return (
    <div class={info ? 'files-tool open' : 'files-tool'}>
      <div class="files-tree">
        {hosts.length > 1 && (
          <select
            class="field"
            aria-label={words.machine}
            value={host.value}
            onChange={(event) => (host.value = event.currentTarget.value)}
          >
            {hosts.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
        <OfferBar words={words} />
        {list.length === 0 ? (
          <p class="empty">
            <Rich text={words.empty} />
          </p>
        ) : (
          <>
            <Risk files={list} words={words} />
            <Tree files={list} chosen={path.value} choose={choose} words={words} />
          </>
        )}
        <div class="files-foot">
          <OpenButton {...props} words={words} />
          <DiskSwitch controller={controller} host={host.value} words={words} />
          {store.now.value < store.known.value && <p class="tool-note">{words.past}</p>}
        </div>
      </div>
      <div class="files-view">
        {info ? (
          <FileView
            key={`${host.value} ${info.path}`}
            controller={controller}
            host={host.value}
            info={info}
            files={list}
            words={words}
            choose={choose}
            unsaved={unsaved}
            back={() => (path.value = undefined)}
          />
        ) : (
          <div class="empty">
            <p>{path.value === undefined ? words.pick : words.gone}</p>
            <p>{words.openHint}</p>
          </div>
        )}
      </div>
    </div>
  )
}
