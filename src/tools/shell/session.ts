/**
 * A small `sh`: reads lines, runs pipelines of the machine's programs and of its own tools, waits for them, keeps
 * jobs in the background. What it prints is what bash prints where a learner would notice.
 */
import type { CodePart } from '../../world/code-part.ts'
import type { EventKind, Plain, Process, Signal, System } from '../../world/process.ts'
import { LineEditor } from '../terminal/line-editor.ts'
import type { EditorHost } from '../terminal/line-editor.ts'
import { expandOne, expandWords } from './expand.ts'
import { Said } from './said.ts'
import { shellHelp } from './help.ts'
import { kill, killNamed, pidsNamed, processList } from './jobs.ts'
import { errnoText } from './errno.ts'
import { parseLine } from './parse.ts'
import type { Pipeline, Stage } from './parse.ts'
import { RunningPipeline } from './pipeline.ts'
import type { Work } from './pipeline.ts'
import type { ShellTools } from './tools.ts'

const PROMPT = '$ '
/** Programs offered by Tab beside the shell's own; whether the machine has them shows when they are run. */
const PROGRAMS = [
  'redis-benchmark',
  'redis-check-aof',
  'redis-check-rdb',
  'redis-cli',
  'redis-sentinel',
  'redis-server',
]
/** A first line that starts one of them and nothing else. */
const PLAIN_START = new RegExp(`^(?:(?:${PROGRAMS.join('|')})(?: [\\w./:-]+)*)?$`)
const OWN = [
  'exit',
  'export',
  'help',
  'history',
  'jobs',
  'kill',
  'killall',
  'pgrep',
  'pidof',
  'pkill',
  'poweroff',
  'ps',
  'sleep',
  'xargs',
]

export class Shell implements Process, EditorHost {
  private readonly system: System
  private readonly tools: CodePart<ShellTools>
  private readonly editor = new LineEditor()
  private readonly variables = new Map<string, string>()
  private readonly exported = new Set<string>()
  /** Pipelines of the line still to be run. */
  private queue: Pipeline[] = []
  private foreground: RunningPipeline | undefined = undefined
  private readonly jobs: RunningPipeline[] = []
  private finishedJobs: RunningPipeline[] = []
  private nextId = 1
  private status = 0
  private exited = false
  /** A line to run before any is read. */
  private readonly first: string

  constructor(system: System, argv: readonly string[], tools: CodePart<ShellTools>) {
    this.system = system
    this.tools = tools
    this.first = argv.join(' ')
  }

  // ---- what happens to it -----------------------------------------------------------------------

  /** A line that only starts a program needs none of the shell's own tools, and typing it needs none either. */
  lacks(kind: EventKind, args: Plain): string | undefined {
    if (kind !== 'input' && kind !== 'start') return undefined
    const line = kind === 'start' ? this.first : this.lineOf((args as readonly string[])[0]!)
    return line !== undefined && PLAIN_START.test(line) ? undefined : this.tools.lacking()
  }

  /** The line that is entered, an empty one while it is only being typed; undefined: that is not known yet. */
  private lineOf(keys: string): string | undefined {
    return /^[ -~]+$/.test(keys) ? '' : this.editor.completedBy(keys)
  }

  start(): void {
    if (this.first !== '') {
      this.system.write(`${PROMPT}${this.first}\n`)
      this.editor.remember(this.first)
      this.line(this.first)
    }
    this.proceed()
  }

  onInput(data: string): void {
    if (!this.editor.active && data.includes('\x03')) {
      this.editor.dropInput()
      this.system.writeError('^C\n')
      this.interrupt()
    } else this.editor.feed(data)
    this.proceed()
  }

  onResize(): void {
    this.editor.resize(this)
  }

  onSignal(signal: Signal): void {
    if (signal === 'HUP' || signal === 'TERM') this.exit(signal === 'HUP' ? 129 : 143)
  }

  onTimer(_kind: string, args: unknown): void {
    const [id, stage] = args as [number, number]
    const pipeline = this.running().find((running) => running.id === id)
    if (pipeline === undefined) return
    this.endStage(pipeline, stage, 0)
    this.proceed()
  }

  onChildOutput(pid: number, data: string): void {
    const pipeline = this.running().find((running) => running.stageOf(pid) >= 0)
    if (pipeline !== undefined) this.feed(pipeline, pipeline.stageOf(pid) + 1, data)
    this.proceed()
  }

  onExit(pid: number, code: number): void {
    const pipeline = this.running().find((running) => running.stageOf(pid) >= 0)
    if (pipeline !== undefined) this.endStage(pipeline, pipeline.stageOf(pid), code)
    this.proceed()
  }

