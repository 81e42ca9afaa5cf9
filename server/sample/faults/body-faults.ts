import { gzipSync } from 'node:zlib'

import { type Exchange, type Fault, goodText, replies, reply, replyGood } from './fault.ts'

const MEBIBYTE = 1024 * 1024
const HUGE_BYTES = 64 * MEBIBYTE
const CHUNK = Buffer.alloc(64 * 1024, ' ')
const PAGE = '<!doctype html><title>LEAK-PAGE</title><script>POISON</script>'
const XML = '<?xml version="1.0"?><Error><Code>POISON</Code><Message>LEAK-XML</Message></Error>'
const HTML = { 'content-type': 'text/html; charset=utf-8' }

/** Answers of whoever stands between: pages, other formats, other encodings, bodies without end or without sense. */
export const FOREIGN_ANSWERS = {
  'html-200': replies(200, PAGE, HTML),
  'html-502': replies(502, PAGE, HTML),
  'html-403': replies(403, PAGE, HTML),
  'xml-error': replies(400, XML, { 'content-type': 'text/xml' }),
  'empty-200': replies(200, ''),
  'no-content': replies(204, ''),
  'wrong-content-type': good((text) => text, { 'content-type': 'text/html' }),
  bom: good((text) => `\uFEFF${text}`),
  gzip: good((text) => gzipSync(text), { 'content-encoding': 'gzip' }),
  'huge-body': { serve: pourOut },
  'huge-declared': {
    serve: ({ socket }) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10737418240\r\n\r\n{"Images":[{"ImageId":"m-POISON"'),
  },
  'gzip-bomb': {
    serve: (exchange) => {
      const part = gzipSync(Buffer.alloc(MEBIBYTE, ' '))
      const bomb = Buffer.concat(Array.from({ length: 300 }, () => part))
      reply(exchange, 200, bomb, { 'content-encoding': 'gzip' })
    },
  },
  'corrupt-encoding': good(
    (text) => {
      const bytes = gzipSync(text)
      return bytes.fill(0x5a, Math.floor(bytes.length / 2))
    },
    { 'content-encoding': 'gzip' },
  ),
  'unknown-encoding': good((text) => text, { 'content-encoding': 'zstd' }),
  'encoding-chain': good(
    (text) => {
      let bytes = Buffer.from(text)
      for (let times = 0; times < 60; times += 1) bytes = gzipSync(bytes)
      return bytes
    },
    { 'content-encoding': Array.from({ length: 60 }, () => 'gzip').join(', ') },
  ),
  'truncated-json': good((text) => text.slice(0, Math.floor(text.length / 2))),
  'invalid-utf8': good((text) => Buffer.from(text.replace('Name":"', 'Name":"\xff\xfe'), 'latin1')),
  utf16: good((text) => Buffer.from(text, 'utf16le'), {
    'content-type': 'application/json;charset=utf-16le',
  }),
} as const satisfies Record<string, Fault>

/** The good body, altered. */
function good(
  alter: (text: string) => string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Fault {
  return { serve: (exchange) => replyGood(exchange, alter(goodText(exchange)), headers) }
}

/** As fast as the reader takes it, and no further than it reads. */
function pourOut({ response }: Exchange) {
  let left = HUGE_BYTES
  const pour = () => {
    while (left > 0 && !response.destroyed) {
      left -= CHUNK.length
      if (!response.write(CHUNK)) return
    }
    response.end()
  }
  response.on('drain', pour)
  response.writeHead(200, { 'content-type': 'application/json' })
  pour()
}
