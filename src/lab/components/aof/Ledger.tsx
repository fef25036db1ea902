import { atRisk } from '../../scenes/aof.ts'
import type { AofState, CrashRecord } from '../../scenes/aof.ts'
import { readable } from '../../scenes/keyspace-captions.ts'
import { Mark } from '../Mark.tsx'
import { fill } from '../strings.ts'
import type { AofWords } from './words.ts'

/* What clients were told, and what of it each kind of crash would leave; after a crash, what is missing by name. */

const Row = ({ state, how, words }: { state: AofState; how: CrashRecord['how']; words: AofWords }) => {
  const lost = atRisk(state, how).length
  return (
    <tr class={lost > 0 ? 'risk' : undefined}>
      <th scope="row">
        <Mark name={how === 'power' ? 'bolt' : 'kill'} />
        {how === 'power' ? words.ifPower : words.ifKilled}
      </th>
      <td>{state.told.toLocaleString('en')}</td>
      <td>{(state.told - lost).toLocaleString('en')}</td>
      <td class="lost">{lost.toLocaleString('en')}</td>
    </tr>
  )
}

const Crash = ({ crash, words }: { crash: CrashRecord; words: AofWords }) => (
  <div class={`crash ${crash.how}`}>
    <p>
      <Mark name={crash.how === 'power' ? 'bolt' : 'kill'} />
      <b>{fill(words.crash[crash.how], { n: crash.lostCount, told: crash.told })}</b>
    </p>
    {crash.lostCount === 0 ? (
      <p>{words.nothingLost}</p>
    ) : (
      <ol lang="en" aria-label={words.lostList}>
        {crash.lost.slice(-12).map((run) => (
          <li key={run.seq}>{readable(run.argv.join(' '), 40)}</li>
        ))}
        {crash.lostCount > 12 && <li class="more">{fill(words.more, { n: crash.lostCount - 12 })}</li>}
      </ol>
    )}
  </div>
)

export const Ledger = ({ state, words }: { state: AofState; words: AofWords }) => {
  const crash = state.crashes.at(-1)
  return (
    <div class="ledger">
      <table>
        <caption>{words.ledger}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.told}</th>
            <th scope="col">{words.survives}</th>
            <th scope="col">{words.atRisk}</th>
          </tr>
        </thead>
        <tbody>
          <Row state={state} how="killed" words={words} />
          <Row state={state} how="power" words={words} />
        </tbody>
      </table>
      {crash !== undefined && <Crash key={crash.seq} crash={crash} words={words} />}
    </div>
  )
}
