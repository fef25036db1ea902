import { useState } from 'preact/hooks'

/*
 * Where a value may lie and how long it takes to fetch it, on a logarithmic ladder; the slider mixes memory and
 * disk. The figures are orders of magnitude, not measurements of Redis.
 */

interface Rung {
  id: 'ram' | 'network' | 'ssd' | 'disk'
  /** Nanoseconds. */
  ns: number
}

const RUNGS: readonly Rung[] = [
  { id: 'ram', ns: 100 },
  { id: 'ssd', ns: 100_000 },
  { id: 'network', ns: 500_000 },
  { id: 'disk', ns: 10_000_000 },
]

const LONGEST = 8

export interface LadderStrings {
  ram: string
  ssd: string
  network: string
  disk: string
  share: string
  mean: string
  note: string
}

const shown = (ns: number): string =>
  ns < 1000
    ? `${Math.round(ns)} ns`
    : ns < 1e6
      ? `${Math.round(ns / 1000)} µs`
      : `${(ns / 1e6).toFixed(1)} ms`

/** Mean time of a request over one network hop when `share` percent of them go to a hard disk. */
const meanOf = (share: number): number => 500_000 + (share / 100) * 10_000_000 + (1 - share / 100) * 100

export const LatencyLadder = ({ t }: { t: LadderStrings }) => {
  const [share, setShare] = useState(10)
  return (
    <div class="ladder">
      <table>
        <tbody>
          {RUNGS.map(({ id, ns }) => (
            <tr key={id}>
              <th scope="row">{t[id]}</th>
              <td class="mono">{shown(ns)}</td>
              <td class="bar">
                <span class={id} style={{ inlineSize: `${(Math.log10(ns) / LONGEST) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <label>
        {t.share} <output class="mono">{share} %</output>
        <input
          type="range"
          min={0}
          max={100}
          value={share}
          onInput={(event) => setShare(Number(event.currentTarget.value))}
        />
      </label>
      <p aria-live="polite">
        {t.mean} <b class="mono">{shown(meanOf(share))}</b>. {t.note}
      </p>
    </div>
  )
}
