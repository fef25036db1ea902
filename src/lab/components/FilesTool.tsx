import { useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { decodeUtf8 } from '../../bytes/utf8.ts'
import type { FileInfo } from '../../host/messages.ts'
import type { PartProps } from './parts.ts'
import type { PartStrings } from './part-strings.ts'
import { Rich } from './Rich.tsx'
import { fill } from './strings.ts'

/** Most bytes of a file in the page at once. */
const MOST = 8192
const LINE = 16
/** The list is asked for again at most so often while time passes, ms. */
const EVERY_MS = 500

export const sizeText = (bytes: number): string => {
  if (bytes < 10_000) return `${bytes}\u2009B`
  return bytes < 10_000_000
    ? `${(bytes / 1024).toFixed(1)}\u2009K`
    : `${(bytes / 1_048_576).toFixed(1)}\u2009M`
}

const hex = (code: number, width = 2): string => code.toString(16).padStart(width, '0')

/** Rows of offset, sixteen bytes, and the same as text. */
export const hexRows = (data: string): [offset: string, bytes: string, text: string][] => {
  const rows: [string, string, string][] = []
  for (let at = 0; at < data.length; at += LINE) {
    const part = [...data.slice(at, at + LINE)].map((char) => char.charCodeAt(0))
    const text = part.map((code) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.')).join('')
    rows.push([hex(at, 6), part.map((code) => hex(code)).join(' '), text])
  }
  return rows
}

/** Whether a file is text that people read. */
const isText = (data: string): boolean =>
  !/[\0-\x08\x0e-\x1f\x7f]/.test(data) && !decodeUtf8(data).includes('\ufffd')

const Share = ({ file, words }: { file: FileInfo; words: PartStrings['files'] }) => {
  const share = file.size === 0 ? 1 : file.synced / file.size
  const said = fill(words.synced, { synced: file.synced, size: file.size })
  return (
    <span class="synced" role="img" aria-label={said} title={said}>
      <span style={{ inlineSize: `${share * 100}%` }} />
    </span>
  )
}

interface Shown {
  readonly path: string
  readonly data: string | undefined
}

const save = ({ path, data = '' }: Shown): void => {
  const bytes = Uint8Array.from(data, (char) => char.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes]))
  link.download = path.split('/').at(-1)!
  link.click()
  URL.revokeObjectURL(link.href)
}

const Content = ({ file, as, words }: { file: Shown; as: 'text' | 'hex'; words: PartStrings['files'] }) => {
  if (file.data === undefined) return <p class="empty">{words.gone}</p>
  const data = file.data.slice(0, MOST)
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- a scrolling panel must take the keyboard
    <div class="file-content mono" lang="en" tabIndex={0} role="region" aria-label={file.path}>
      {as === 'text' ? (
        <pre>{decodeUtf8(data)}</pre>
      ) : (
        <table>
          <tbody>
            {hexRows(data).map(([offset, bytes, text]) => (
              <tr key={offset}>
                <th scope="row">{offset}</th>
                <td>{bytes}</td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {file.data.length > MOST && <p class="tool-note">{fill(words.cut, { n: MOST })}</p>}
    </div>
  )
}

/** Files of a machine, asked for anew while time passes. */
const useFiles = ({ store, controller }: PartProps, host: Signal<string>) => {
  const files = useSignal<readonly FileInfo[] | undefined>(undefined)
  const known = store.known.value
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
  }, [host.value, known, branch])
  return files
}

/** The directory tree of a machine with what a power cut would leave, and what a file holds. */
export const FilesTool = (props: PartProps) => {
  const { store, controller, t } = props
  const words = t.parts.files
  const hosts = [...new Set(controller.servers().map((server) => server.host))]
  const host = useSignal(hosts[0] ?? '')
  const files = useFiles(props, host)
  const path = useSignal<string | undefined>(undefined)
  const shown = useSignal<Shown | undefined>(undefined)
  const as = useSignal<'text' | 'hex'>('text')
  const listed = files.value?.find((file) => file.path === path.value)
  useEffect(() => {
    const wanted = path.value
    if (wanted === undefined) return
    void controller.readFile(host.value, wanted).then((data) => {
      if (path.peek() !== wanted) return
      if (shown.peek()?.path !== wanted && data !== undefined) as.value = isText(data) ? 'text' : 'hex'
      shown.value = { path: wanted, data }
    })
  }, [path.value, host.value, listed?.size, listed?.synced])
  if (files.value === undefined) return null
  if (files.value.length === 0)
    return (
      <p class="empty">
        <Rich text={words.empty} />
      </p>
    )
  return (
    <div class="files-tool">
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
        <ul aria-label={words.tree}>
          {files.value.map((file) => (
            <li key={file.path} style={{ '--depth': file.path.split('/').filter(Boolean).length - 1 }}>
              <button
                type="button"
                aria-pressed={file.path === path.value}
                onClick={() => (path.value = file.path)}
              >
                <span class="mono" lang="en">
                  {file.path}
                </span>
                <span class="mono">{sizeText(file.size)}</span>
                <Share file={file} words={words} />
              </button>
            </li>
          ))}
        </ul>
        {store.now.value < store.known.value && <p class="tool-note">{words.liveEnd}</p>}
      </div>
      <div class="files-view">
        {shown.value === undefined ? (
          <p class="empty">{words.pick}</p>
        ) : (
          <>
            <div class="tool-bar">
              <b class="mono" lang="en">
                {shown.value.path}
              </b>
              <div class="seg" role="group" aria-label={words.view}>
                {(['text', 'hex'] as const).map((each) => (
                  <button
                    key={each}
                    type="button"
                    aria-pressed={as.value === each}
                    onClick={() => (as.value = each)}
                  >
                    {words[each]}
                  </button>
                ))}
              </div>
              <button
                type="button"
                class="btn s"
                disabled={shown.value.data === undefined}
                onClick={() => save(shown.value!)}
              >
                {words.download}
              </button>
            </div>
            <Content file={shown.value} as={as.value} words={words} />
          </>
        )}
      </div>
    </div>
  )
}
