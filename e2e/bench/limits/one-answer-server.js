// The least that a server can do: one answer, compressed before it was asked for. Plain JavaScript, so that not even
// types have to be stripped. Arguments: a file with the body, its media type, its encoding, its ETag; without them
// an empty object is answered.
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
