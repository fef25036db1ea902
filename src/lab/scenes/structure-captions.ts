/** The structure scene in words: what turned, and why. */
import type { KeyState } from '../../redis/server/events.ts'
import type { TraceEvent } from '../../world/trace.ts'
import { keyspaceCaption, readable } from './keyspace-captions.ts'
import type { Caption, Language } from './scene.ts'
import { isRecent, viewAt } from './keyspace.ts'
import type { KeyCell } from './keyspace-view.ts'
import type { StructureSceneState } from './structure.ts'
import type { Cause, Turn } from './turns.ts'

type Words = readonly [en: string, ko: string]

const number = (n: number): string => n.toLocaleString('en')

const ENTRIES: Words = ['entries', '개']

/** Why the encoding is another one, as a sentence of its own. */
export const causeWords = (cause: Cause, turn: { to: string }): Words => {
  switch (cause.kind) {
    case 'limit':
      if (turn.to === 'dense')
        return [
          `As runs it would take more than ${number(cause.limit)} bytes (${cause.name}).`,
          `구간으로는 ${number(cause.limit)}바이트(${cause.name})를 넘게 된다.`,
        ]
      if (cause.name === '')
        return [
          `More than ${cause.limit} bytes don’t fit into one piece of 64 with the object.`,
          `${cause.limit}바이트를 넘으면 객체와 함께 64바이트 한 조각에 들어가지 않는다.`,
        ]
      return [
        `${number(cause.came)} ${ENTRIES[0]} are more than ${cause.name} ${number(cause.limit)}.`,
        `${number(cause.came)}${ENTRIES[1]}로 ${cause.name} ${number(cause.limit)}을 넘었다.`,
      ]
    case 'length':
      return [
        `An element is longer than ${cause.name} ${cause.limit} bytes.`,
        `원소 하나가 ${cause.name} ${cause.limit}바이트보다 길다.`,
      ]
    case 'text':
      return ['What came is no integer.', '들어온 것이 정수가 아니다.']
    case 'integer':
      return ['The text is an integer now.', '이제 정수를 나타내는 글자다.']
    case 'in-place':
      return ['It was modified where it stands.', '그 자리에서 고쳤다.']
    case 'anew':
      return ['It was written anew.', '새로 썼다.']
  }
}

/** What turned, in one sentence or two. */
export const turnWords = (turn: Turn, { type }: KeyState): Words => {
  switch (turn.kind) {
    case 'encoding': {
      const why = causeWords(turn.cause, turn)
      const stays =
        type === 'string' && turn.to !== 'dense' ? ['', ''] : [' It does not go back.', ' 되돌아가지 않는다.']
      return [
        `${turn.from} to ${turn.to}: ${why[0]}${stays[0]}`,
        `${turn.from}에서 ${turn.to}(으)로: ${why[1]}${stays[1]}`,
      ]
    }
    case 'width':
      return [
        `Every number takes ${turn.to} bits now, not ${turn.from}: one of them needs that.`,
        `이제 모든 수가 ${turn.from}비트가 아니라 ${turn.to}비트다. 그만큼 큰 수가 하나 있어서다.`,
      ]
    case 'node':
      return [
        `Node ${turn.nodes} begins: the one before it was full.`,
        `앞 노드가 차서 노드 ${turn.nodes}이(가) 생겼다.`,
      ]
    case 'rehash':
      return [
        `The table grows from ${number(turn.from)} to ${number(turn.to)} slots, a slot at a time.`,
        `테이블이 ${number(turn.from)}칸에서 ${number(turn.to)}칸으로, 한 칸씩 옮겨 가며 커진다.`,
      ]
  }
}

/** One counter of the key shown: how many bytes or slots hold how much. */
export const counterOf = ({ encoding, size, structure, stream }: KeyState): string => {
  switch (structure?.kind) {
    case 'listpack':
    case 'intset':
      return `${encoding}:${size} bytes:${structure.bytes}`
    case 'hashtable':
      return `${encoding}:${size} slots:${structure.slots[0]}`
    case 'skiplist':
      return `${encoding}:${size} levels:${structure.level}`
    case 'quicklist':
      return `${encoding}:${size} nodes:${structure.nodes}`
    case 'stream':
      return `${encoding}:${size} nodes:${stream?.nodeCount ?? 0}`
    default:
      return `${encoding}:${size}`
  }
}

const sketchWords = ({ key, value }: KeyCell): Words | undefined => {
  if (value.structure?.kind !== 'hll') return undefined
  const [name, size] = [readable(key), number(value.size)]
  return [`${name} holds a HyperLogLog of ${size} bytes.`, `${name}에 ${size}바이트의 HyperLogLog가 있다.`]
}

/** The sentence for an event of the structure scene; undefined where there is nothing to say. */
export const structureCaption = (
  event: TraceEvent,
  state: StructureSceneState,
  language: Language,
): Caption | undefined => {
  const { keys } = state
  const told = event.type === 'key' || event.type === 'command' ? event : undefined
  const db = (told?.db as number | undefined) ?? keys.db
  const key =
    event.type === 'key' ? (event.key as string) : (event.keys as readonly string[] | undefined)?.[0]
  const cell = told === undefined || key === undefined ? undefined : viewAt(keys, db).keys.get(key)
  if (event.type === 'key') {
    const last = state.turns.get(`${db}:${key}`)
    if (cell === undefined || last?.seq !== event.seq) return undefined
    const say = turnWords(last.turn, cell.value)[language === 'en' ? 0 : 1]
    return { event: readable(cell.key), say, counter: counterOf(cell.value) }
  }
  const plain = keyspaceCaption(event, keys, language)
  if (plain === undefined || cell === undefined || keys.outcome === 'error') return plain
  const last = state.turns.get(`${db}:${cell.key}`)
  const turned = last !== undefined && isRecent(keys, last.seq) ? turnWords(last.turn, cell.value) : undefined
  const words = turned ?? sketchWords(cell)
  const say = words?.[language === 'en' ? 0 : 1] ?? plain.say
  return { ...plain, say, counter: counterOf(cell.value) }
}
