// The minimal server: one response, compressed in advance. Plain JavaScript, to avoid stripping types at startup.
// Arguments: a file with the body, its media type, encoding and ETag; without them the response is an empty object.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file, type = 'application/json', encoding = 'identity', tag = '""'] = process.argv.slice(2)
const body = file === undefined ? Buffer.from('{}') : readFileSync(file)
const headers = {
  'Content-Type': type,
  'Content-Length': body.byteLength,
  ETag: tag,
  ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
}

const server = createServer((request, response) => {
  if (request.headers['if-none-match'] === tag) response.writeHead(304, { ETag: tag }).end()
  else response.writeHead(200, headers).end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null)
    process.stdout.write(`http://127.0.0.1:${address.port}/\n`)
})
