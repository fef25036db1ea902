import { describe, expect, it } from 'vitest'
import { checkRdb, TERMINATING } from '../../../src/formats/rdb/check.ts'
import { damaged, loadable } from './cases.ts'
import { recorded } from './recorded.ts'

const options = { file: 'dump.rdb', now: 1_795_178_000_000 }

/** As the tool prints it, the line of its log last. */
const checked = (bytes: string): { output: string; status: number } => {
  const { output, status, terminated } = checkRdb(bytes, options)
  return { output: terminated ? `${output}# ${TERMINATING}\n` : output, status }
}

describe('checking a file, against redis-check-rdb', () => {
  it.each(Object.keys(loadable))('%s', (name) => {
    expect(checked(loadable[name]!)).toEqual(recorded.loadable[name]!.check)
  })

  it.each(Object.keys(damaged))('damaged: %s', (name) => {
    expect(checked(damaged[name]!)).toEqual(recorded.damaged[name]!.check)
  })

  it('a file with every type and encoding', () => {
    const bytes = Buffer.from(recorded.everything.file, 'base64').toString('latin1')
    const { output, status } = checked(bytes)
    expect(status).toBe(0)
    expect(output).toContain('Checksum OK\n')
    const { length } = Object.keys(recorded.everything.encodings)
    expect(output).toContain(`[info] ${length + 1} keys read\n[info] 1 expires\n`)
  })
})
