/**
 * Answers what files were like at an instant of the past: a world is brought there in pieces and kept, because the
 * next question is usually about the same instant or a little later.
 */
import type { Branch } from './branch.ts'
import { Replay } from './replay.ts'
import type { World } from '../world/world.ts'

/** Virtual µs since 1970, and the last event that had happened. */
export interface Instant {
  readonly at: number
  readonly seq: number
}

interface Question {
  readonly branch: Branch
  readonly instant: Instant
  readonly answer: (world: World) => void
}

/** A world that stands, or is on its way to, an instant of a branch. */
interface Standing {
  readonly branch: Branch
  readonly instant: Instant
  readonly world: World
  readonly replay: Replay
  ready: boolean
}

const isSame = (a: Instant, b: Instant): boolean => a.at === b.at && a.seq === b.seq

export class Past {
  private questions: Question[] = []
  private standing: Standing | undefined

  get busy(): boolean {
    return this.questions.length > 0
  }

  /** `answer` is called once a world stands at the instant; it must not change it. */
  ask(branch: Branch, instant: Instant, answer: (world: World) => void): void {
    this.questions.push({ branch, instant, answer })
  }

  /** Lets go of the world that is kept: the present is being looked at again. */
  forget(): void {
    if (!this.busy) this.standing = undefined
  }

  /** Goes on by about `steps` steps of a world. */
  advance(steps: number): void {
    const [question] = this.questions
    if (question === undefined) return
    const standing = this.standingFor(question)
    standing.ready ||= standing.replay.advance(steps)
    standing.world.takeTrace()
    if (!standing.ready) return
    this.questions.shift()
    question.answer(standing.world)
  }

  /** From the world that is kept if that stands before, else from a checkpoint. */
  private onTheWay(branch: Branch, { at, seq }: Instant): Pick<Standing, 'world' | 'replay'> {
    const { standing } = this
    const isBefore = standing?.branch === branch && standing.instant.at < at && standing.instant.seq <= seq
    if (!isBefore) {
      const { branch: past, replay } = branch.fork('', at, seq)
      return { world: past.world, replay }
    }
    const { world } = standing
    const inputs = branch.world.inputs.slice(world.inputs.length)
    return { world, replay: new Replay(world, { inputs, until: at, seq, exact: true }) }
  }

  private standingFor({ branch, instant }: Question): Standing {
    const { standing } = this
    if (standing?.branch === branch && isSame(standing.instant, instant)) return standing
    this.standing = { branch, instant, ready: false, ...this.onTheWay(branch, instant) }
    return this.standing
  }
}
