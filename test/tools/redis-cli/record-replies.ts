/**
 * Records what the real redis-cli prints for each reply below, in every output mode: a listener answers
 * whatever redis-cli asks with the given bytes. Run: node test/tools/redis-cli/record-replies.ts
 */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'

const MODES = ['--no-raw', '--raw', '--csv', '--json', '--quoted-json']
const wide = (n: number) => `*${n}\r\n` + ':7\r\n'.repeat(n)

const REPLIES = [
  '+OK\r\n',
  '+\r\n',
  "-ERR unknown command 'x'\r\n",
  ':0\r\n',
  ':-9223372036854775808\r\n',
  '$5\r\nhello\r\n',
  '$0\r\n\r\n',
  '$12\r\n\x00\x01\x1f\x7f\xff"\\\n\r\t\x07\x08\r\n',
  '$6\r\n\xed\x95\x9c\xea\xb8\x80\r\n',
  '$-1\r\n',
  '*-1\r\n',
  '*0\r\n',
  '*1\r\n*1\r\n*1\r\n:1\r\n',
  '*3\r\n:1\r\n*2\r\n$1\r\na\r\n*2\r\n+x\r\n-E y\r\n*-1\r\n',
  '*2\r\n*0\r\n*2\r\n$-1\r\n*0\r\n',
  wide(9),
  wide(10),
  '*12\r\n' + ':1\r\n'.repeat(10) + '*2\r\n:1\r\n:2\r\n:12\r\n',
  '_\r\n',
  '#t\r\n',
  '#f\r\n',
  ',3.141\r\n',
  ',inf\r\n',
  ',-inf\r\n',
  '=15\r\ntxt:Some string\r\n',
  '=9\r\nmkd:a\nb\n\n\r\n',
  '%0\r\n',
  '~0\r\n',
  '%1\r\n$1\r\nk\r\n$1\r\nv\r\n',
  '%2\r\n:1\r\n#t\r\n+s\r\n_\r\n',
  '%2\r\n$1\r\na\r\n*0\r\n$1\r\nb\r\n*1\r\n:1\r\n',
  '%1\r\n$1\r\na\r\n*2\r\n:1\r\n:2\r\n',
  '%1\r\n$1\r\na\r\n%1\r\n$1\r\nb\r\n%2\r\n:1\r\n:2\r\n:3\r\n~2\r\n:4\r\n:5\r\n',
  '%1\r\n*2\r\n:1\r\n:2\r\n$1\r\nv\r\n',
  '%2\r\n_\r\n:1\r\n-E x\r\n,1.5\r\n',
  '~2\r\n$1\r\na\r\n~1\r\n:1\r\n',
  '*2\r\n%1\r\n$1\r\nk\r\n:1\r\n%2\r\n$1\r\nk\r\n:1\r\n$1\r\nj\r\n*2\r\n:1\r\n:2\r\n',
  '%10\r\n' + '$1\r\nk\r\n*2\r\n:1\r\n:2\r\n'.repeat(10),
]

const run = promisify(execFile)
let answer = ''
const server = createServer((socket) => socket.on('data', () => socket.write(answer, 'latin1')))
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const port = String((server.address() as AddressInfo).port)

const recorded = []
for (const reply of REPLIES) {
  answer = reply
  const printed: Record<string, string> = {}
  for (const mode of MODES) {
    const { stdout } = await run('redis-cli', ['-p', port, '-2', mode, 'x'], { encoding: 'latin1' })
    printed[mode] = stdout
  }
  recorded.push({ reply, printed })
}
server.close()
const ascii = (text: string) => text.replace(/[\x7f-\xff]/g, (c) => '\\u00' + c.charCodeAt(0).toString(16))
writeFileSync(
  new URL('fixtures/replies.json', import.meta.url),
  ascii(JSON.stringify(recorded, null, 1)) + '\n',
)
