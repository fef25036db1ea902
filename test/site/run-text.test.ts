import { expect, it } from 'vitest'
import { withRunText } from '../../src/site/build/run-text.ts'

const page = (reply: string) => `Text\n  indented\n\n<Run fresh>{\`\n> XRANGE log - +\n${reply}\n\`}</Run>\n`

it('gives indented lines of a session the two spaces that MDX takes', () => {
  expect(withRunText(page('1) 1) "5-1"\n   2) 1) "at"\n      2) "door"'))).toBe(
    page('1) 1) "5-1"\n     2) 1) "at"\n        2) "door"'),
  )
})

it('leaves the rest of a page alone', () => {
  expect(withRunText(page('OK'))).toBe(page('OK'))
})
