import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeReplies } from '../../../src/resp/reply-decoder.ts'
import {
  UnknownReplyType,
  formatInvalidation,
  formatReply,
  formatTerminal,
} from '../../../src/tools/redis-cli/format.ts'
import type { OutputMode } from '../../../src/tools/redis-cli/format.ts'

interface Recorded {
  reply: string
  printed: Record<string, string>
}

const recorded = JSON.parse(
  readFileSync(new URL('fixtures/replies.json', import.meta.url), 'utf8'),
) as Recorded[]

const MODES: Record<string, OutputMode> = {
  '--no-raw': 'standard',
  '--raw': 'raw',
  '--csv': 'csv',
  '--json': 'json',
  '--quoted-json': 'quoted-json',
}

describe('formatReply', () => {
  it('has recordings of the real redis-cli', () => {
    expect(recorded.length).toBeGreaterThan(30)
  })

  const cases = recorded.flatMap(({ reply, printed }) =>
    Object.entries(printed).map(([flag, text]) => [flag, reply, text] as const),
  )
  it.each(cases)('%s prints %j as the real one', (flag, reply, text) => {
    expect(formatReply(decodeReplies(reply)[0]!, MODES[flag]!)).toBe(text)
  })

  it('uses the delimiters of -d and -D', () => {
    const [reply] = decodeReplies('*3\r\n$1\r\na\r\n$-1\r\n*2\r\n:1\r\n:2\r\n')
    expect(formatReply(reply!, 'raw', ';', '|\n')).toBe('a;;1;2|\n')
  })

  it('ends on a big number, as 7.0.15 does', () => {
    expect(() => formatTerminal({ type: 'bignumber', text: '1' })).toThrow(
      new UnknownReplyType('Unknown reply type: 13'),
    )
  })

  it('shows invalidated keys on one line', () => {
    const [push, flush] = decodeReplies(
      '>2\r\n$10\r\ninvalidate\r\n*2\r\n$1\r\na\r\n$1\r\nb\r\n>2\r\n$10\r\ninvalidate\r\n_\r\n',
    )
    expect(formatInvalidation(push!)).toBe("-> invalidate: 'a', 'b'\n")
    expect(formatInvalidation(flush!)).toBeUndefined()
    expect(formatTerminal(flush!)).toBe('1) "invalidate"\n2) (nil)\n')
  })
})
