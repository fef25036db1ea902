import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Scene } from '../scenes/scene.ts'
import { setPart } from './parts.ts'
import type { Part, PartProps } from './parts.ts'

/*
 * Which code draws which place of the bench. Each scene and each tool is a chunk of its own: it is fetched when a
 * page wants it, a tool when its tab is first opened.
 */

export interface LoadedScene {
  readonly scene: Scene<unknown>
  readonly draw: Part
}

type Loader<T> = () => Promise<T>

/** Forgets the type of a scene's state: whoever folds it hands it back to nobody else. */
const loaded = <S,>(scene: Scene<S>, draw: Part): LoadedScene => ({ scene: scene as Scene<unknown>, draw })

const SCENES: Readonly<Record<string, Loader<LoadedScene>>> = {
  keyspace: () => import('./KeyspaceScene.tsx').then((m) => loaded(m.scene, m.KeyspaceScene)),
  lane: () => import('./LaneScene.tsx').then((m) => loaded(m.scene, m.LaneScene)),
  expiry: () => import('./ExpiryScene.tsx').then((m) => loaded(m.scene, m.ExpiryScene)),
  structure: () => import('./StructureScene.tsx').then((m) => loaded(m.scene, m.StructureScene)),
  bits: () => import('./BitsScene.tsx').then((m) => loaded(m.scene, m.BitsScene)),
  geo: () => import('./GeoScene.tsx').then((m) => loaded(m.scene, m.GeoScene)),
  stream: () => import('./StreamScene.tsx').then((m) => loaded(m.scene, m.StreamScene)),
  pubsub: () => import('./PubSubScene.tsx').then((m) => loaded(m.scene, m.PubSubScene)),
  aof: () => import('./AofScene.tsx').then((m) => loaded(m.scene, m.AofScene)),
  snapshot: () => import('./SnapshotScene.tsx').then((m) => loaded(m.scene, m.SnapshotScene)),
  rewrite: () => import('./RewriteScene.tsx').then((m) => loaded(m.scene, m.RewriteScene)),
  recovery: () => import('./RecoveryScene.tsx').then((m) => loaded(m.scene, m.RecoveryScene)),
  eviction: () => import('./EvictionScene.tsx').then((m) => loaded(m.scene, m.EvictionScene)),
  policies: () => import('./PoliciesScene.tsx').then((m) => loaded(m.scene, m.PoliciesScene)),
  memory: () => import('./MemoryScene.tsx').then((m) => loaded(m.scene, m.MemoryScene)),
}

const TOOLS: Readonly<Record<string, Loader<Part>>> = {
  conf: () => import('./ConfEditor.tsx').then((m) => m.ConfEditor),
  files: () => import('./FilesTool.tsx').then((m) => m.FilesTool),
  log: () => import('./LogTool.tsx').then((m) => m.LogTool),
  docker: () => import('./DockerTool.tsx').then((m) => m.DockerTool),
  lane: () => import('./LaneScene.tsx').then((m) => m.LaneScene),
  table: () => import('./HashTable.tsx').then((m) => m.HashTableTool),
  structure: () => import('./StructureScene.tsx').then((m) => m.StructureScene),
  bits: () => import('./BitsScene.tsx').then((m) => m.BitsScene),
  geo: () => import('./GeoScene.tsx').then((m) => m.GeoScene),
  stream: () => import('./StreamScene.tsx').then((m) => m.StreamScene),
  pubsub: () => import('./PubSubScene.tsx').then((m) => m.PubSubScene),
  aof: () => import('./AofScene.tsx').then((m) => m.AofScene),
  snapshot: () => import('./SnapshotScene.tsx').then((m) => m.SnapshotScene),
  rewrite: () => import('./RewriteScene.tsx').then((m) => m.RewriteScene),
  recovery: () => import('./RecoveryScene.tsx').then((m) => m.RecoveryScene),
  eviction: () => import('./EvictionScene.tsx').then((m) => m.EvictionScene),
  policies: () => import('./PoliciesScene.tsx').then((m) => m.PoliciesScene),
  memory: () => import('./MemoryScene.tsx').then((m) => m.MemoryScene),
}

/** A part whose code is fetched when it is first drawn. */
const lazy = (load: Loader<Part>): Part => {
  let found: ComponentType<PartProps> | undefined
  return (props) => {
    const [Loaded, setLoaded] = useState(() => found)
    useEffect(() => {
      if (found === undefined)
        void load().then((part) => {
          found = part
          setLoaded(() => part)
        })
    }, [])
    return Loaded ? <Loaded {...props} /> : null
  }
}

/** The scene of that id: its fold, and the component that draws it. Rejects for an unknown id. */
export const loadScene = (id: string): Promise<LoadedScene> => {
  const load = SCENES[id]
  return load ? load() : Promise.reject(new Error(`No scene named ${id}.`))
}

/** Puts every tool but terminal and events into its place; their code comes when their tab is opened. */
export const registerTools = (): void => {
  for (const [id, load] of Object.entries(TOOLS)) setPart(id, lazy(load))
}
