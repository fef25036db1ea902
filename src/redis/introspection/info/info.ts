/** INFO: which sections were asked for, in Redis's order (server.c: genRedisInfoString). */
import { toLower } from '../../../bytes/bytestrings.ts'
import type { RedisServer } from '../../server/server.ts'
import { memorySection } from './memory.ts'
import { persistenceSection } from './persistence.ts'
import { replicationSection } from './replication.ts'
import { clientsSection, clusterSection, cpuSection, modulesSection, serverSection } from './process.ts'
import type { InfoSection } from './section.ts'
import {
  commandstatsSection,
  errorstatsSection,
  keyspaceSection,
  latencystatsSection,
  statsSection,
} from './stats.ts'

/** The sections of a stand-alone server. A server composed otherwise puts its own in their places. */
export const standardSections: readonly InfoSection[] = Object.freeze([
  serverSection,
  clientsSection,
  memorySection,
  persistenceSection,
  statsSection,
  replicationSection,
  cpuSection,
  modulesSection,
  commandstatsSection,
  errorstatsSection,
  latencystatsSection,
  clusterSection,
  keyspaceSection,
])

/** Whether a section is shown for the words after INFO (lower case; none means `default`). */
const isAsked = (section: InfoSection, words: ReadonlySet<string>): boolean =>
  words.has('everything') ||
  words.has('all') ||
  (section.byDefault && (words.size === 0 || words.has('default'))) ||
  words.has(section.name) ||
  (section.alias !== undefined && words.has(section.alias))

/** The text of INFO with these arguments. */
export const infoText = (server: RedisServer, args: readonly string[]): string => {
  const words = new Set(args.map(toLower))
  return (server.infoSections ?? standardSections)
    .filter((section) => isAsked(section, words))
    .map((section) => [`# ${section.title}`, ...section.lines(server)].map((line) => `${line}\r\n`).join(''))
    .join('\r\n')
}
