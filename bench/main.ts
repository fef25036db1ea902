/** `npm run bench`: figures as ratios against peers in the same run. */
import { benchEngine } from './engine.ts'
import { benchMemory } from './memory.ts'
import { benchScene } from './scene.ts'
import { benchTcp } from './tcp.ts'

const only = process.argv[2]
if (only === undefined || only === 'engine') await benchEngine()
if (only === undefined || only === 'memory') benchMemory()
if (only === undefined || only === 'tcp') await benchTcp()
const scenes = only === undefined || only === 'scene' ? await benchScene() : true
process.exit(scenes ? 0 : 1)
