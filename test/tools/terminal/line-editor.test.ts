import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../src/bytes/utf8.ts'
import { LineEditor } from '../../../src/tools/terminal/line-editor.ts'
import type { EditorEvent, EditorHost } from '../../../src/tools/terminal/line-editor.ts'
import { after } from '../../../src/tools/terminal/layout.ts'
import { Screen } from './screen.ts'

const PROMPT = '127.0.0.1:6379> '

class Bench implements EditorHost {
  readonly editor = new LineEditor()
  readonly screen: Screen
  written = 0
  hints: Record<string, string> = {}
  candidates: Record<string, string[]> = {}

  constructor(columns = 80) {
    this.screen = new Screen(columns)
    this.editor.start(PROMPT, this)
  }
  write(bytes: string) {
    this.written += bytes.length
    this.screen.write(bytes)
  }
  columns() {
    return this.screen.columns
  }
  hint(line: string) {
    return this.hints[line]
  }
  completions(line: string) {
    return this.candidates[line] ?? []
  }
  type(...keys: string[]): EditorEvent | undefined {
    let event: EditorEvent | undefined
    for (const key of keys) {
      this.editor.feed(encodeUtf8(key))
      event ??= this.editor.run(this)
    }
    return event
  }
  enter(line: string) {
    this.type(line, '\r')
    this.editor.remember(line)
    this.editor.start(PROMPT, this)
  }
  /** The line with a bar where the cursor is. */
  get line() {
    const position = this.editor['before'].length
    return `${this.editor.text.slice(0, position)}|${this.editor.text.slice(position)}`
  }
}

const UP = '\x1b[A'
const DOWN = '\x1b[B'
const RIGHT = '\x1b[C'
const LEFT = '\x1b[D'

describe('keys', () => {
  // As recorded from redis-cli 7.0.15.
  it.each([
    [['abc def', '\x01', 'X'], 'X|abc def'],
    [['abc', '\x01', '\x05', 'Y'], 'abcY|'],
    [['abc', LEFT, LEFT, 'Z'], 'aZ|bc'],
    [['abc', '\x02', '\x06', '\x02'], 'ab|c'],
    [['abc def ghi', LEFT, '\x17'], 'abc def |i'],
    [['abc def  ', '\x17'], 'abc |'],
    [['abc def', LEFT, LEFT, '\x0b'], 'abc d|'],
    [['abc def', LEFT, '\x15'], '|'],
    [['abc', LEFT, '\x14'], 'ac|b'],
    [['abcd', LEFT, LEFT, '\x14'], 'acb|d'],
    [['abc', '\x14'], 'abc|'],
    [['abc', LEFT, '\x1b[3~'], 'ab|'],
    [['abc', LEFT, '\x04'], 'ab|'],
    [['abc', '\x08', '\x7f'], 'a|'],
    [['abc', '\x1b[H', 'x', '\x1b[F', 'y', '\x1bOH', 'z', '\x1bOF', '!'], 'zxabcy!|'],
    [['abc', '\x1b[1~', 'x', '\x1b[4~', 'y'], 'xabcy|'],
    [['ab cd', '\x1b[1;5D', 'x', '\x1bb', '\x1bb', 'y', '\x1b[1;5C', 'z'], 'yabz| xcd'],
    [['a', '\x1b[99~', '\x1b[5;5u', '\x1bz', 'b'], 'ab|'],
    [['\x1b', '[', 'D', 'a', '\x1b[', 'D', 'b'], 'b|a'],
    [['\x1b[200~get a\x1b[201~'], 'get a|'],
    [['\x1b[200~a\tb\x1b[201~'], 'a b|'],
  ])('%j leaves %s', (keys, line) => {
    const bench = new Bench()
    bench.type(...keys)
    expect(bench.line).toBe(line)
    expect(bench.screen.rows).toEqual([(PROMPT + line.replace('|', '')).trimEnd()])
    expect(bench.screen.column).toBe(PROMPT.length + line.indexOf('|'))
  })

  it('ends a line with Enter, Ctrl-C, or Ctrl-D when it is empty', () => {
    expect(new Bench().type('get a', LEFT, '\r')).toEqual({ type: 'line', line: 'get a' })
    expect(new Bench().type('get a', '\n')).toEqual({ type: 'line', line: 'get a' })
    expect(new Bench().type('get a', '\x03')).toEqual({ type: 'interrupt' })
    expect(new Bench().type('\x04')).toEqual({ type: 'end' })
    expect(new Bench().type('a', '\x04')).toBeUndefined()
  })

  it('clears the screen with Ctrl-L and keeps the line', () => {
    const bench = new Bench()
    bench.enter('ping')
    bench.type('get a', LEFT, '\x0c')
    expect(bench.screen.rows[0]).toBe(PROMPT + 'get a')
    expect([bench.screen.row, bench.screen.column]).toEqual([0, PROMPT.length + 4])
  })
})

