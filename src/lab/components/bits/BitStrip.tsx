import { useSignalEffect } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { useFrame, usePalette } from '../scene-frame.tsx'

/* A long bitmap at once: a column of eight pixels is a byte, its first bit at the top. */

const SWATCHES = ['bit-zero', 'bit-one'] as const
/** CSS px of a byte's column. */
const COLUMN = 3

/** Paints each byte as a column of its bits. */
export const paintBits = (pixels: Uint32Array, bytes: string, palette: Uint32Array): void => {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) pixels[bit * bytes.length + i] = palette[(byte >> (7 - bit)) & 1]!
  }
}

export const BitStrip = ({ bytes, label }: { bytes: string; label: string }) => {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette(host)
  const paint = useFrame(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || palette.value.length === 0) return
    const image = new ImageData(bytes.length, 8)
    paintBits(new Uint32Array(image.data.buffer), bytes, palette.peek())
    context.putImageData(image, 0, 0)
  })
  useSignalEffect(() => {
    void palette.value
    paint()
  })
  paint()
  return (
    <div ref={host}>
      <div class="swatches" aria-hidden="true">
        {SWATCHES.map((name) => (
          <i key={name} data-swatch={name} />
        ))}
      </div>
      <canvas
        ref={canvas}
        class="bit-strip"
        width={bytes.length}
        height={8}
        style={{ width: `${bytes.length * COLUMN}px` }}
        role="img"
        aria-label={label}
      />
    </div>
  )
}
