import type { StreamTreeState } from '../../../redis/introspection/structure-state.ts'
import type { StreamState } from '../../../redis/server/events.ts'
import { radixRows } from '../../scenes/radix-rows.ts'
import type { RadixRow } from '../../scenes/radix-rows.ts'
import { hexOf } from '../../scenes/structure-rows.ts'
import { fill } from '../strings.ts'
import { PackedBytes } from './PackedBytes.tsx'
import type { StructureWords } from './words.ts'

/* A stream: the radix tree of the ids its listpacks begin with, and the bytes of the newest of them. */

const Leaf = ({ id, stream, words }: { id: string; stream: StreamState; words: StructureWords }) => {
  const node = stream.nodes.find((each) => each.id === id)
  return (
    <span class="radix-leaf">
      <b lang="en">{id}</b>
      {node && (
        <small>
          {fill(words.leaf, { entries: node.entries, bytes: node.bytes.toLocaleString('en') })}
          {node.deleted > 0 && `, ${fill(words.deleted, { n: node.deleted })}`}
        </small>
      )}
    </span>
  )
}

const Bytes = ({ row }: { row: RadixRow }) => {
  if (row.bytes === '') return null
  return row.compressed ? (
    <code class="joined">{hexOf(row.bytes)}</code>
  ) : (
    <>
      {[...row.bytes].map((byte) => (
        <code key={byte}>{hexOf(byte)}</code>
      ))}
    </>
  )
}

export const RadixTreeView = ({
  tree,
  stream,
  words,
}: {
  tree: StreamTreeState
  stream: StreamState
  words: StructureWords
}) => {
  const rows = radixRows(tree.radix)
  const last = stream.nodes.at(-1)
  const rest = stream.radixNodes - rows.length
  return (
    <>
      <p class="scene-note">
        {fill(words.radix, { nodes: stream.nodeCount, radix: stream.radixNodes })}; {words.radixNote}{' '}
        <code lang="en">stream-node-max-entries {tree.limits[1]}</code>,{' '}
        <code lang="en">stream-node-max-bytes {tree.limits[0]}</code>
      </p>
      <ol class="radix mono">
        {rows.map((row, i) => (
          <li key={i} style={{ paddingInlineStart: `${row.depth * 22}px` }}>
            <Bytes row={row} />
            {row.id !== undefined && <Leaf id={row.id} stream={stream} words={words} />}
          </li>
        ))}
        {rest > 0 && <li>{fill(words.more, { n: rest })}</li>}
      </ol>
      {last !== undefined && tree.head !== '' && (
        <>
          <p class="scene-note">
            <b>{words.newest}</b>
          </p>
          <PackedBytes
            listpack={{ head: tree.head, bytes: last.bytes, entries: 0 }}
            pairs={false}
            fresh={[]}
            words={words}
          />
        </>
      )}
    </>
  )
}
