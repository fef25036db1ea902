/** The mode that was asked for. */
import type { Mode } from '../arguments.ts'
import { BigKeysMode, HotKeysMode } from './keys.ts'
import { LatencyMode } from './latency.ts'
import type { ModeRunner } from './mode.ts'
import { PipeMode } from './pipe.ts'
import { ScanMode } from './scan.ts'
import { StatMode } from './stat.ts'

/** Undefined for what is only a command to carry out. */
export const createMode = (mode: Mode): ModeRunner | undefined => {
  switch (mode) {
    case 'command':
    case 'eval':
      return undefined
    case 'scan':
      return new ScanMode()
    case 'stat':
      return new StatMode()
    case 'bigkeys':
    case 'memkeys':
      return new BigKeysMode(mode === 'memkeys')
    case 'hotkeys':
      return new HotKeysMode()
    case 'latency':
    case 'latency-history':
      return new LatencyMode(mode === 'latency-history')
    case 'pipe':
      return new PipeMode()
  }
}
