/** The way of a write to the disk in words. */
import type { TraceEvent } from '../../world/trace.ts'
import type { AofState, CrashRecord } from './aof.ts'
import { keyspaceCaption } from './keyspace-captions.ts'
import type { Caption, Language } from './scene.ts'

type Words = readonly [en: string, ko: string]

const count = (n: number, one: string): string => (n === 1 ? `1 ${one}` : `${n} ${one}s`)

const ofCrash = ({ how, told, lostCount, lostBytes }: CrashRecord): Words => {
  if (lostCount === 0)
    return how === 'power'
      ? [
          `No power. Of ${count(told, 'answered write')} none is lost: all were synced.`,
          `전원이 끊겼다. 응답한 쓰기 ${told}개는 모두 디스크에 있어 잃은 것이 없다.`,
        ]
      : [
          `The process is dead. The kernel still has what was written: of ${count(told, 'answered write')} none is lost.`,
          `프로세스가 죽었다. 써 둔 것은 커널에 남아 있어 응답한 ${told}개 중 잃은 것이 없다.`,
        ]
  return [
    `${lostBytes} bytes are gone: ${lostCount} of ${count(told, 'answered write')}.`,
    `${lostBytes}바이트가 사라졌다. 응답한 쓰기 ${told}개 중 ${lostCount}개를 잃었다.`,
  ]
}

const ofSync = (event: TraceEvent): Words => {
  const took = ((event.took as number) / 1000).toFixed(1)
  return [
    `fsync took ${took} ms. What it covered survives a power cut.`,
    `fsync에 ${took} ms가 걸렸다. 여기까지는 전원이 끊겨도 남는다.`,
  ]
}

/** The sentence for an event; undefined where there is nothing to say. */
export const aofCaption = (event: TraceEvent, state: AofState, language: Language): Caption | undefined => {
  const pick = (words: Words): string => words[language === 'en' ? 0 : 1]
  const { bytes, commands } = state.moved
  const counter = `aof_current_size:${state.fileSize}`
  switch (event.type) {
    case 'aof.append':
      return undefined
    case 'aof.write':
      return {
        event: 'write',
        counter,
        say: pick([
          `${bytes} bytes (${count(commands, 'command')}) are in the page cache: a dead process cannot lose them now.`,
          `${bytes}바이트(명령 ${commands}개)가 페이지 캐시에 있다. 이제 프로세스가 죽어도 잃지 않는다.`,
        ]),
      }
    case 'aof.fsync':
      return {
        event: 'fsync',
        counter,
        say: pick(
          event.background
            ? [
                'Another thread asks the disk to keep it; commands go on.',
                '다른 스레드가 디스크에 내려 쓴다. 명령은 계속된다.',
              ]
            : [
                'The main thread waits for the disk before it answers.',
                '메인 스레드가 응답하기 전에 디스크를 기다린다.',
              ],
        ),
      }
    case 'aof.fsynced':
      return { event: 'fsync', counter, say: pick(ofSync(event)) }
    case 'aof.postponed':
      return {
        event: 'write',
        counter,
        say: pick([
          `An fsync is running: ${bytes} bytes wait in the buffer, for two seconds at most. Clients were answered.`,
          `fsync가 아직 끝나지 않았다. ${bytes}바이트가 버퍼에서 최대 2초를 기다린다. 클라이언트는 이미 응답을 받았다.`,
        ]),
      }
    case 'aof.delayed':
      return {
        event: 'write',
        counter: `aof_delayed_fsync:${state.delayed}`,
        say: pick([
          'Two seconds are over: the write goes ahead, and the main thread stands still until the disk is free.',
          '2초가 지났다. 그냥 쓰기 시작하고, 디스크가 빌 때까지 메인 스레드가 멈춘다.',
        ]),
      }
    case 'disk.sync':
      return state.moved.seq === event.seq
        ? {
            event: 'kernel',
            counter,
            say: pick([
              `The kernel wrote ${bytes} bytes to the disk by itself.`,
              `커널이 스스로 ${bytes}바이트를 디스크에 내려 썼다.`,
            ]),
          }
        : undefined
    case 'process.ended': {
      const last = state.crashes.at(-1)
      if (last?.seq !== event.seq) return keyspaceCaption(event, state.keys, language)
      const name: Words = last.how === 'power' ? ['Power cut', '전원 차단'] : ['kill -9', 'kill -9']
      return { event: pick(name), say: pick(ofCrash(last)) }
    }
    case 'aof.loaded': {
      const {
        commands: read,
        file,
        truncatedAt,
      } = event as unknown as {
        commands: number
        file: string
        truncatedAt: number | null
      }
      return {
        event: pick(['Load', '읽기']),
        say:
          truncatedAt === null
            ? pick([
                `${file}: ${count(read, 'command')} done again.`,
                `${file}: 명령 ${read}개를 다시 실행했다.`,
              ])
            : pick([
                `${file}: cut off at byte ${truncatedAt}; ${count(read, 'command')} done again.`,
                `${file}: ${truncatedAt}바이트 뒤를 잘라 내고 명령 ${read}개를 다시 실행했다.`,
              ]),
      }
    }
    case 'power.cut':
      return undefined
    default:
      return keyspaceCaption(event, state.keys, language)
  }
}
