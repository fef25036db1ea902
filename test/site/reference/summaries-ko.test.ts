import { describe, expect, it } from 'vitest'
import { CommandTable } from '../../../src/redis/command/table.ts'
import { commands } from '../../../src/redis/commands/index.ts'
import { summariesKo } from '../../../src/site/reference/summaries-ko.ts'

const names = new CommandTable(commands).all.map((c) => c.fullName)
const entries = Object.entries(summariesKo)

describe('Korean summaries', () => {
  it('are there for every command and for nothing else', () => {
    expect(Object.keys(summariesKo).sort()).toEqual([...names].sort())
  })

  it('are Korean sentences that end in -다', () => {
    for (const [name, text] of entries) {
      expect(text, name).toMatch(/[가-힣].*다\.$/)
      expect(text, name).not.toMatch(/습니다/)
      expect(text.length, name).toBeLessThanOrEqual(70)
    }
  })

  it('do not say the same of two commands', () => {
    const texts = entries.map(([, text]) => text)
    expect(new Set(texts).size).toBe(texts.length)
  })
})
