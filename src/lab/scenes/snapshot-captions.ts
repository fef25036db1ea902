/** Snapshots in words. */
import type { TraceEvent } from '../../world/trace.ts'
import { keyspaceCaption } from './keyspace-captions.ts'
import type { Caption, Language } from './scene.ts'
import type { SavePoint, SnapshotState } from './snapshot.ts'

type Words = readonly [en: string, ko: string]

const megabytes = (bytes: number): string => (bytes / (1024 * 1024)).toFixed(1)

const ofFork = (event: TraceEvent): Words => {
  const { pid, took, pages, point } = event as unknown as {
    pid: number
    took: number
    pages: number
    point: SavePoint | null
  }
  const pause = (took / 1000).toFixed(2)
  const why: Words =
    point === null
      ? ['', '']
      : [
          `${point.changes} changes and ${point.seconds} seconds are over. `,
          `변경 ${point.changes}개와 ${point.seconds}초가 모두 찼다. `,
        ]
  return [
    `${why[0]}Child ${pid} sees this instant. The fork held everybody for ${pause} ms; all ${pages} pages are shared.`,
    `${why[1]}자식 ${pid}가 이 순간을 본다. fork하느라 ${pause} ms 동안 모두 멈췄고, 페이지 ${pages}개는 함께 쓴다.`,
  ]
}

const ofEnd = (event: TraceEvent): Words => {
  const { pid, ok, signal, cow } = event as unknown as {
    pid: number
    ok: boolean
    signal: number
    cow: number
  }
  if (ok)
    return [
      `Child ${pid} is done. ${megabytes(cow)} MB were copied meanwhile.`,
      `자식 ${pid}가 일을 마쳤다. 그동안 ${megabytes(cow)} MB를 복사했다.`,
    ]
  return signal === 0
    ? [`Child ${pid} failed. The old file is as it was.`, `자식 ${pid}가 실패했다. 옛 파일은 그대로다.`]
    : [
        `Child ${pid} was killed (signal ${signal}). The old file is as it was.`,
        `자식 ${pid}가 죽었다(시그널 ${signal}). 옛 파일은 그대로다.`,
      ]
}

/** The sentence for an event; undefined where there is nothing to say. */
export const snapshotCaption = (
  event: TraceEvent,
  state: SnapshotState,
  language: Language,
): Caption | undefined => {
  const pick = (words: Words): string => words[language === 'en' ? 0 : 1]
  const counter = `rdb_changes_since_last_save:${state.changes}`
  switch (event.type) {
    case 'fork':
      return { event: 'fork', say: pick(ofFork(event)), counter }
    case 'fork.failed':
      return {
        event: 'fork',
        say: pick(['The kernel has no memory for a child.', '커널에 자식에게 줄 메모리가 없다.']),
        counter,
      }
    case 'child.ended':
      return { event: event.kind === 'rdb' ? 'BGSAVE' : 'BGREWRITEAOF', say: pick(ofEnd(event)), counter }
    case 'rdb.saved':
      return {
        event: 'dump.rdb',
        say: pick([
          `The new file took the old one's place: ${event.size as number} bytes, ${event.keys as number} keys.`,
          `새 파일이 옛 파일의 자리를 대신했다. ${event.size as number}바이트, 키 ${event.keys as number}개.`,
        ]),
        counter,
      }
    case 'rdb.failed':
      return {
        event: 'SAVE',
        say: pick(['The save failed. The old file is as it was.', '저장에 실패했다. 옛 파일은 그대로다.']),
        counter,
      }
    case 'process.ended': {
      const last = state.crashes.at(-1)
      if (last?.seq !== event.seq) return keyspaceCaption(event, state.keys, language)
      const name: Words = event.how === 'power' ? ['Power cut', '전원 차단'] : ['kill -9', 'kill -9']
      return {
        event: pick(name),
        say: pick([
          `${last.lost} changes are in no snapshot: they are lost.`,
          `변경 ${last.lost}개는 어느 스냅샷에도 없다. 모두 잃었다.`,
        ]),
      }
    }
    case 'power.cut':
      return undefined
    default:
      return keyspaceCaption(event, state.keys, language)
  }
}