  // ---- what the editor asks of it ---------------------------------------------------------------

  write(bytes: string): void {
    if (!this.exited) this.system.write(bytes)
  }

  columns(): number {
    return this.system.terminalSize()?.columns ?? 80
  }

  hint(): undefined {
    return undefined
  }

  completions(line: string): string[] {
    const start = line.search(/[^\s|;&<>]*$/)
    const typed = line.slice(start)
    const isCommand = /^\s*$|[|;&]\s*$/.test(line.slice(0, start))
    const names = isCommand
      ? [...this.tools.code().builtinNames(), ...OWN, ...PROGRAMS].sort()
      : this.files(typed)
    return names.filter((name) => name.startsWith(typed)).map((name) => line.slice(0, start) + name)
  }

  private files(typed: string): string[] {
    const directory = typed.slice(0, typed.lastIndexOf('/') + 1)
    const names = this.system.disk.list(directory === '' ? '/' : directory) ?? []
    return names.filter((name) => !name.startsWith('.')).map((name) => directory + name)
  }

  // ---- lines ------------------------------------------------------------------------------------

  /** Goes on with the line being run, then with the next, until something has to be waited for. */
  private proceed(): void {
    while (!this.exited && this.foreground === undefined) {
      const next = this.queue.shift()
      if (next !== undefined) {
        if (next.when === 'always' || (next.when === 'success') === (this.status === 0)) this.run(next)
        continue
      }
      if (!this.editor.active) {
        this.tellJobs()
        this.editor.start(PROMPT, this)
      }
      const event = this.editor.run(this)
      if (event === undefined) return
      if (event.type === 'line') {
        if (event.line.trim() !== '') this.editor.remember(event.line)
        this.line(event.line)
      } else if (event.type === 'interrupt') this.status = 130
      else this.exit(this.status)
    }
  }

  private line(text: string): void {
    const parsed = parseLine(text)
    if (parsed.type === 'pipelines') {
      this.queue = [...parsed.pipelines]
      return
    }
    this.system.writeError(`sh: ${parsed.message}\n`)
    this.status = 2
  }

  private exit(status: number): void {
    this.exited = true
    this.system.exit(status)
  }

  /** Ctrl-C while the shell itself waits (for `sleep`, or for a program without keys). */
  private interrupt(): void {
    const { foreground } = this
    this.queue = []
    if (foreground === undefined) return
    for (const pid of foreground.pids()) this.system.kill(pid, 'INT')
    foreground.stages.forEach(({ work, done }, i) => {
      if (work.type !== 'sleep' || done) return
      if (work.timer !== undefined) this.system.clearTimer(work.timer)
      this.endStage(foreground, i, 130)
    })
  }

  private running(): RunningPipeline[] {
    return this.foreground === undefined ? this.jobs : [this.foreground, ...this.jobs]
  }

  private tellJobs(): void {
    for (const job of this.finishedJobs) {
      const how = job.status === 0 ? 'Done' : job.status === 137 ? 'Killed' : `Exit ${job.status}`
      this.system.write(`[${job.id}]+  ${how.padEnd(24)}${job.text}\n`)
    }
    this.finishedJobs = []
  }

  // ---- variables --------------------------------------------------------------------------------

  private value(name: string): string {
    if (name === '?') return String(this.status)
    return this.variables.get(name) ?? this.system.environment[name] ?? ''
  }

  private environment(stage: Stage): Record<string, string> {
    const environment: Record<string, string> = {}
    for (const name of this.exported) environment[name] = this.value(name)
    for (const [name, word] of stage.assignments) environment[name] = this.one(word)
    return environment
  }

  private one(word: Stage['words'][number]): string {
    return expandOne(word, (name) => this.value(name))
  }

  // ---- running ----------------------------------------------------------------------------------

  private run(pipeline: Pipeline): void {
    const works = pipeline.stages.map((stage) => this.work(stage))
    const output = pipeline.stages.at(-1)!.output
    const file = output === undefined ? undefined : this.one(output.file)
    if (file !== undefined && !this.prepare(file, output!.append)) return
    const { background, text } = pipeline
    const running = new RunningPipeline(this.nextId, works, { background, text, file })
    if (background) {
      this.nextId++
      this.jobs.push(running)
    } else this.foreground = running
    this.startStage(running, 0, this.inputOf(pipeline.stages[0]!))
    if (background && !running.done)
      this.system.write(`[${running.id}] ${running.pids()[0] ?? this.system.pid}\n`)
  }

