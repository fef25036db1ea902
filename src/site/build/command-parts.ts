import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { Command } from '../../redis/command/declaration.ts'
import { declarationData } from '../../redis/command/part.ts'
import { commands } from '../../redis/commands/index.ts'
import { partNameOf, partNames, partNeeds } from '../../redis/commands/parts.ts'

const FOLDER = 'src/redis/commands'
const VIRTUAL = 'virtual:commands'

/** Where a command is exported from. */
interface Source {
  readonly command: Command
  readonly file: string
  readonly name: string
}

/** Every command of the list with the file that declares it. */
const sources = async (root: string): Promise<readonly Source[]> => {
  const found = new Map<unknown, { file: string; name: string }>()
  for (const group of readdirSync(resolve(root, FOLDER), { withFileTypes: true })) {
    if (!group.isDirectory()) continue
    for (const entry of readdirSync(resolve(root, FOLDER, group.name)).sort()) {
      if (!entry.endsWith('.ts') || entry === 'index.ts') continue
      const file = resolve(root, FOLDER, group.name, entry)
      const exports = (await import(pathToFileURL(file).href)) as Record<string, unknown>
      for (const [name, value] of Object.entries(exports)) found.set(value, { file, name })
    }
  }
  return commands.map((command) => ({ command, ...found.get(command)! }))
}

const importLines = (list: readonly Source[]): string =>
  list.map(({ file, name }, i) => `import { ${name} as c${i} } from ${JSON.stringify(file)}`).join('\n')

const names = (list: readonly Source[]): string => list.map((_, i) => `c${i}`).join(', ')

/** The commands a worker begins with: some with their code, of the others the declarations as data. */
const mainModule = (all: readonly Source[], root: string): string => {
  const eager = all.filter(({ command }) => partNameOf(command) === undefined)
  const parts = partNames.map((part) => {
    const data = all.filter(({ command }) => partNameOf(command) === part)
    const text = JSON.stringify(data.map(({ command }) => declarationData(command)))
    return `partOf(${JSON.stringify(part)}, JSON.parse(${JSON.stringify(text)}))`
  })
  const loaders = partNames.map(
    (part) => `${JSON.stringify(part)}: () => import(${JSON.stringify(`${VIRTUAL}/${part}`)})`,
  )
  return `
${importLines(eager)}
import { composeParts, partOf } from ${JSON.stringify(resolve(root, 'src/redis/command/part.ts'))}
const list = [${parts.join(',\n')}]
const loaders = { ${loaders.join(', ')} }
export const commands = [${names(eager)}, ...list.flatMap((part) => part.commands)]
export const parts = composeParts(list, ${JSON.stringify(partNeeds)})
export const loadCommands = async (name) => {
  const { commands } = await loaders[name]()
  list.find((part) => part.name === name).load(commands)
}
`
}

const partModule = (all: readonly Source[], part: string): string => {
  const list = all.filter(({ command }) => partNameOf(command) === part)
  return `${importLines(list)}\nexport const commands = [${names(list)}]\n`
}

/**
 * The worker's commands: `virtual:commands` in place of the list of all, so that the code of most commands
 * comes in chunks. Programs of the worker are composed with it (`host/programs.ts`).
 */
export const commandParts = (root = '.'): Plugin => {
  let all: Promise<readonly Source[]> | undefined
  return {
    name: 'command-parts',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (id === VIRTUAL || id.startsWith(`${VIRTUAL}/`)) return `\0${id}`
      if (!id.endsWith('/programs.ts') || importer === undefined) return null
      const found = await this.resolve(id, importer, { skipSelf: true })
      return found?.id === resolve(root, 'src/scenarios/programs.ts')
        ? resolve(root, 'src/host/programs.ts')
        : found
    },
    async load(id) {
      if (!id.startsWith(`\0${VIRTUAL}`)) return null
      all ??= sources(root)
      const part = id.slice(VIRTUAL.length + 2)
      return part === '' ? mainModule(await all, root) : partModule(await all, part)
    },
  }
}
