/** What runs in a pipeline of the shell, and the simplest of it. Plain state. */

export interface Filter {
  /** Takes a part of its input; what it puts out at once. */
  feed(data: string): string
  /** The input has ended; what it puts out at last. */
  end(): string
  /** No more input is wanted. */
  readonly full: boolean
  readonly status: number
  /** Messages for standard error, if any. */
  readonly complaint: string
}

/** Only says something: `echo`, `ls`, a wrong option. */
export class Said implements Filter {
  readonly full = false
  readonly status: number
  readonly complaint: string
  private readonly output: string

  constructor(output: string, status = 0, complaint = '') {
    this.output = output
    this.status = status
    this.complaint = complaint
  }

  feed(): string {
    return ''
  }
  end(): string {
    return this.output
  }
}