  /** Makes the file output goes to; false when that fails. */
  private prepare(file: string, append: boolean): boolean {
    if (file === '/dev/null') return true
    const problem = append ? this.system.disk.append(file, '') : this.system.disk.write(file, '')
    if (problem === undefined) return true
    this.system.writeError(`sh: ${file}: ${errnoText(problem)}\n`)
    this.status = 1
    return false
  }

  /** What the first stage reads: a file, or nothing but the terminal. A string that is an error ends it. */
  private inputOf(stage: Stage): { data: string } | { missing: string } | undefined {
    if (stage.input === undefined) return undefined
    const path = this.one(stage.input)
    const data = path === '/dev/null' ? '' : this.system.disk.read(path)
    return data === undefined ? { missing: path } : { data }
  }

  /** One of the shell's own tools; a plain start of a program needs none of them (see `lacks`). */
  private filter(name: string, args: string[]) {
    if (PROGRAMS.includes(name)) return undefined
    return this.tools.code().createFilter(name, args, this.system.disk, this.system.now())
  }

  private work(stage: Stage): Work {
    const argv = expandWords(stage.words, (name) => this.value(name), this.system.disk)
    const [name, ...args] = argv
    if (name === undefined) {
      for (const [variable, word] of stage.assignments) this.variables.set(variable, this.one(word))
      return { type: 'filter', filter: new Said('') }
    }
    const own = this.own(name, args)
    if (own !== undefined) return own
    const filter = this.filter(name, args)
    if (filter !== undefined) return { type: 'filter', filter }
    const environment = this.environment(stage)
    const wordsFromInput = name === 'xargs'
    const [program = 'echo', ...rest] = wordsFromInput ? args.filter((word) => word !== '-r') : argv
    return {
      type: 'program',
      name: program,
      argv: rest,
      environment,
      wordsFromInput,
      input: undefined,
      pid: undefined,
    }
  }

  /** What needs the shell's own state. */
  private own(name: string, args: readonly string[]): Work | undefined {
    const said = (output: string, status = 0, complaint = ''): Work => ({
      type: 'filter',
      filter: new Said(output, status, complaint),
    })
    switch (name) {
      case 'exit':
        this.exit(Number(args[0] ?? this.status) & 255)
        return said('')
      case 'export':
        return said('', 0, this.export(args))
      case 'help':
        return said(shellHelp())
      case 'history':
        return said(
          this.editor
            .remembered()
            .map((line, i) => `${String(i + 1).padStart(5)}  ${line}\n`)
            .join(''),
        )
      case 'jobs':
        return said(this.jobs.map((job) => `[${job.id}]+  ${'Running'.padEnd(24)}${job.text} &\n`).join(''))
      case 'kill': {
        const complaint = kill(args, this.system, this.jobs)
        return said('', complaint === '' ? 0 : 1, complaint)
      }
      case 'killall':
      case 'pkill': {
        const { complaint, status } = killNamed(name, args, this.system)
        return said('', status, complaint)
      }
      case 'pidof':
      case 'pgrep': {
        const pids = pidsNamed(args, this.system)
        const text =
          name === 'pidof' ? `${pids.reverse().join(' ')}\n` : pids.map((pid) => `${pid}\n`).join('')
        return said(pids.length === 0 ? '' : text, pids.length === 0 ? 1 : 0)
      }
      case 'poweroff':
        return said('', args.length > 0 ? 0 : 1, this.powerOff(args))
      case 'ps':
        return said(processList(this.system))
      case 'sleep': {
        const seconds = Number(args[0])
        if (!(seconds >= 0)) return said('', 1, `sleep: invalid time interval '${args[0] ?? ''}'\n`)
        return { type: 'sleep', delay: Math.round(seconds * 1_000_000), timer: undefined }
      }
      default:
        return undefined
    }
  }

  /** What is wrong with the arguments, or nothing and the power is cut. */
  private powerOff(args: readonly string[]): string {
    if (args[0] !== '-f' && args[0] !== '--force')
      return 'poweroff: nobody shuts this machine down in order; poweroff -f cuts its power\n'
    this.system.cutPower()
    return ''
  }

  private export(args: readonly string[]): string {
    let complaint = ''
    for (const word of args) {
      const [, name, value] = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(word) ?? []
      if (name === undefined) {
        complaint += `sh: export: \`${word}': not a valid identifier\n`
        continue
      }
      if (value !== undefined) this.variables.set(name, value)
      this.exported.add(name)
    }
    return complaint
  }

