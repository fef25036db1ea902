/** Lists (t_list.c of 7.0): always a quicklist, a chain of listpacks. */
import { Listpack } from '../../structures/listpack.ts'
import { Quicklist } from '../../structures/quicklist.ts'
import { QUICKLIST } from '../introspection/allocator.ts'
import { Type } from '../keyspace/entry.ts'
import type { Collection, Encoding } from '../keyspace/entry.ts'

/** The parameters a list is made with; `config.values` is one. A list keeps those it began with. */
export interface ListLimits {
  readonly listMaxListpackSize: number
  readonly listCompressDepth: number
}

/** What a new list needs to know of its server. */
export interface ListSurroundings {
  readonly config: { readonly values: ListLimits }
  /** DEBUG may set from how many bytes on an element gets a node of its own. */
  readonly debug: { readonly packedThreshold: number }
}

/** An end of a list: where elements are pushed and popped (LIST_HEAD, LIST_TAIL). */
export type ListEnd = 'left' | 'right'

export class ListValue implements Collection {
  readonly list: Quicklist

  constructor(list: Quicklist) {
    this.list = list
  }

  /** An empty list (createQuicklistObject, quicklistSetOptions). */
  static create({ config, debug }: ListSurroundings): ListValue {
    const { listMaxListpackSize, listCompressDepth } = config.values
    return new ListValue(new Quicklist(listMaxListpackSize, listCompressDepth, debug.packedThreshold))
  }

  get type(): Type {
    return Type.list
  }

  get encoding(): Encoding {
    return 'quicklist'
  }

  get size(): number {
    return this.list.length
  }

  get rehashing(): boolean {
    return false
  }

  /** What the value takes in Redis's memory, its object not counted. */
  get bytes(): number {
    return QUICKLIST + this.list.bytes
  }

  push(value: string, end: ListEnd): void {
    if (end === 'left') this.list.pushHead(value)
    else this.list.pushTail(value)
  }

  /** Removes and returns the element at an end; undefined when the list is empty. */
  pop(end: ListEnd): string | undefined {
    return end === 'left' ? this.list.popHead() : this.list.popTail()
  }

  /** Removes up to `count` elements from an end and returns them, the outermost first. */
  popRange(end: ListEnd, count: number): string[] {
    const { list } = this
    const n = Math.min(count, list.length)
    const start = end === 'left' ? 0 : list.length - n
    const values = list.slice(start, n)
    list.delRange(start, n)
    return end === 'left' ? values : values.reverse()
  }

  preview(limit: number): readonly string[] {
    return limit <= 0 ? [] : this.list.slice(0, limit)
  }

  /** An independent list with the same elements, node by node (quicklistDup). */
  copy(): ListValue {
    const { fill, compress, packedThreshold } = this.list
    const copy = new Quicklist(fill, compress, packedThreshold)
    for (let node = this.list.head; node !== null; node = node.next) {
      if (node.listpack === null) copy.appendPlain(node.plain)
      else copy.appendListpack(Listpack.of(node.listpack.toArray()))
    }
    return new ListValue(copy)
  }
}
