/** File descriptors as the kernel gives them out: always the lowest one that is free. */
export class Descriptors {
  private readonly first: number
  private used: boolean[] = []
  private lowest = 0

  constructor(first: number) {
    this.first = first
  }

  take(): number {
    while (this.used[this.lowest] === true) this.lowest++
    this.used[this.lowest] = true
    return this.first + this.lowest
  }

  free(descriptor: number): void {
    const index = descriptor - this.first
    this.used[index] = false
    if (index < this.lowest) this.lowest = index
  }
}
