/** `npm run bench`: figures as ratios against peers in the same run. */
import { benchEngine } from './engine.ts'
import { benchEviction } from './eviction.ts'
import { benchLog } from './log.ts'
import { benchMemory } from './memory.ts'
import { benchPersistence } from './persistence.ts'
import { benchScene } from './scene.ts'
import { benchTcp } from './tcp.ts'
import { benchWeight } from './weight.ts'

const only = process.argv[2]
if (only === undefined || only === 'engine') await benchEngine()
if (only === undefined || only === 'memory') benchMemory()
if (only === undefined || only === 'tcp') await benchTcp()
const logs = only === undefined || only === 'log' ? await benchLog() : true
const saves = only === undefined || only === 'persistence' ? await benchPersistence() : true
const evicts = only === undefined || only === 'eviction' ? benchEviction() : true
const scenes = only === undefined || only === 'scene' ? await benchScene() : true
const light = only === undefined || only === 'weight' ? await benchWeight() : true
process.exit(scenes && light && evicts && logs && saves ? 0 : 1)
