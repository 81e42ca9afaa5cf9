import { breakOff, type Fault, goodBytes, goodText, headOf, OK } from './fault.ts'

/** Two bytes of a body: so little that nobody takes it for a list. */
const SHORT = 2
const POISON = '{"RequestId":"POISON","Images":[{"ImageId":"m-POISON","ImageName":"POISON"}]}'
/** TLS 1.0 record, type alert (21), fatal (2): handshake failure (40). Source: RFC 5246, section 7.2. */
const TLS_ALERT = Buffer.from([21, 3, 1, 0, 2, 2, 40])

/** Faults below HTTP, or in its framing: most of them need the bare socket. */
export const BROKEN_CONNECTIONS = {
  'reset-before-headers': { serve: ({ socket }) => breakOff(socket) },
  'close-before-headers': { serve: ({ socket }) => void socket.end() },
  'reset-mid-body': {
    serve: (exchange) =>
      exchange.socket.write(goodBytes(exchange).subarray(0, -SHORT), () => breakOff(exchange.socket)),
  },
  'truncated-length': {
    serve: (exchange) => exchange.socket.end(goodBytes(exchange).subarray(0, -SHORT)),
  },
  'truncated-chunked': {
    serve: (exchange) => {
      const body = Buffer.from(goodText(exchange))
      const chunk = [`${body.length.toString(16)}\r\n`, body, '\r\n'].map((part) => Buffer.from(part))
      exchange.socket.end(Buffer.concat([headOf(exchange, 'transfer-encoding: chunked'), ...chunk]))
    },
  },
  'close-after': {
    serve: (exchange) => {
      exchange.breakNext()
      OK.serve(exchange)
    },
  },
  'double-response': {
    serve: (exchange) => {
      const { response, socket } = exchange
      const second = `HTTP/1.1 200 OK\r\ncontent-length: ${POISON.length}\r\n\r\n${POISON}`
      response.once('finish', () => socket.write(second))
      OK.serve(exchange)
    },
  },
  garbage: { serve: ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.9\r\n') },
  'tls-alert': { serve: ({ socket }) => socket.end(TLS_ALERT) },
  'conflicting-lengths': {
    serve: (exchange) => {
      const body = goodText(exchange)
      const line = `content-length: ${Buffer.byteLength(body)}\r\ncontent-length: ${SHORT}`
      exchange.socket.end(Buffer.concat([headOf(exchange, line), Buffer.from(body)]))
    },
  },
} as const satisfies Record<string, Fault>
