import type { BenchSetup } from '../lab/components/Bench.tsx'
import type { Control, Fault, Speed } from '../lab/components/bench-store.ts'
import { marks } from '../lab/components/marks.ts'
import type { MarkName } from '../lab/components/marks.ts'
import { POLICIES } from '../scenarios/cache.ts'
import { scenarios } from '../scenarios/index.ts'
import type { Language } from './i18n/index.ts'

/*
 * From a page's frontmatter to its bench: names of worlds, faults and extra tabs in the page's language.
 */

interface Named {
  en: string
  ko: string
  mark: MarkName
}

/** What the bench's head calls a world: its server, unless the world is more than one. */
const SERVER: Named = { en: 'primary :6379', ko: 'primary :6379', mark: 'primary' }
const WORLDS: Readonly<Record<string, Named>> = {
  machine: { en: 'one machine', ko: '한 대의 컴퓨터', mark: 'primary' },
}

const worldOf = (scenario: string): Named => {
  known(scenarios, scenario, 'scenario')
  return WORLDS[scenario] ?? SERVER
}

const FAULTS: Readonly<Record<string, Named>> = {
  'cut-power': { en: 'Cut power', ko: '전원 끊기', mark: 'bolt' },
  'kill-process': { en: 'Kill process', ko: '프로세스 죽이기', mark: 'kill' },
  'fill-disk': { en: 'Fill the disk', ko: '디스크 채우기', mark: 'file' },
  'slow-disk': { en: 'Slow the disk', ko: '디스크 느리게', mark: 'file' },
  'break-disk': { en: 'Break the disk', ko: '디스크 고장 내기', mark: 'file' },
  'mend-disk': { en: 'Mend the disk', ko: '디스크 고치기', mark: 'reset' },
  restart: { en: 'Start again', ko: '다시 시작', mark: 'reset' },
}

const sliderOf = (id: string, value: number, min: number, max: number, step = 1, unit = ''): Control => ({
  id,
  label: id,
  kind: 'range',
  value,
  min,
  max,
  step,
  unit,
})

const choiceOf = (id: string, value: string, options: readonly string[]): Control => ({
  id,
  label: id,
  kind: 'choice',
  value,
  options: options.map((option) => ({ value: option, label: option })),
})

/** Sliders and choices by the parameter they set with CONFIG SET; they begin at its default or as the world begins. */
const CONTROLS: Readonly<Record<string, Control>> = {
  hz: sliderOf('hz', 10, 1, 100),
  'active-expire-effort': sliderOf('active-expire-effort', 1, 1, 10),
  maxmemory: sliderOf('maxmemory', 1536, 1024, 6144, 64, 'kb'),
  'maxmemory-policy': choiceOf('maxmemory-policy', 'noeviction', POLICIES),
  'maxmemory-samples': sliderOf('maxmemory-samples', 5, 1, 10),
  'lfu-log-factor': sliderOf('lfu-log-factor', 10, 0, 100),
  'lfu-decay-time': sliderOf('lfu-decay-time', 1, 0, 10),
  'auto-aof-rewrite-percentage': sliderOf('auto-aof-rewrite-percentage', 100, 0, 500, 10),
  'auto-aof-rewrite-min-size': choiceOf('auto-aof-rewrite-min-size', '64mb', ['30kb', '64kb', '1mb', '64mb']),
  'aof-use-rdb-preamble': choiceOf('aof-use-rdb-preamble', 'yes', ['yes', 'no']),
  activedefrag: choiceOf('activedefrag', 'no', ['no', 'yes']),
}

/** Parameters that a world begins with. */
const BEGINNINGS: Readonly<Record<string, Readonly<Record<string, number | string>>>> = {
  'cache-full': { 'maxmemory-policy': 'allkeys-lru' },
  'cache-lfu': { 'maxmemory-policy': 'allkeys-lfu' },
  'cache-ttl': { 'maxmemory-policy': 'volatile-ttl' },
  'cache-large': { 'maxmemory-policy': 'allkeys-lru', maxmemory: 5248 },
}

