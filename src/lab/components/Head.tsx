import type { BenchController, BenchStore, Control, Fault } from './bench-store.ts'
import { Mark } from './Mark.tsx'
import { Popover } from './Popover.tsx'
import { SheetTabs } from './Sheet.tsx'
import type { Sheet } from './Sheet.tsx'
import type { BenchStrings } from './strings.ts'

interface Props {
  store: BenchStore
  controller: BenchController | undefined
  t: BenchStrings
  sheet: Sheet | undefined
}

interface FaultProps {
  fault: Fault
  controller: BenchController | undefined
  /** The menu it stands in, which closes when it is chosen. */
  menu?: string | undefined
}

const FaultButton = ({ fault, controller, menu }: FaultProps) => (
  <button
    type="button"
    class={fault.harmless ? 'btn s' : 'btn s d'}
    disabled={!controller}
    onClick={() => controller?.fault(fault.id)}
    popovertarget={menu && `pop-${menu}`}
    popovertargetaction={menu ? 'hide' : undefined}
  >
    <Mark name={fault.mark} />
    {fault.label}
  </button>
)

/** Up to two stand as buttons, more become a menu. */
const Few = ({ faults, controller, t }: Pick<Props, 'controller' | 't'> & { faults: readonly Fault[] }) => {
  const harmless = faults.every((fault) => fault.harmless)
  const menu = harmless ? 'actions' : 'faults'
  const few = faults.length <= 2
  const buttons = faults.map((fault) => (
    <FaultButton key={fault.id} fault={fault} controller={controller} menu={few ? undefined : menu} />
  ))
  if (few) return <>{buttons}</>
  return (
    <Popover id={menu} label={harmless ? t.acts : t.faults} mark={harmless ? 'fork' : 'bolt'}>
      <div class="acts">{buttons}</div>
    </Popover>
  )
}

/** What harms nothing and what does are two menus, unless there is little of either. */
const Faults = ({ store, ...props }: Props) => {
  const faults = store.faults.value
  if (faults.length <= 2) return <Few {...props} faults={faults} />
  return (
    <>
      <Few {...props} faults={faults.filter((fault) => fault.harmless)} />
      <Few {...props} faults={faults.filter((fault) => !fault.harmless)} />
    </>
  )
}

const ControlField = ({
  control,
  set,
}: {
  control: Control
  set: (value: number | string | boolean) => void
}) => {
  if (control.kind === 'switch')
    return (
      <input type="checkbox" checked={control.value} onChange={(event) => set(event.currentTarget.checked)} />
    )
  if (control.kind === 'choice')
    return (
      <select value={control.value} onChange={(event) => set(event.currentTarget.value)}>
        {control.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  return (
    <input
      type="range"
      min={control.min}
      max={control.max}
      step={control.step}
      value={control.value}
      onChange={(event) => set(event.currentTarget.valueAsNumber)}
    />
  )
}

const Controls = ({ store, controller, t }: Props) => {
  const controls = store.controls.value
  if (controls.length === 0) return null
  return (
    <Popover id="controls" label={t.controls}>
      <div class="controls">
        {controls.map((control) => (
          <label key={control.id}>
            <span>{control.label}</span>
            <ControlField control={control} set={(value) => controller?.setControl(control.id, value)} />
            <output>{control.kind === 'range' ? `${control.value}\u2009${control.unit}`.trim() : ''}</output>
          </label>
        ))}
      </div>
    </Popover>
  )
}

/** Who this world is, two or three live facts, the learner's sliders and the lesson's faults. */
export const Head = (props: Props) => {
  const { store, t, sheet } = props
  const world = store.world.value
  return (
    <header class="bench-head">
      <span class="world">
        <Mark name={world.mark} />
        {world.name}
      </span>
      <span class="facts">
        {store.facts.value.map((fact) => (
          <span key={fact.id}>
            {fact.label} <b>{fact.value}</b>
          </span>
        ))}
      </span>
      {sheet && <SheetTabs sheet={sheet} t={t} />}
      <span class="acts-row">
        <Controls {...props} />
        <Faults {...props} />
      </span>
    </header>
  )
}
