import { useMemo } from 'preact/hooks'
import { bestPossible, hitRatio, policies } from '../scenes/policies.ts'
import type { PoliciesState, PolicyServer } from '../scenes/policies.ts'
import { ScrollArea } from './areas.tsx'
import type { PartProps } from './parts.ts'
import css from './policies/policies.css?inline'
import { policiesWords } from './policies/words.ts'
import type { PoliciesWords } from './policies/words.ts'
import { SceneFrame } from './scene-frame.tsx'
import { fill } from './strings.ts'
import { addStyle } from './styles.ts'

addStyle(css)

export const scene = policies

/** The best possible is worked out anew after so many look-ups, or after this share of them. */
const STEP = 50
const SHARE = 0.03
/** Seconds of the small line. */
const SHOWN = 60
const HEIGHT = 26

const format = (ratio: number | undefined): string => ratio?.toFixed(3) ?? '–'

/** A ratio as a dot on the common axis. */
const Dot = ({ ratio, low }: { ratio: number | undefined; low: number }) => (
  <svg aria-hidden="true">
    <line class="axis" x1="0" x2="100%" y1="50%" y2="50%" />
    {ratio !== undefined && (
      <circle class="dot" cx={`${(Math.max(0, ratio - low) / (1 - low)) * 100}%`} cy="50%" r={6} />
    )}
  </svg>
)

const Line = ({ server, label }: { server: PolicyServer; label: string }) => {
  const points = server.stretches
    .last(SHOWN)
    .map(({ gets, hits }, i) => `${i},${(HEIGHT * (1 - (gets === 0 ? 0 : hits / gets))).toFixed(1)}`)
  return (
    <svg viewBox={`0 0 ${SHOWN - 1} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <polyline points={points.join(' ')} />
    </svg>
  )
}

interface RowProps {
  server: PolicyServer
  first: boolean
  low: number
  words: PoliciesWords
}

const Row = ({ server, first, low, words }: RowProps) => {
  const ratio = hitRatio(server)
  const { policy, port, alive, evicted, refused } = server
  return (
    <tr class={!alive ? 'down' : first ? 'first' : undefined}>
      <th scope="row" lang="en" title={`:${port}`}>
        {policy ?? `:${port}`}
      </th>
      <td class="plot">
        <Dot ratio={ratio} low={low} />
      </td>
      <td class="number ratio">{format(ratio)}</td>
      <td class="lately">
        <Line server={server} label={`${policy ?? ''}: ${words.line}`} />
      </td>
      <td class="number evicted">{evicted.toLocaleString('en')}</td>
      <td class={refused > 0 ? 'number refusing' : 'number'}>{refused.toLocaleString('en')}</td>
    </tr>
  )
}

const Table = ({ state, words }: { state: PoliciesState; words: PoliciesWords }) => {
  const { asked, cut, servers } = state
  const stage = Math.floor(asked.length / Math.max(STEP, asked.length * SHARE))
  // `stage` moves seldom; the instant it was worked out for is near enough.
  const best = useMemo(() => bestPossible(state), [stage, cut])
  const ratios = servers.map(hitRatio).filter((ratio) => ratio !== undefined)
  const low = ratios.every((ratio) => ratio >= 0.5) ? 0.5 : 0
  const most = Math.max(...ratios)
  return (
    <ScrollArea class="po-body" label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col" lang="en">
              {words.policy}
            </th>
            <th scope="col" class="plot">
              {fill(words.plot, { low })}
            </th>
            <th scope="col" class="number">
              {words.ratio}
            </th>
            <th scope="col" class="lately">
              {words.lately}
            </th>
            <th scope="col" class="number evicted">
              {words.evicted}
            </th>
            <th scope="col" class="number">
              {words.refused}
            </th>
          </tr>
        </thead>
        <tbody>
          {servers.map((server) => (
            <Row
              key={server.port}
              server={server}
              first={ratios.length > 0 && hitRatio(server) === most}
              low={low}
              words={words}
            />
          ))}
          {best !== undefined && (
            <tr class="best" title={words.bestNote}>
              <th scope="row">{words.best}</th>
              <td class="plot">
                <Dot ratio={best} low={low} />
              </td>
              <td class="number ratio">{format(best)}</td>
              <td class="lately" />
              <td class="evicted" />
              <td />
            </tr>
          )}
        </tbody>
      </table>
      {best !== undefined && <p class="scene-note">{words.bestNote}</p>}
    </ScrollArea>
  )
}

/** One workload before servers with different policies: hit ratios, evictions, refusals. */
export const PoliciesScene = (props: PartProps) => {
  const { controller, t } = props
  const state = controller.fold(policies).value
  const words = policiesWords[t.parts.language]
  const gets = Math.max(0, ...state.servers.map((server) => server.gets))
  return (
    <SceneFrame
      {...props}
      scene={policies}
      class="policies"
      title={words.title}
      sub={gets > 0 ? fill(words.sub, { gets: gets.toLocaleString('en') }) : words.none}
    >
      <Table state={state} words={words} />
    </SceneFrame>
  )
}
