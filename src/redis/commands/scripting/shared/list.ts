/** FUNCTION LIST and FUNCTION STATS (functions.c). */
import { toLower } from '../../../../bytes/bytestrings.ts'
import { globMatch } from '../../../../bytes/glob.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { Library } from '../../../scripting/functions.ts'
import { engine } from './engine.ts'

interface Options {
  withCode: boolean
  pattern: string | undefined
}

const readOptions = (argv: readonly string[]): Options => {
  const options: Options = { withCode: false, pattern: undefined }
  for (let i = 2; i < argv.length; i++) {
    const word = toLower(argv[i]!)
    if (word === 'withcode' && !options.withCode) options.withCode = true
    else if (word === 'libraryname' && options.pattern === undefined) {
      if (i === argv.length - 1) throw errors.text('ERR library name argument was not given')
      options.pattern = argv[++i]!
    } else throw errors.text(`ERR Unknown argument ${argv[i]!}`)
  }
  return options
}

export const listLibraries = (client: Client, argv: readonly string[]): void => {
  const { withCode, pattern } = readOptions(argv)
  const { reply } = client
  const { libraries } = engine(client).functions
  const shown = [...libraries.values()].filter(
    (l) => pattern === undefined || globMatch(pattern, l.name, true),
  )
  reply.array(shown.length)
  for (const library of shown) writeLibrary(client, library, withCode)
}

const writeLibrary = ({ reply }: Client, library: Library, withCode: boolean): void => {
  reply.map(withCode ? 4 : 3)
  reply.bulk('library_name')
  reply.bulk(library.name)
  reply.bulk('engine')
  reply.bulk('LUA')
  reply.bulk('functions')
  reply.array(library.functions.size)
  for (const { name, description, flagNames } of library.functions.values()) {
    reply.map(3)
    reply.bulk('name')
    reply.bulk(name)
    reply.bulk('description')
    if (description === undefined) reply.nil()
    else reply.bulk(description)
    reply.bulk('flags')
    reply.set(flagNames.length)
    for (const flag of flagNames) reply.status(flag)
  }
  if (!withCode) return
  reply.bulk('library_code')
  reply.bulk(library.code)
}

export const writeStats = (client: Client): void => {
  const { reply } = client
  const { running, functions, server } = engine(client)
  if (running?.kind === 'eval') throw errors.text(engine(client).busyText())
  reply.map(2)
  reply.bulk('running_script')
  if (running === undefined) reply.nil()
  else {
    reply.map(3)
    reply.bulk('name')
    reply.bulk(running.name)
    reply.bulk('command')
    reply.bulks(running.argv)
    reply.bulk('duration_ms')
    reply.integer(Math.floor((server.system.now() - running.startedAt) / 1000))
  }
  reply.bulk('engines')
  reply.map(1)
  reply.bulk('LUA')
  reply.map(2)
  reply.bulk('libraries_count')
  reply.integer(functions.libraries.size)
  reply.bulk('functions_count')
  reply.integer(functions.count)
}
