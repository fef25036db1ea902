import { h, render } from 'preact'
import { Bench } from '../../../src/lab/components/Bench.tsx'
import { marks } from '../../../src/lab/components/marks.ts'
import { setPart } from '../../../src/lab/components/parts.ts'
import { benchSetup } from '../../../src/site/bench-setup.ts'
import { en } from '../../../src/site/i18n/en.ts'
import '../../../src/site/styles/base.css'
import '../../../src/site/styles/bench.css'
import '../../../src/site/styles/timeline.css'
import '../../../src/site/styles/bench-sizes.css'
import '../../../src/site/styles/lesson.css'
import '../../../src/site/styles/cards.css'
import '../../../src/site/styles/lesson-sizes.css'
import '../../../src/site/styles/tokens.css'
import { mountCards } from '../../lab/mount-cards.ts'

/* The bench and two cards as a lesson page has them, over a fake world (boot.ts beside this file). */

const symbols = Object.entries(marks).map(
  ([name, body]) => `<symbol id="mark-${name}" viewBox="0 0 16 16">${body}</symbol>`,
)
document.body.insertAdjacentHTML('afterbegin', `<svg class="sprite">${symbols.join('')}</svg>`)
document.documentElement.dataset.theme = 'light'

const host = document.querySelector<HTMLElement>('#bench-host')!
host.style.cssText = 'display:grid;height:640px'

const setup = benchSetup(
  {
    id: 'test',
    scenario: 'standalone',
    scene: 'keyspace',
    seed: 1,
    speed: '1s/s',
    ruler: { from: 0, to: 60 },
    tools: ['terminal', 'log', 'events'],
    beside: 'log',
    faults: ['kill-process', 'cut-power', 'restart'],
    cues: [
      { say: 'First cue.' },
      { say: 'Second cue.', at: 10 },
      {
        say: 'What survives?',
        vote: {
          id: 'vote',
          question: 'What survives?',
          lock: 'Lock in and run',
          options: [
            { id: 'a', label: 'All' },
            { id: 'b', label: 'Nothing' },
          ],
        },
      },
    ],
  },
  'en',
)

setPart('terminal', () => h('textarea', { 'aria-label': 'terminal', class: 'xterm' }))
setPart('log', () => h('p', {}, 'the log'))
render(h(Bench, { setup, t: en.bench, frame: 'page', poster: h('p', {}, 'poster') }), host)
mountCards(document.querySelector('#cards')!)
