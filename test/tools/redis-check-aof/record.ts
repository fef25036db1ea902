/** `node test/tools/redis-check-aof/record.ts`: what the real redis-check-aof prints and leaves, `recorded.json`. */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cases } from './cases.ts'
import type { RecordedCheck } from './recorded.ts'
import { shownOutput } from './recorded.ts'

const run = ({ name, files, argv, input = '' }: (typeof cases)[number]): RecordedCheck => {
  const directory = fs.mkdtempSync(join(tmpdir(), 'check-aof-'))
  for (const [path, text] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(directory, path)), { recursive: true })
    fs.writeFileSync(join(directory, path), Buffer.from(text, 'latin1'))
  }
  const { stdout, status } = spawnSync('redis-check-aof', argv, { cwd: directory, input, encoding: 'latin1' })
  const sizes = Object.fromEntries(
    Object.keys(files).map((path) => [path, fs.statSync(join(directory, path)).size]),
  )
  fs.rmSync(directory, { recursive: true })
  return { name, output: shownOutput(stdout), status: status!, sizes }
}

fs.writeFileSync(
  fileURLToPath(new URL('recorded.json', import.meta.url)),
  JSON.stringify(cases.map(run), null, 1) + '\n',
)