  /** Begins a stage; `input` is all its input when it does not come from the stage before. */
  private startStage(
    pipeline: RunningPipeline,
    index: number,
    input: { data: string } | { missing: string } | undefined,
  ): void {
    if (input !== undefined && 'missing' in input) {
      this.system.writeError(`sh: ${input.missing}: No such file or directory\n`)
      this.endStage(pipeline, index, 1)
      return
    }
    const { work } = pipeline.stages[index]!
    if (work.type === 'program') {
      if (input !== undefined) work.input = [input.data]
      this.startProgram(pipeline, index)
      return
    }
    if (input !== undefined) this.feed(pipeline, index, input.data)
    this.endInput(pipeline, index)
  }

  private startProgram(pipeline: RunningPipeline, index: number): void {
    const { work } = pipeline.stages[index]!
    if (work.type !== 'program') return
    const input = work.input?.join('')
    const words = work.wordsFromInput ? (input ?? '').split(/\s+/).filter((word) => word !== '') : []
    const last = index === pipeline.stages.length - 1
    const argv = [...work.argv, ...words]
    const filter = this.filter(work.name, argv)
    if (filter !== undefined) {
      // xargs with one of the shell's own tools.
      this.feed(pipeline, index + 1, filter.end())
      if (filter.complaint !== '') this.system.writeError(filter.complaint)
      this.endStage(pipeline, index, filter.status)
      return
    }
    work.pid = this.system.spawn(work.name, argv, {
      foreground: !pipeline.background,
      output: last && pipeline.file === undefined ? 'terminal' : 'parent',
      input: work.wordsFromInput ? undefined : input,
      environment: work.environment,
    })
    if (work.pid !== undefined) return
    this.system.writeError(`sh: ${work.name}: command not found\n`)
    this.endStage(pipeline, index, 127)
  }

  /** Gives data to a stage, or to where the pipeline's output goes. */
  private feed(pipeline: RunningPipeline, index: number, data: string): void {
    if (data === '') return
    const stage = pipeline.stages[index]
    if (stage === undefined) {
      this.put(pipeline.file, data)
      return
    }
    const { work } = stage
    if (stage.done) return
    if (work.type === 'program') {
      work.input ??= []
      work.input.push(data)
    } else if (work.type === 'filter') {
      this.feed(pipeline, index + 1, work.filter.feed(data))
      if (work.filter.full) this.stopBefore(pipeline, index)
    }
  }

  private put(file: string | undefined, data: string): void {
    if (file === undefined) this.system.write(data)
    else if (file !== '/dev/null') {
      const problem = this.system.disk.append(file, data)
      if (problem !== undefined) this.system.writeError(`sh: ${file}: ${errnoText(problem)}\n`)
    }
  }

  /** A stage wants no more: whoever writes to it ends, as SIGPIPE would have it. */
  private stopBefore(pipeline: RunningPipeline, index: number): void {
    pipeline.stages.slice(0, index).forEach((stage) => {
      const { work } = stage
      if (stage.done) return
      stage.done = true
      if (work.type === 'program' && work.pid !== undefined) this.system.kill(work.pid, 'KILL')
    })
    this.endInput(pipeline, index)
  }

  /** A stage has all its input. */
  private endInput(pipeline: RunningPipeline, index: number): void {
    const stage = pipeline.stages[index]
    if (stage === undefined || stage.done) return
    const { work } = stage
    if (work.type === 'program') {
      work.input ??= []
      this.startProgram(pipeline, index)
    } else if (work.type === 'sleep')
      work.timer = this.system.setTimer(work.delay, 'sleep', [pipeline.id, index])
    else {
      this.feed(pipeline, index + 1, work.filter.end())
      if (work.filter.complaint !== '') this.system.writeError(work.filter.complaint)
      this.endStage(pipeline, index, work.filter.status)
    }
  }

  private endStage(pipeline: RunningPipeline, index: number, status: number): void {
    const stage = pipeline.stages[index]!
    if (stage.done) return
    stage.done = true
    stage.status = status
    if (index + 1 < pipeline.stages.length) this.endInput(pipeline, index + 1)
    else this.endPipeline(pipeline)
  }

  private endPipeline(pipeline: RunningPipeline): void {
    pipeline.done = true
    if (pipeline === this.foreground) {
      this.foreground = undefined
      this.status = pipeline.status
      if (this.status === 137) this.system.write('Killed\n')
      return
    }
    const at = this.jobs.indexOf(pipeline)
    if (at >= 0) this.jobs.splice(at, 1)
    this.finishedJobs.push(pipeline)
    if (this.jobs.length === 0) this.nextId = 1
  }
}
