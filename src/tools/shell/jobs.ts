/** `ps` and `kill`. */
import type { ProcessInfo, Signal, System } from '../../world/process.ts'
import type { RunningPipeline } from './pipeline.ts'

/** The machine's processes, one to a line. */
export const processList = (system: System): string => {
  const rows = system.processes().map((info) => `${String(info.pid).padStart(5)} ${commandOf(info)}\n`)
  return `  PID COMMAND\n${rows.join('')}`
}

const commandOf = ({ title, program, argv }: ProcessInfo): string =>
  title ?? [program, ...argv].map(shown).join(' ')

const shown = (word: string): string => (word === '' ? "''" : word)

const NUMBERS: Readonly<Record<string, Signal>> = {
  1: 'HUP',
  2: 'INT',
  9: 'KILL',
  15: 'TERM',
  18: 'CONT',
  19: 'STOP',
}

const signalNamed = (word: string): Signal | undefined => {
  const name = word.toUpperCase().replace(/^SIG/, '')
  return NUMBERS[name] ?? Object.values(NUMBERS).find((signal) => signal === name)
}

/** Signals processes by pid, by job (`%1`) or by name; what there is to complain about. */
export const kill = (args: readonly string[], system: System, jobs: readonly RunningPipeline[]): string => {
  let signal: Signal = 'TERM'
  let targets = args
  if (args[0] !== undefined && /^-./.test(args[0])) {
    const word = args[0] === '-s' ? (args[1] ?? '') : args[0].slice(1)
    const named = signalNamed(word)
    if (named === undefined) return `sh: kill: ${word}: invalid signal specification\n`
    signal = named
    targets = args.slice(args[0] === '-s' ? 2 : 1)
  }
  if (targets.length === 0) return 'kill: usage: kill [-signal] pid | %job | name ...\n'
  return targets.map((target) => killOne(target, signal, system, jobs)).join('')
}

const killOne = (
  target: string,
  signal: Signal,
  system: System,
  jobs: readonly RunningPipeline[],
): string => {
  const pids = pidsOf(target, system, jobs)
  if (pids.length === 0)
    return `sh: kill: ${target}: ${/^%/.test(target) ? 'no such job' : 'no such process'}\n`
  const failed = pids.filter((pid) => !system.kill(pid, signal))
  return failed.map((pid) => `sh: kill: (${pid}) - No such process\n`).join('')
}

const pidsOf = (target: string, system: System, jobs: readonly RunningPipeline[]): number[] => {
  if (/^\d+$/.test(target)) return [Number(target)]
  if (target.startsWith('%')) return jobs.find((job) => job.id === Number(target.slice(1)))?.pids() ?? []
  return system
    .processes()
    .filter(({ name, program, pid }) => pid !== system.pid && (name === target || program === target))
    .map(({ pid }) => pid)
}

/** Pids of the processes that run a program, the shell asking left out. */
export const pidsNamed = (args: readonly string[], system: System): number[] => {
  const names = args.filter((word) => !word.startsWith('-'))
  return system
    .processes()
    .filter(
      ({ program, title = program, pid }) => pid !== system.pid && names.some((name) => title.includes(name)),
    )
    .map(({ pid }) => pid)
}

/** `pkill` and `killall`: signals every process of a program. */
export const killNamed = (
  tool: string,
  args: readonly string[],
  system: System,
): { complaint: string; status: number } => {
  const words = args.filter((word) => word.startsWith('-'))
  const wrong = words.find((word) => signalNamed(word.slice(1)) === undefined)
  if (wrong !== undefined) return { complaint: `${tool}: invalid option -- '${wrong.slice(1)}'\n`, status: 2 }
  const signal = signalNamed(words.at(-1)?.slice(1) ?? 'TERM')!
  const names = args.filter((word) => !word.startsWith('-'))
  if (names.length === 0) return { complaint: `${tool}: no process name given\n`, status: 2 }
  const pids = pidsNamed(args, system)
  for (const pid of pids) system.kill(pid, signal)
  const said = tool === 'killall' && pids.length === 0 ? `${names[0]}: no process found\n` : ''
  return { complaint: said, status: pids.length === 0 ? 1 : 0 }
}