const EXTRAS: Readonly<Record<string, { en: string; ko: string }>> = {
  lane: { en: 'One thread', ko: '단일 스레드' },
  docker: { en: 'docker run', ko: 'docker run' },
  ladder: { en: 'Latency', ko: '지연 시간' },
  table: { en: 'Hash table', ko: '해시 테이블' },
  bits: { en: 'Bits', ko: '비트' },
  geo: { en: 'Map', ko: '지도' },
  stream: { en: 'Stream', ko: '스트림' },
  structure: { en: 'Structure', ko: '내부 구조' },
  pubsub: { en: 'Pub/sub', ko: 'Pub/sub' },
  aof: { en: 'Way to the disk', ko: '디스크까지' },
  eviction: { en: 'Eviction', ko: '축출' },
  policies: { en: 'Policies', ko: '정책 비교' },
  memory: { en: 'Memory', ko: '메모리' },
  snapshot: { en: 'Snapshots', ko: '스냅샷' },
  rewrite: { en: 'Rewrite', ko: '재작성' },
  recovery: { en: 'Recovery', ko: '복구' },
}

const known = <T>(table: Readonly<Record<string, T>>, id: string, what: string): T => {
  const found = table[id]
  if (!found) throw new Error(`unknown ${what} "${id}": add it to src/site/bench-setup.ts`)
  return found
}

/** A fault every world knows, or something that the scenario itself offers. */
const faultOf = (id: string, scenario: string, language: Language): Fault => {
  const act = scenarios[scenario]?.acts?.[id]
  if (act && act.mark in marks) {
    const whileDown = act.inputs.some(({ kind }) => kind === 'save' || kind === 'patch')
    const fault = { id, mark: act.mark as MarkName, label: act.label[language], harmless: true }
    return whileDown ? { ...fault, whileDown } : fault
  }
  const { mark, ...label } = known(FAULTS, id, 'fault')
  return { id, mark, label: label[language] }
}

/** A control as a world begins. */
const controlOf = (id: string, scenario: string): Control => {
  const control = known(CONTROLS, id, 'control')
  const value = BEGINNINGS[scenario]?.[id]
  return value === undefined ? control : ({ ...control, value } as Control)
}

/** What a page wants on its bench; the names are those of the frontmatter (content.config.ts). */
export interface BenchWish {
  id: string
  lesson?: string
  scenario: string
  scene: string
  seed: number
  speed: Speed
  /** Virtual seconds. */
  ruler: { from: number; to: number }
  tools: readonly string[]
  extra?: string | undefined
  beside?: string | undefined
  faults: readonly string[]
  controls?: readonly string[]
  cues?: BenchSetup['cues']
  opening?: readonly string[]
}

/** The plain data an island can carry. */
export const benchSetup = (wish: BenchWish, language: Language): BenchSetup => {
  const { mark, ...name } = worldOf(wish.scenario)
  return {
    language,
    id: wish.id,
    scenario: wish.scenario,
    scene: wish.scene,
    seed: wish.seed,
    ...(wish.lesson ? { lesson: wish.lesson } : {}),
    ...(wish.extra ? { extra: { id: wish.extra, label: known(EXTRAS, wish.extra, 'tab')[language] } } : {}),
    ...(wish.beside ? { beside: wish.beside } : {}),
    cues: wish.cues ?? [],
    ...(wish.opening ? { opening: wish.opening } : {}),
    defaults: {
      speed: wish.speed,
      window: { from: wish.ruler.from * 1e6, to: wish.ruler.to * 1e6 },
      world: { name: name[language], mark },
      caption: { event: '', say: language === 'ko' ? '명령을 기다립니다.' : 'Waiting for a command.' },
      facts: [],
      faults: wish.faults.map((id) => faultOf(id, wish.scenario, language)),
      revive: faultOf('restart', wish.scenario, language),
      controls: (wish.controls ?? []).map((id) => controlOf(id, wish.scenario)),
      tools: wish.tools,
    },
  }
}
