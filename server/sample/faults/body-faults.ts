import { gzipSync } from 'node:zlib'

import { type FaultContext, type Fault, correctBody, replies, reply, replyWithBody } from './fault.ts'

const MEBIBYTE = 1024 * 1024
const HUGE_BYTES = 64 * MEBIBYTE
const CHUNK = Buffer.alloc(64 * 1024, ' ')
const PAGE = '<!doctype html><title>LEAK-PAGE</title><script>POISON</script>'
const XML = '<?xml version="1.0"?><Error><Code>POISON</Code><Message>LEAK-XML</Message></Error>'
const HTML = { 'content-type': 'text/html; charset=utf-8' }

/** Bodies that something in between could send: pages, other formats and encodings, endless or broken bodies. */
export const BODY_FAULTS = {
  'html-200': replies(200, PAGE, HTML),
  'html-502': replies(502, PAGE, HTML),
  'html-403': replies(403, PAGE, HTML),
  'xml-error': replies(400, XML, { 'content-type': 'text/xml' }),
  'empty-200': replies(200, ''),
  'no-content': replies(204, ''),
  'wrong-content-type': altered((text) => text, { 'content-type': 'text/html' }),
  bom: altered((text) => `\uFEFF${text}`),
  gzip: altered((text) => gzipSync(text), { 'content-encoding': 'gzip' }),
  'huge-body': { serve: sendHugeBody },
  'huge-declared': {
    serve: ({ socket }) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10737418240\r\n\r\n{"Images":[{"ImageId":"m-POISON"'),
  },
  'gzip-bomb': {
    serve: (context) => {
      const part = gzipSync(Buffer.alloc(MEBIBYTE, ' '))
      const bomb = Buffer.concat(Array.from({ length: 300 }, () => part))
      reply(context, 200, bomb, { 'content-encoding': 'gzip' })
    },
  },
  'corrupt-encoding': altered(
    (text) => {
      const bytes = gzipSync(text)
      return bytes.fill(0x5a, Math.floor(bytes.length / 2))
    },
    { 'content-encoding': 'gzip' },
  ),
  'unknown-encoding': altered((text) => text, { 'content-encoding': 'zstd' }),
  'encoding-chain': altered(
    (text) => {
      let bytes = Buffer.from(text)
      for (let times = 0; times < 60; times += 1) bytes = gzipSync(bytes)
      return bytes
    },
    { 'content-encoding': Array.from({ length: 60 }, () => 'gzip').join(', ') },
  ),
  'truncated-json': altered((text) => text.slice(0, Math.floor(text.length / 2))),
  'invalid-utf8': altered((text) => Buffer.from(text.replace('Name":"', 'Name":"\xff\xfe'), 'latin1')),
  utf16: altered((text) => Buffer.from(text, 'utf16le'), {
    'content-type': 'application/json;charset=utf-16le',
  }),
} as const satisfies Record<string, Fault>

/** The correct body, altered. */
function altered(
  alter: (text: string) => string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Fault {
  return { serve: (context) => replyWithBody(context, alter(correctBody(context)), headers) }
}

/** Sends a huge body as fast as the client reads it. */
function sendHugeBody({ response }: FaultContext) {
  let left = HUGE_BYTES
  const sendMore = () => {
    while (left > 0 && !response.destroyed) {
      left -= CHUNK.length
      if (!response.write(CHUNK)) return
    }
    response.end()
  }
  response.on('drain', sendMore)
  response.writeHead(200, { 'content-type': 'application/json' })
  sendMore()
}
