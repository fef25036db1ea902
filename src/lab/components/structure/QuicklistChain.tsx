import type { QuicklistNodeState, QuicklistState } from '../../../redis/introspection/structure-state.ts'
import { fill } from '../strings.ts'
import { PackedBytes } from './PackedBytes.tsx'
import type { StructureWords } from './words.ts'

/** Bytes a node may hold for the fill values -1 to -5. */
const NODE_BYTES = [4096, 8192, 16384, 32768, 65536]

/** How full a node is, 0 to 1. */
const fullness = ({ entries, bytes }: QuicklistNodeState, limit: number): number =>
  Math.min(1, limit > 0 ? entries / limit : bytes / NODE_BYTES[-limit - 1]!)

const Node = ({
  node,
  index,
  limit,
  words,
}: {
  node: QuicklistNodeState
  index: number
  limit: number
  words: StructureWords
}) => (
  <li class={`ql-node${node.compressed ? ' compressed' : ''}`}>
    <span>{fill(words.node, { n: index + 1 })}</span>
    <b>{node.plain ? words.plain : fill(words.elements, { n: node.entries })}</b>
    <small>{fill(words.bytes, { n: node.bytes.toLocaleString('en') })}</small>
    <i class="fullness" aria-hidden="true">
      <i style={{ inlineSize: `${fullness(node, limit) * 100}%` }} />
    </i>
    {node.compressed && <em>LZF</em>}
  </li>
)

const limitText = (limit: number, words: StructureWords): string =>
  limit > 0
    ? fill(words.fillEntries, { n: limit })
    : fill(words.fillBytes, { limit: `${NODE_BYTES[-limit - 1]! / 1024}\u2009KB` })

/** A list: its nodes as a chain, and the bytes of the first one. */
export const QuicklistChain = ({
  list,
  size,
  fresh,
  words,
}: {
  list: QuicklistState
  size: number
  fresh: readonly number[]
  words: StructureWords
}) => {
  const { first, last, nodes, compress } = list
  const skipped = nodes - first.length - last.length
  const [head] = first
  return (
    <>
      <p class="scene-note">
        {fill(nodes === 1 ? words.oneNode : words.quicklist, { nodes, n: size.toLocaleString('en') })};{' '}
        {limitText(list.fill, words)} (<code lang="en">list-max-listpack-size {list.fill}</code>);{' '}
        {compress > 0 ? fill(words.compress, { n: compress }) : words.noCompress} (
        <code lang="en">list-compress-depth {compress}</code>)
      </p>
      <ol class="ql-chain">
        {first.map((node, i) => (
          <Node key={i} node={node} index={i} limit={list.fill} words={words} />
        ))}
        {skipped > 0 && <li class="ql-skip">{fill(words.skipped, { n: skipped })}</li>}
        {last.map((node, i) => (
          <Node
            key={`last${i}`}
            node={node}
            index={nodes - last.length + i}
            limit={list.fill}
            words={words}
          />
        ))}
      </ol>
      {head !== undefined && list.head !== '' && (
        <>
          <p class="scene-note">
            <b>{words.firstNode}</b>
          </p>
          <PackedBytes
            listpack={{ head: list.head, bytes: head.bytes, entries: head.entries }}
            pairs={false}
            fresh={fresh}
            words={words}
          />
        </>
      )}
    </>
  )
}
