/** Bitmaps and HyperLogLogs in words. */
import type { TraceEvent } from '../../world/trace.ts'
import type { BitsState, SketchState } from './bits.ts'
import { countOf, errorOf, valueOf } from './bits.ts'
import { keyspaceCaption, readable } from './keyspace-captions.ts'
import type { Caption, Language } from './scene.ts'
import { turnWords } from './structure-captions.ts'

type Words = readonly [en: string, ko: string]

const number = (n: number): string => n.toLocaleString('en')

const integerReply = (reply: string): number | undefined => {
  const found = /^:(-?\d+)/.exec(reply)
  return found === null ? undefined : Number(found[1])
}

const ofBit = (event: TraceEvent, state: BitsState): Words | undefined => {
  const [, key = '', offset = ''] = event.argv as readonly string[]
  const value = valueOf(state, key)
  const reply = integerReply(event.reply as string)
  if (reply === undefined) return undefined
  const name = readable(key)
  const size = value?.size ?? 0
  if (event.name === 'getbit')
    return Number(offset) >= size * 8
      ? [
          `Bit ${offset} lies beyond the ${size} bytes of ${name}: it reads as 0.`,
          `비트 ${offset}은(는) ${name}의 ${size}바이트 너머에 있어 0으로 읽힌다.`,
        ]
      : [`Bit ${offset} of ${name} is ${reply}.`, `${name}의 비트 ${offset}은(는) ${reply}이다.`]
  const bit = (event.argv as readonly string[])[3] ?? ''
  return [
    `Bit ${offset} of ${name} is ${bit}, it was ${reply}. The string has ${size} ${size === 1 ? 'byte' : 'bytes'}.`,
    `${name}의 비트 ${offset}은(는) ${reply}이었고 이제 ${bit}이다. 문자열은 ${size}바이트다.`,
  ]
}

const ofCommand = (event: TraceEvent, state: BitsState): Words | undefined => {
  const argv = event.argv as readonly string[]
  if (event.name === 'pfmerge' && event.reply === '+OK\r\n')
    return [
      `${readable(argv[1] ?? '')} took the higher value of each register.`,
      `${readable(argv[1] ?? '')}의 레지스터마다 더 큰 값을 넣었다.`,
    ]
  const reply = integerReply(event.reply as string)
  if (reply === undefined) return undefined
  switch (event.name) {
    case 'setbit':
    case 'getbit':
      return ofBit(event, state)
    case 'bitcount':
      return [
        `${reply} bits of ${readable(argv[1] ?? '')} are 1.`,
        `${readable(argv[1] ?? '')}에서 1인 비트는 ${reply}개다.`,
      ]
    case 'bitop': {
      const target = argv[2] ?? ''
      const value = valueOf(state, target)
      const ones = value === undefined ? 0 : countOf(value).ones
      return [
        `${(argv[1] ?? '').toUpperCase()} went into ${readable(target)}: ${reply} bytes, ${ones} bits are 1.`,
        `${(argv[1] ?? '').toUpperCase()} 결과를 ${readable(target)}에 넣었다. ${reply}바이트, 1인 비트는 ${ones}개다.`,
      ]
    }
    case 'pfadd':
      return reply === 1
        ? ['At least one register rose.', '적어도 하나의 레지스터가 커졌다.']
        : [
            'No register rose: what came changes nothing.',
            '커진 레지스터가 없다. 들어온 것은 아무것도 바꾸지 않았다.',
          ]
    case 'pfcount':
      return [`About ${number(reply)} different elements.`, `서로 다른 원소는 약 ${number(reply)}개다.`]
    default:
      return undefined
  }
}

const counterOf = (sketch: SketchState): string => {
  const point = sketch.points.at(-1)
  const off = point === undefined ? '' : ` off:${errorOf(point).toFixed(2)}%`
  return `pfcount:${sketch.estimate} bytes:${sketch.bytes}${off}`
}

/** The sentence for an event; undefined where there is nothing to say. */
export const bitsCaption = (event: TraceEvent, state: BitsState, language: Language): Caption | undefined => {
  const pick = (words: Words): string => words[language === 'en' ? 0 : 1]
  if (event.type === 'key') {
    const sketch = state.sketches.find(({ turnSeq }) => turnSeq === event.seq)
    const value = sketch && valueOf(state, sketch.key)
    if (sketch?.turn === undefined || value === undefined) return undefined
    return {
      event: readable(sketch.key),
      say: pick(turnWords(sketch.turn, value)),
      counter: counterOf(sketch),
    }
  }
  const plain = keyspaceCaption(event, state.keys, language)
  if (plain === undefined || event.type !== 'command') return plain
  const words = ofCommand(event, state)
  const keys = event.keys as readonly string[]
  const sketch = state.sketches
    .filter(({ key }) => keys.includes(key))
    .sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))[0]
  return {
    ...plain,
    ...(words === undefined ? {} : { say: pick(words) }),
    ...(sketch === undefined ? {} : { counter: counterOf(sketch) }),
  }
}
