import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/*
 * A small server for dist/: what a static host does, with compression, so that `npm start` and the measurements
 * see the site as deployed.
 */

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.png': 'image/png',
}

const SQUEEZED = /\.(html|js|mjs|css|svg|json|webmanifest|wasm|txt|xml)$/

const isFile = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

type Found = { file: string; status: number } | { redirect: string }

/** The file a path names: itself, its index.html after a redirect to the slash, or 404.html. */
const find = async (root: string, base: string, url: string): Promise<Found> => {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
  if (!`${path}/`.startsWith(base)) return { redirect: base }
  const inside = normalize(path.slice(base.length - 1))
  const file = join(root, inside)
  if (!file.startsWith(root)) return { file: join(root, '404.html'), status: 404 }
  if (inside.endsWith('/') && (await isFile(join(file, 'index.html'))))
    return { file: join(file, 'index.html'), status: 200 }
  if (await isFile(file)) return { file, status: 200 }
  if (await isFile(join(file, 'index.html'))) return { redirect: `${path}/` }
  return { file: join(root, '404.html'), status: 404 }
}

const cache = new Map<string, Buffer>()

const squeezed = async (file: string, encoding: 'br' | 'gzip'): Promise<Buffer> => {
  const key = `${encoding} ${file} ${(await stat(file)).mtimeMs}`
  const kept = cache.get(key)
  if (kept) return kept
  const bytes = await readFile(file)
  const small =
    encoding === 'br'
      ? brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : gzipSync(bytes)
  cache.set(key, small)
  return small
}

const answer = async (
  root: string,
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const found = await find(root, base, request.url ?? '/')
  if ('redirect' in found) return void response.writeHead(308, { location: found.redirect }).end()
  const { file, status } = found
  const hashed = file.includes('/_astro/') || file.includes('\\_astro\\')
  const headers: Record<string, string> = {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  const accepts = String(request.headers['accept-encoding'] ?? '')
  const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : undefined
  if (request.method === 'HEAD') return void response.writeHead(status, headers).end()
  if (encoding && SQUEEZED.test(file))
    return void response
      .writeHead(status, { ...headers, 'content-encoding': encoding, vary: 'accept-encoding' })
      .end(await squeezed(file, encoding))
  response.writeHead(status, headers)
  createReadStream(file).pipe(response)
}

/** Serves a built site below `base`; resolves when the port listens, rejects when it is taken. */
export const serve = (root: string, port: number, base = '/'): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      answer(root, base, request, response).catch(() => {
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
    })
    server.once('error', reject)
    server.listen(port, () => resolve(server))
  })
