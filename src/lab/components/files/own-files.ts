import { signal } from '@preact/signals'
import { decodeUtf8 } from '../../../bytes/utf8.ts'
import { processes } from '../../scenes/processes.ts'
import type { ProcessState } from '../../scenes/processes.ts'
import type { BenchController, BenchStore } from '../bench-store.ts'
import { fill } from '../strings.ts'
import { argvWith, MOST_BYTES, openFiles } from './opened.ts'
import type { Opened, OwnFile } from './opened.ts'
import { sizeText } from './size.ts'
import type { FilesWords } from './words.ts'
import { filesWords } from './words.ts'

/*
 * A learner's own files on the way to the machine's disk: read in this browser, put there as the page's saving would,
 * and the server offered to be started with them.
 */

/** What was opened last: what there is to say, and how the server is started with it. */
export interface Offer {
  readonly say: readonly { readonly text: string; readonly tone: 'plain' | 'lost' }[]
  /** Name of the server that can be started with the files; undefined: nothing was opened. */
  readonly server: string | undefined
  readonly restart: () => void
}

export const offer = signal<Offer | undefined>(undefined)

/** Something dropped: a file or a directory of the learner's machine. */
export type Dropped = File | FileSystemEntry

const LATIN = 0x8000

/** Bytes turned into text before somebody else may have the thread. */
const STRETCH = 1 << 20

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const bytesOf = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let i = 0; i < bytes.length; i += LATIN) {
    text += String.fromCharCode(...bytes.subarray(i, i + LATIN))
    if (i % STRETCH === 0) await pause()
  }
  return text
}

const ownFile = async (file: File, path: string): Promise<OwnFile> => ({
  path,
  size: file.size,
  data: file.size > MOST_BYTES ? undefined : await bytesOf(file),
})

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** A directory hands out its entries in parts, until there are none. */
const entriesOf = async (directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = directory.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}

const gather = async (dropped: Dropped): Promise<OwnFile[]> => {
  if (dropped instanceof File) return [await ownFile(dropped, dropped.webkitRelativePath || dropped.name)]
  if (dropped.isFile) return [await ownFile(await fileOf(dropped as FileSystemFileEntry), dropped.fullPath)]
  const entries = await entriesOf(dropped as FileSystemDirectoryEntry)
  return (await Promise.all(entries.map(gather))).flat()
}

/** The process at the main server's place: the one of the scenario, or one a shell started. */
const serverOf = (controller: BenchController): ProcessState | undefined => {
  const { byName } = controller.fold(processes).peek()
  const place = controller.servers()[0]
  const started = [...byName.values()].findLast(
    ({ alive, name }) => alive && name.startsWith('redis-server.'),
  )
  return (place && byName.get(place.name)) ?? started
}

/**
 * Stops the server without letting it save, makes sure that the files are as they were opened, and starts it with
 * what it needs to read them.
 */
const restartWith = async (controller: BenchController, opened: Opened): Promise<void> => {
  const place = controller.servers()[0]
  if (place === undefined) return
  const process = serverOf(controller)
  const name = process?.name ?? place.name
  if (process?.alive) controller.input({ kind: 'signal', process: name, signal: 'KILL' })
  for (const { path, data } of opened.files)
    if ((await controller.readFile(place.host, path)) !== data) controller.saveFile(place.host, path, data)
  const argv = argvWith(process?.argv ?? ['--port', String(place.port)], opened)
  controller.input({ kind: 'spawn', host: place.host, name, program: 'redis-server', argv })
}

/** The first line of a configuration that the server would refuse. */
const confRemark = async ({
  files,
  conf,
}: Opened): Promise<{ line: number; message: string } | undefined> => {
  const file = files.find(({ path }) => path === conf)
  if (file === undefined) return undefined
  const { diagnose } = await import('../conf-model.ts')
  return diagnose(file.data)[0]
}

/** The bench shows that it takes what is dragged over it. */
const showTaking = (): void => {
  const bench = document.getElementById('bench')
  if (!bench) return
  const set = (on: boolean) => {
    bench.style.outline = on ? '3px dashed var(--you)' : ''
    bench.style.outlineOffset = on ? '-6px' : ''
  }
  addEventListener('dragover', (event) => set(event.dataTransfer?.types.includes('Files') === true))
  addEventListener('dragleave', (event) => event.relatedTarget === null && set(false))
  addEventListener('drop', () => set(false))
}

if (typeof document !== 'undefined') showTaking()

type Said = Offer['say'][number]

const lost = (text: string): Said => ({ text, tone: 'lost' })

const sayOf = async (opened: Opened, words: FilesWords): Promise<Said[]> => {
  const { opened: t } = words
  const names = opened.files.map(({ path }) => path.slice(1)).join(', ')
  const placed: Said[] = names ? [{ text: `${fill(t.placed, { names })} ${t.local}`, tone: 'plain' }] : []
  const failed = opened.failures.map(({ name, why }) =>
    lost(fill(t.failures[why], { name, limit: sizeText(MOST_BYTES) })),
  )
  const remarks: Said[] = []
  for (const inspection of opened.inspections) {
    while (!inspection.advance()) await pause()
    const { remark } = inspection
    if (remark === undefined) continue
    const { name } = remark
    remarks.push(
      lost(
        remark.why === 'newer'
          ? fill(t.newer, { name, version: remark.version })
          : fill(t.damaged, { name, at: remark.at }),
      ),
    )
  }
  const refused = await confRemark(opened)
  if (refused) {
    const text = fill(t.refused, { name: 'redis.conf', line: refused.line })
    remarks.push(lost(`${text} ${decodeUtf8(refused.message)}`))
  }
  return [...placed, ...failed, ...remarks]
}

/** Opens what was dropped or chosen. */
export const openOwn = async (
  dropped: readonly Dropped[],
  controller: BenchController,
  store: BenchStore,
  language: 'en' | 'ko',
): Promise<void> => {
  const words = filesWords(language)
  const own = (await Promise.all(dropped.map(gather))).flat()
  const place = controller.servers()[0]
  if (place === undefined) return
  const opened = openFiles(own)
  for (const { path, data } of opened.files) controller.saveFile(place.host, path, data)
  const say = await sayOf(opened, words)
  const server = opened.files.length > 0 ? (serverOf(controller)?.name ?? place.name) : undefined
  const restart = () => {
    offer.value = undefined
    store.notice.value = fill(words.opened.restarted, { server: server ?? '' })
    store.noticeAct.value = undefined
    void restartWith(controller, opened)
  }
  offer.value = {
    say: say.length > 0 ? say : [lost(words.opened.nothing)],
    server,
    restart,
  }
  if (store.tools.peek().includes('files')) store.tool.value = 'files'
  else tell(store, offer.value, words)
}

/** On a bench without the Files tab the offer is a notice. */
const tell = (store: BenchStore, { say, server, restart }: Offer, words: FilesWords): void => {
  store.notice.value = say.map(({ text }) => text).join(' ')
  store.noticeAct.value =
    server === undefined ? undefined : { label: fill(words.opened.restart, { server }), act: restart }
}
