/** The rewrite of the append-only file in words. */
import type { ManifestRow } from '../../redis/persistence/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { aofCaption } from './aof-captions.ts'
import { aof } from './aof.ts'
import { keyspaceCaption } from './keyspace-captions.ts'
import type { RewriteState } from './rewrite.ts'
import type { Caption, Language } from './scene.ts'

type Words = readonly [en: string, ko: string]

const ofStart = (event: TraceEvent): Words => {
  const { pid, incr, growth } = event as unknown as {
    pid: number
    incr: string | null
    growth: number | null
  }
  const why: Words =
    growth === null ? ['', ''] : [`The file has grown by ${growth} %. `, `파일이 ${growth}% 커졌다. `]
  const where: Words =
    incr === null
      ? ['', '']
      : [` New writes go to ${incr} from now on.`, ` 이제부터 새 쓰기는 ${incr}에 간다.`]
  return [
    `${why[0]}Child ${pid} writes the data anew.${where[0]}`,
    `${why[1]}자식 ${pid}가 데이터를 새로 쓴다.${where[1]}`,
  ]
}

const ofManifest = (event: TraceEvent): Words => {
  const rows = event.rows as readonly ManifestRow[]
  const loaded = rows.filter(({ type }) => type !== 'h').length
  return [
    `The list was replaced in one step: ${loaded} files are loaded, in this order.`,
    `목록이 한 번에 바뀌었다. 파일 ${loaded}개를 이 순서로 읽는다.`,
  ]
}

const ofFailure = (event: TraceEvent): Words => {
  const { why, failures } = event as unknown as { why: string; failures: number }
  return [
    `The rewrite failed (${why}), ${failures} in a row. Old base and both incremental files stay in the list: nothing is lost.`,
    `재작성에 실패했다(${why}), 연속 ${failures}번. 옛 base와 incr 파일이 모두 목록에 남아 잃은 것이 없다.`,
  ]
}

const words = (event: TraceEvent, state: RewriteState): Words | undefined => {
  switch (event.type) {
    case 'aof.rewrite.started':
      return ofStart(event)
    case 'aof.rewrite.scheduled':
      return [
        'Another child is at work: the rewrite begins when it is done.',
        '다른 자식이 일하고 있다. 끝나면 재작성을 시작한다.',
      ]
    case 'aof.rewrite.limited':
      return [
        `It failed again and again: the next attempt comes in ${event.minutes as number} minutes.`,
        `거듭 실패했다. ${event.minutes as number}분 뒤에 다시 해 본다.`,
      ]
    case 'aof.manifest':
      return ofManifest(event)
    case 'aof.rewrite.done':
      return [
        `${state.before.toLocaleString('en')} bytes became ${(event.size as number).toLocaleString('en')}. The old files are deleted.`,
        `${state.before.toLocaleString('en')}바이트가 ${(event.size as number).toLocaleString('en')}바이트가 되었다. 옛 파일은 지운다.`,
      ]
    case 'aof.rewrite.failed':
      return ofFailure(event)
    default:
      return undefined
  }
}

/** The sentence for an event; undefined where there is nothing to say. */
export const rewriteCaption = (
  event: TraceEvent,
  state: RewriteState,
  language: Language,
): Caption | undefined => {
  const found = words(event, state)
  const counter = `aof_current_size:${state.growth?.current ?? 0}`
  if (found !== undefined) {
    const name = event.type === 'aof.manifest' ? 'manifest' : 'BGREWRITEAOF'
    return { event: name, say: found[language === 'en' ? 0 : 1], counter }
  }
  // What was read at start is told as in the scene of the file itself.
  if (event.type === 'aof.loaded') return aofCaption(event, aof.initial, language)
  return keyspaceCaption(event, state.keys, language)
}