describe('history', () => {
  const bench = () => {
    const bench = new Bench()
    for (const line of ['ping', 'get a', 'get a', 'set b 1']) bench.enter(line)
    return bench
  }

  it('goes back and forth, keeping what was being written', () => {
    const b = bench()
    b.type('ge', UP)
    expect(b.line).toBe('set b 1|')
    b.type(UP)
    expect(b.line).toBe('get a|')
    b.type(UP, UP, UP)
    expect(b.line).toBe('ping|')
    b.type(DOWN, '\x0e', DOWN, DOWN, DOWN)
    expect(b.line).toBe('ge|')
    b.type('\x10')
    expect(b.line).toBe('set b 1|')
  })

  it('keeps changes to entries until a line is entered', () => {
    const b = bench()
    b.type(UP, '2', UP, DOWN)
    expect(b.line).toBe('set b 12|')
    b.enter('')
    b.type('\x15', UP, UP)
    expect(b.line).toBe('set b 1|')
  })

  it('remembers a hundred lines', () => {
    const b = new Bench()
    for (let i = 0; i < 105; i++) b.editor.remember(`get ${i}`)
    expect(b.editor.remembered().length).toBe(100)
    expect(b.editor.remembered()[0]).toBe('get 5')
  })

  it('searches backwards', () => {
    const b = bench()
    b.type('\x12', 'e', 't')
    expect(b.screen.rows.at(-1)).toBe("(reverse-i-search)`et': set b 1")
    b.type('\x12')
    expect(b.screen.rows.at(-1)).toBe("(reverse-i-search)`et': get a")
    b.type('\x12')
    expect(b.screen.bells).toBe(1)
    b.type('\x7f', '\x7f', 'p')
    expect(b.screen.rows.at(-1)).toBe("(reverse-i-search)`p': ping")
    b.type(LEFT)
    expect(b.line).toBe('pin|g')
    expect(b.screen.rows.at(-1)).toBe(PROMPT + 'ping')
  })

  it('runs the line found, or forgets it', () => {
    const b = bench()
    expect(b.type('\x12', 'pi', '\r')).toEqual({ type: 'line', line: 'ping' })
    b.editor.start(PROMPT, b)
    b.type('ge', '\x12', 'pi', '\x1b')
    expect(b.line).toBe('ge|')
    b.type('\x12', 'pi', '\x03')
    expect(b.line).toBe('ge|')
  })
})

describe('completion', () => {
  const bench = () => {
    const bench = new Bench()
    bench.candidates['ge'] = ['GET', 'GETDEL']
    return bench
  }

  it('goes round, ringing at the line as it was', () => {
    const b = bench()
    b.type('ge', '\t')
    expect(b.screen.rows).toEqual([PROMPT + 'GET'])
    b.type('\t')
    expect(b.screen.rows).toEqual([PROMPT + 'GETDEL'])
    b.type('\t')
    expect(b.screen.rows).toEqual([PROMPT + 'ge'])
    expect(b.screen.bells).toBe(1)
    b.type('\t', ' ', 'k')
    expect(b.line).toBe('GET k|')
  })

  it('takes what is shown on Enter, and goes back on Escape', () => {
    expect(bench().type('ge', '\t', '\r')).toEqual({ type: 'line', line: 'GET' })
    const b = bench()
    b.type('ge', '\t', '\t', '\x1b')
    expect(b.line).toBe('ge|')
    b.type('t')
    expect(b.line).toBe('get|')
  })

  it('rings when there is nothing', () => {
    const b = bench()
    b.type('x', '\t')
    expect(b.screen.bells).toBe(1)
    expect(b.line).toBe('x|')
  })
})

describe('hints', () => {
  it('shows them in grey behind the line, and takes them away with it', () => {
    const b = new Bench()
    b.hints = { get: ' key', 'get ': 'key' }
    b.type('g', 'e', 't')
    expect(b.screen.rows).toEqual([PROMPT + 'get key'])
    expect(b.screen.grey).toBe(' key')
    expect(b.screen.column).toBe(PROMPT.length + 3)
    b.type(' ')
    expect(b.screen.rows).toEqual([PROMPT + 'get key'])
    b.type('a')
    expect(b.screen.rows).toEqual([PROMPT + 'get a'])
    b.type('\x7f', '\r')
    expect(b.screen.rows).toEqual([PROMPT + 'get', ''])
  })

  it('cuts them at the end of the row', () => {
    const b = new Bench(30)
    b.hints = { 'set ': 'key value [NX|XX]' }
    b.type('set ')
    expect(b.screen.rows).toEqual([PROMPT + 'set key value '.trimEnd()])
    expect(b.screen.column).toBe(PROMPT.length + 4)
    expect(b.screen.row).toBe(0)
  })
})

