import { useSignalEffect } from '@preact/signals'
import { useRef } from 'preact/hooks'
import css from './register-map.css?inline'
import { useFrame, usePalette } from './scene-frame.tsx'
import { addStyle } from './styles.ts'

addStyle(css)

/* The 16,384 registers of a HyperLogLog, a pixel each in 128 rows, scaled up by CSS; darker is higher. */

const EDGE = 128
/** Colours from 0 to high; the value from which each is used. */
const STEPS = [0, 1, 2, 3, 4, 6, 8] as const
const SWATCHES = ['zero', 'i5', 'i4', 'i3', 'i2', 'i1', 'i0'] as const

const COLOR_OF = Uint8Array.from({ length: 64 }, (_, value) => {
  let color = 0
  STEPS.forEach((from, i) => {
    if (value >= from) color = i
  })
  return color
})

/** Paints a register a pixel. */
export const paintRegisters = (pixels: Uint32Array, registers: Uint8Array, palette: Uint32Array): void => {
  for (let i = 0; i < pixels.length; i++) pixels[i] = palette[COLOR_OF[registers[i] ?? 0]!]!
}

export const RegisterMap = ({ registers, label }: { registers: Uint8Array; label: string }) => {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette(host)
  const paint = useFrame(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || palette.value.length === 0) return
    const image = new ImageData(EDGE, EDGE)
    paintRegisters(new Uint32Array(image.data.buffer), registers, palette.peek())
    context.putImageData(image, 0, 0)
  })
  useSignalEffect(() => {
    void palette.value
    paint()
  })
  paint()
  return (
    <div class="register-map" ref={host}>
      <div class="swatches" aria-hidden="true">
        {SWATCHES.map((name) => (
          <i key={name} data-swatch={name} />
        ))}
      </div>
      <canvas ref={canvas} width={EDGE} height={EDGE} role="img" aria-label={label} />
    </div>
  )
}
