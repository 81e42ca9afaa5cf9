import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

import { generateImages, imagesBody } from '../generated-images.ts'

/**
 * Serves one built page of the benchmark, compressed in advance.
 * Arguments: the folder of the page, and a file with the API responses by path.
 */
const [folder = '', answersFile = ''] = process.argv.slice(2)

type Body = { type: string; plain: Buffer; br: Buffer }

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }

/** Larger bodies would take minutes at the best quality. */
const LARGE = 1_000_000

function bodyOf(type: string, plain: Buffer): Body {
  const quality = plain.byteLength > LARGE ? 5 : constants.BROTLI_MAX_QUALITY
  return {
    type,
    plain,
    br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  }
}

const HTML = 'text/html; charset=utf-8'
const html = readFileSync(path.join(folder, 'index.html'), 'utf8')
const bodies = new Map<string, Body>()
const matrix = path.join(folder, 'matrix.html')
if (existsSync(matrix)) bodies.set('/matrix', bodyOf(HTML, readFileSync(matrix)))
for (const name of readdirSync(path.join(folder, 'assets'))) {
  const type = TYPES[path.extname(name)] ?? 'application/octet-stream'
  bodies.set(`/assets/${name}`, bodyOf(type, readFileSync(path.join(folder, 'assets', name))))
}
// Written by the benchmark: API paths and the product's responses.
const answers: unknown = JSON.parse(readFileSync(answersFile, 'utf8'))
for (const [address, answer] of Object.entries(answers ?? {})) {
  const text = JSON.stringify(answer)
  bodies.set(address, bodyOf('application/json', Buffer.from(text)))
  const region = /^\/api\/images\?region=([\w-]+)$/.exec(address)?.[1]
  if (region === undefined) continue
  const document = html.replace('<!--first-->', text.replaceAll('<', String.raw`\u003c`))
  bodies.set(`/images?region=${region}`, bodyOf(HTML, Buffer.from(document)))
}

/** `/generated/<count>/<region>`: a list of any size, created on first request. */
function generated(address: string): Body | undefined {
  const [, count, regionId] = /^\/generated\/(\d+)\/([\w-]+)$/.exec(address) ?? []
  if (count === undefined || regionId === undefined) return undefined
  const plain = Buffer.from(imagesBody(generateImages(regionId, Number(count)), [regionId]))
  const body = { type: 'application/json', plain, br: plain }
  bodies.set(address, body)
  return body
}

const server = createServer((request, response) => {
  const address = request.url ?? ''
  const body = bodies.get(address) ?? generated(address)
  if (body === undefined) {
    response.writeHead(404).end()
    return
  }
  const isSmaller = body.br.byteLength < body.plain.byteLength
  const acceptsBrotli = String(request.headers['accept-encoding']).includes('br')
  const bytes = isSmaller && acceptsBrotli ? body.br : body.plain
  response.writeHead(200, {
    'Content-Type': body.type,
    'Content-Length': bytes.byteLength,
    'Cache-Control': address.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-store',
    ...(bytes !== body.plain && { 'Content-Encoding': 'br' }),
  })
  response.end(bytes)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null)
    process.stdout.write(`http://127.0.0.1:${address.port}/\n`)
})