describe('long and wide lines', () => {
  it('wraps, and deletes across rows', () => {
    const b = new Bench(20)
    b.type('abcd')
    expect([b.screen.row, b.screen.column]).toEqual([1, 0])
    b.type('efgh')
    expect(b.screen.rows).toEqual([PROMPT + 'abcd', 'efgh'])
    b.type('\x01', 'X')
    expect(b.screen.rows).toEqual([PROMPT + 'Xabc', 'defgh'])
    b.type('\x15')
    expect(b.screen.rows).toEqual([PROMPT.trimEnd()])
  })

  it('leaves no empty row behind a line that fills its row', () => {
    const b = new Bench(20)
    b.type('abcd', '\r')
    expect([b.screen.row, b.screen.column]).toEqual([1, 0])
  })

  it('moves over Hangul by whole characters', () => {
    const b = new Bench()
    b.type('set 이름 한글', LEFT, '\x7f')
    expect(b.line).toBe('set 이름 |글')
    expect(b.screen.column).toBe(PROMPT.length + 9)
    expect(b.type('\r')).toEqual({ type: 'line', line: encodeUtf8('set 이름 글') })
  })

  it('puts a wide character that does not fit on the next row', () => {
    const b = new Bench(19)
    b.type('한글')
    expect(b.screen.rows).toEqual([PROMPT + '한', '글'])
    b.type(LEFT)
    expect([b.screen.row, b.screen.column]).toEqual([0, PROMPT.length + 2])
  })

  it('reads characters cut in two', () => {
    const b = new Bench()
    for (const byte of encodeUtf8('한é😀')) b.editor.feed(byte)
    b.editor.run(b)
    expect(b.line).toBe('한é😀|')
    b.type('\x7f', '\x7f')
    expect(b.line).toBe('한|')
  })

  it('redraws for a new width', () => {
    const b = new Bench(40)
    b.type('a'.repeat(30), LEFT)
    const narrow = Object.assign(new Screen(20), { row: 2, column: 5 })
    Object.assign(b, { screen: narrow })
    b.editor.resize(b)
    expect(narrow.rows).toEqual([PROMPT + 'aaaa', 'a'.repeat(20), 'a'.repeat(6)])
    expect([narrow.row, narrow.column]).toEqual([2, 5])
  })

  it('shows the line and the cursor where they belong after any keys', () => {
    const key = fc.oneof(
      fc.constantFrom(LEFT, RIGHT, UP, DOWN, '\x01', '\x05', '\x7f', '\x0b', '\x14', '\x17', '\t', '\x1b[3~'),
      fc.string({
        unit: fc.constantFrom('a', ' ', '한', '가', 'e\u0301', '😀'),
        minLength: 1,
        maxLength: 12,
      }),
    )
    const run = fc.property(
      fc.array(key, { maxLength: 40 }),
      fc.integer({ min: 17, max: 40 }),
      (keys, columns) => {
        const b = new Bench(columns)
        b.editor.remember('한'.repeat(20))
        b.editor.remember('get a')
        b.hints = { a: ' hint', 'a ': 'hint that is long enough to be cut' }
        b.candidates = { a: ['abc', '가나다'.repeat(5)] }
        b.type(...keys)
        if (b.editor['completion'] !== undefined) b.type('\x1b')
        const text = PROMPT + b.editor.text
        const start = { row: 0, column: 0 }
        const cursor = after(PROMPT + b.editor['before'], start, columns)
        expect([b.screen.row, b.screen.column]).toEqual([cursor.row, cursor.column])
        const plain = new Screen(columns)
        plain.write(encodeUtf8(text))
        const shown = b.screen.rows
          .join('\n')
          .replace(/ *(h(i(n(t.*)?)?)?)?$/, '')
          .trimEnd()
        expect(shown).toBe(plain.rows.join('\n').trimEnd())
      },
    )
    fc.assert(run, { numRuns: 400 })
  })
})

describe('pasting', () => {
  it('gives many lines one by one, and keeps the rest', () => {
    const b = new Bench()
    b.editor.feed('set a 1\r\nset b 2\rget a\nge')
    const lines: string[] = []
    for (let event = b.editor.run(b); event !== undefined; event = b.editor.run(b)) {
      if (event.type === 'line') lines.push(event.line)
      b.editor.start(PROMPT, b)
    }
    expect(lines).toEqual(['set a 1', 'set b 2', 'get a'])
    expect(b.line).toBe('ge|')
  })

  it('forgets what was typed ahead when asked to', () => {
    const b = new Bench()
    b.editor.feed('ping\rget a\rge')
    b.editor.run(b)
    b.editor.dropInput()
    b.editor.start(PROMPT, b)
    expect(b.editor.run(b)).toBeUndefined()
    expect(b.line).toBe('|')
  })

  it('writes as much as was pasted, not its square', () => {
    const b = new Bench()
    let calls = 0
    b.write = (bytes: string) => {
      b.written += bytes.length
      calls++
    }
    for (let i = 0; i < 1000; i++) b.type('x'.repeat(1000))
    expect(b.editor.text.length).toBe(1_000_000)
    expect(b.written).toBeLessThan(1_100_000)
    expect(calls).toBeLessThan(1100)
    const event = b.type('\r')
    expect(event?.type === 'line' && event.line.length).toBe(1_000_000)
  })

  it('runs a hundred thousand pasted lines', () => {
    const b = new Bench()
    b.write = (bytes: string) => void (b.written += bytes.length)
    b.editor.feed('set key value\r'.repeat(100_000))
    let lines = 0
    while (b.editor.run(b) !== undefined) {
      lines++
      b.editor.start(PROMPT, b)
    }
    expect(lines).toBe(100_000)
    expect(b.editor.text).toBe('')
  })
})
