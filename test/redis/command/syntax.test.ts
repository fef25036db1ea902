import { describe, expect, it } from 'vitest'
import { syntaxLine } from '../../../src/redis/command/syntax.ts'
import { CommandTable } from '../../../src/redis/command/table.ts'
import { commands } from '../../../src/redis/commands/index.ts'
import { recordedSyntax } from '../../conformance/command-fixtures.ts'

const table = new CommandTable(commands)

describe('syntax lines', () => {
  it("are those of redis-cli's HELP", () => {
    const recorded = recordedSyntax()
    const ours = Object.fromEntries(table.all.map((c) => [c.fullName, syntaxLine(c)]))
    const real = Object.fromEntries(table.all.map((c) => [c.fullName, recorded[c.fullName]]))
    expect(ours).toEqual(real)
  })

  it('repeat the token only of arguments that want it again', () => {
    expect(syntaxLine(table.get('sort')!)).toContain('[GET pattern [GET pattern ...]]')
    expect(syntaxLine(table.get('zunion')!)).toContain('[WEIGHTS weight [weight ...]]')
    expect(syntaxLine(table.get('set')!)).toMatch(/^SET key value \[NX\|XX\] \[GET\] \[EX seconds\|PX /)
    expect(syntaxLine(table.get('multi')!)).toBe('MULTI')
  })
})
