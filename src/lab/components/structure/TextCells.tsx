import type { KeyState } from '../../../redis/server/events.ts'
import { fill } from '../strings.ts'
import type { StructureWords } from './words.ts'

/* A string: the object, the header of its text, the bytes, the zero at their end; or the number in the object. */

const OBJECT = 16
const SHOWN = 48

/** The header of a text by its length (sds.h): one byte too small for a text that embstr shares a piece with. */
const headerOf = (length: number, encoding: string): [name: string, bytes: number] => {
  if (encoding === 'embstr' || length < 256) return ['sdshdr8', 3]
  return length < 65536 ? ['sdshdr16', 5] : ['sdshdr32', 9]
}

const Byte = ({ code }: { code: number }) => (
  <span>
    {code.toString(16).padStart(2, '0')}
    <small>{code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·'}</small>
  </span>
)

export const TextCells = ({
  value,
  fresh,
  words,
}: {
  value: KeyState
  fresh: boolean
  words: StructureWords
}) => {
  const { encoding, structure, preview, size } = value
  const bytes = structure?.kind === 'bytes' ? structure.head : (preview[0] ?? '')
  if (encoding === 'int')
    return (
      <ol class="string-parts">
        <li class={`object${fresh ? ' fresh' : ''}`}>
          <b class="mono">{preview[0]}</b>
          <small>{fill(words.object, { n: OBJECT })}</small>
        </li>
      </ol>
    )
  const [name, header] = headerOf(size, encoding)
  return (
    <ol class={`string-parts ${encoding}`}>
      <li class="object">
        <b class="mono">{encoding}</b>
        <small>{fill(words.object, { n: OBJECT })}</small>
      </li>
      <li class="sds">
        <b class="mono">{size.toLocaleString('en')}</b>
        <small>{fill(words.sds, { name, n: header })}</small>
      </li>
      <li class={`bytes mono${fresh ? ' fresh' : ''}`}>
        <p class="bytes mono" lang="en">
          {[...bytes.slice(0, SHOWN)].map((char, i) => (
            <Byte key={i} code={char.charCodeAt(0)} />
          ))}
          {size > SHOWN && '…'}
          <Byte code={0} />
        </p>
        <small>{fill(words.bytes, { n: size.toLocaleString('en') })}</small>
      </li>
    </ol>
  )
}
