/** The biggest buffers of the last eight seconds (server.c: ClientsPeakMemInput): INFO clients tells them. */
import type { Client } from './client.ts'
import { clientUsage } from './usage.ts'

const SECONDS = 8

export class RecentClients {
  private inputs: number[] = Array.from({ length: SECONDS }, () => 0)
  private outputs: number[] = Array.from({ length: SECONDS }, () => 0)
  private slot = 0

  /** Called each tick with the Unix time in seconds: the next second's slot is emptied. */
  turn(seconds: number): void {
    this.slot = seconds % SECONDS
    const next = (this.slot + 1) % SECONDS
    this.inputs[next] = 0
    this.outputs[next] = 0
  }

  see(client: Client): void {
    const usage = clientUsage(client)
    this.inputs[this.slot] = Math.max(this.inputs[this.slot]!, usage.input)
    this.outputs[this.slot] = Math.max(this.outputs[this.slot]!, usage.replyMemory)
  }

  /** Bytes. */
  get largestInput(): number {
    return Math.max(...this.inputs)
  }

  get largestOutput(): number {
    return Math.max(...this.outputs)
  }
}
