import type { Asked, FileInfo, PageMessage, WorkerMessage } from '../../host/messages.ts'
import type { FilePart } from './bench-store.ts'

/*
 * Questions about the files of a world, and their answers when they come.
 */

type Question = Extract<PageMessage, { kind: 'read' | 'list' }>
type Answer = Extract<WorkerMessage, { kind: 'file' | 'files' }>

export class WorldFiles {
  private readonly post: (message: PageMessage) => void
  /** The instant of the past that is shown; undefined: the live end. */
  private readonly past: () => Asked['past']
  private tickets = 0
  private readonly answers = new Map<number, (message: Answer) => void>()

  constructor(post: (message: PageMessage) => void, past: () => Asked['past']) {
    this.post = post
    this.past = past
  }

  hear(message: Answer): void {
    this.answers.get(message.ticket)?.(message)
    this.answers.delete(message.ticket)
  }

  async read(host: string, path: string, from = 0, most = Infinity): Promise<FilePart | undefined> {
    const answer = await this.ask({ kind: 'read', host, path, from, most, ...this.asked() })
    if (answer.kind !== 'file' || answer.data === undefined) return undefined
    const { data, size, synced } = answer
    return { data, from, size, synced }
  }

  async list(host: string): Promise<readonly FileInfo[]> {
    const answer = await this.ask({ kind: 'list', host, ...this.asked() })
    return answer.kind === 'files' ? answer.files : []
  }

  private asked(): Asked {
    const past = this.past()
    const ticket = ++this.tickets
    return past === undefined ? { ticket } : { ticket, past }
  }

  private ask(question: Question): Promise<Answer> {
    this.post(question)
    return new Promise((resolve) => this.answers.set(question.ticket, resolve))
  }
}
