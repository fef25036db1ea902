import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withBase } from '../../src/site/build/base-links.ts'
import { withParticles } from '../../src/site/build/particles.ts'
import { policyOf, withPolicy } from '../../src/site/build/policy.ts'
import { href, pathOf } from '../../src/site/i18n/index.ts'
import { spineOf } from '../../src/site/layout/spine.ts'
import { parseSession } from '../../src/site/run-block.ts'

describe('links and base paths', () => {
  it.each([
    ['/', 'en', '', '/'],
    ['/', 'ko', '', '/ko/'],
    ['/site', 'en', 'course', '/site/course/'],
    ['/site/', 'ko', 'start/what-is-redis#memory', '/site/ko/start/what-is-redis/#memory'],
  ] as const)('base %s, %s, %j is %s', (base, language, path, expected) => {
    expect(href(base, language, path)).toBe(expected)
  })

  it.each([
    ['/', '/', ''],
    ['/', '/ko/', ''],
    ['/', '/ko/start/lists/', 'start/lists'],
    ['/site/', '/site/commands/get/', 'commands/get'],
    ['/', '/korea/', 'korea'],
  ])('below base %s the path of %s is %j', (base, pathname, expected) => {
    expect(pathOf(base, pathname)).toBe(expected)
  })

  it('gives links of the prose the base, once', () => {
    const html =
      '<a href="/start/x/">a</a> <a class="b" href="/site/start/x/">b</a> <a href="//host/">c</a> <a href="#d">d</a>'
    expect(withBase(html, '/site/')).toBe(
      '<a href="/site/start/x/">a</a> <a class="b" href="/site/start/x/">b</a> <a href="//host/">c</a> <a href="#d">d</a>',
    )
    expect(withBase(html, '/')).toBe(html)
  })
})

describe('content security policy', () => {
  const html =
    '<head><meta charset="utf-8"><script>one()</script><script type="module" src="/a.js"></script></head>'
  const hash = createHash('sha256').update('one()').digest('base64')

  it('allows the page’s inline scripts by hash and no others', () => {
    expect(policyOf(html)).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`)
    expect(policyOf(html).match(/sha256-/g)).toHaveLength(1)
    expect(policyOf(html)).not.toContain("script-src 'self' 'unsafe-inline'")
  })

  it('stands before everything it governs, once', () => {
    const once = withPolicy(html)
    expect(once.indexOf('content-security-policy')).toBeLessThan(once.indexOf('<script>'))
    expect(withPolicy(once)).toBe(once)
  })
})

describe('spine', () => {
  it('reads headings and cards in the order of the page', () => {
    const html =
      '<h2 id="a">One &amp; <code>two</code></h2><p>x</p><section id="p1" class="card predict not-content" data-id="p1">' +
      '</section><section id="e1" class="card exercise not-content"></section><h2 class="c" id="b">Three</h2>'
    expect(spineOf(html, { read: 'Read', predict: 'Predict', exercise: 'Exercise' })).toEqual([
      { id: 'a', kind: 'read', label: 'One & two' },
      { id: 'p1', kind: 'predict', label: 'Predict' },
      { id: 'e1', kind: 'exercise', label: 'Exercise' },
      { id: 'b', kind: 'read', label: 'Three' },
    ])
  })
})

describe('Run blocks', () => {
  it('splits a session into commands and replies', () => {
    const text =
      '\n> RPUSH jobs a b\n(integer) 2\n> LRANGE jobs 0 -1\n1) "a"\n2) "b"\n127.0.0.1:6379[1]> GET x\n(nil)\n$ redis-cli ping\nPONG\n'
    expect(parseSession(text)).toEqual([
      { prompt: '>', command: 'RPUSH jobs a b', reply: ['(integer) 2'] },
      { prompt: '>', command: 'LRANGE jobs 0 -1', reply: ['1) "a"', '2) "b"'] },
      { prompt: '127.0.0.1:6379[1]>', command: 'GET x', reply: ['(nil)'] },
      { prompt: '$', command: 'redis-cli ping', reply: ['PONG'] },
    ])
  })

  it('knows the prompts of a transaction and of a lost connection', () => {
    const prompts = parseSession('127.0.0.1:6379(TX)> EXEC\nnot connected> PING').map((each) => each.prompt)
    expect(prompts).toEqual(['127.0.0.1:6379(TX)>', 'not connected>'])
  })

  it('takes a command without a printed reply', () => {
    expect(parseSession('> SET a 1')).toEqual([{ prompt: '>', command: 'SET a 1', reply: [] }])
  })

  it('refuses a block that starts with a reply, and an empty one', () => {
    expect(() => parseSession('OK\n> SET a 1')).toThrow('must start with a prompt')
    expect(() => parseSession('\n')).toThrow('must start with a prompt')
  })
})

describe('Korean particles', () => {
  const page = (lang: string, body: string) =>
    `<!doctype html><html lang="${lang}"><body>${body}</body></html>`

  it('stay with the word they belong to', () => {
    expect(withParticles(page('ko', '<code>*</code>는 <b>키</b>를 25&nbsp;%를 <em>a</em> 나'))).toBe(
      page('ko', '<code>*</code>\u2060는 <b>키</b>\u2060를 25&nbsp;%\u2060를 <em>a</em> 나'),
    )
  })

  it('are left alone on other pages', () => {
    const english = page('en', '<code>hello</code>안녕')
    expect(withParticles(english)).toBe(english)
  })
})
