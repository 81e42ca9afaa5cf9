import { correctBody, correctBytes, type Fault, type FaultContext, headWith, OK, reset } from './fault.ts'

const DRIP_MS = 5
/** Bytes that are missing from a truncated body. */
const MISSING_BYTES = 2
const POISON = '{"RequestId":"POISON","Images":[{"ImageId":"m-POISON","ImageName":"POISON"}]}'
/** TLS 1.0 record, type alert (21), fatal (2): handshake failure (40). Source: RFC 5246, section 7.2. */
const TLS_ALERT = Buffer.from([21, 3, 1, 0, 2, 2, 40])

/** Faults below HTTP, or in its framing. Most of them write to the socket directly. */
export const CONNECTION_FAULTS = {
  'reset-before-headers': { serve: ({ socket }) => reset(socket) },
  'close-before-headers': { serve: ({ socket }) => void socket.end() },
  'reset-mid-body': {
    serve: (context) =>
      context.socket.write(correctBytes(context).subarray(0, -MISSING_BYTES), () => reset(context.socket)),
  },
  'truncated-length': {
    serve: (context) => context.socket.end(correctBytes(context).subarray(0, -MISSING_BYTES)),
  },
  'truncated-chunked': {
    serve: (context) => {
      const body = Buffer.from(correctBody(context))
      const chunk = [`${body.length.toString(16)}\r\n`, body, '\r\n'].map((part) => Buffer.from(part))
      context.socket.end(Buffer.concat([headWith(context, 'transfer-encoding: chunked'), ...chunk]))
    },
  },
  'close-after': {
    serve: (context) => {
      context.breakNext()
      OK.serve(context)
    },
  },
  'double-response': {
    serve: (context) => {
      const { response, socket } = context
      const second = `HTTP/1.1 200 OK\r\ncontent-length: ${POISON.length}\r\n\r\n${POISON}`
      response.once('finish', () => socket.write(second))
      OK.serve(context)
    },
  },
  garbage: { serve: ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.9\r\n') },
  'tls-alert': { serve: ({ socket }) => socket.end(TLS_ALERT) },
  'conflicting-lengths': {
    serve: (context) => {
      const body = correctBody(context)
      const line = `content-length: ${Buffer.byteLength(body)}\r\ncontent-length: ${MISSING_BYTES}`
      context.socket.end(Buffer.concat([headWith(context, line), Buffer.from(body)]))
    },
  },
} as const satisfies Record<string, Fault>

/** Slow responses. All but `hold` last until the caller hangs up. */
export const SLOW_FAULTS = {
  stall: { serve: () => {} },
  'stall-mid-body': { serve: (context) => context.socket.write(correctBytes(context).subarray(0, -2)) },
  trickle: {
    serve: (context) => drip(context, 'HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n{"Images":[', ' '),
  },
  'trickle-headers': { serve: (context) => drip(context, 'HTTP/1.1 200 OK\r\nx-slow: ', 'y') },
  hold: { serve: (context) => context.hold(() => OK.serve(context)) },
} as const satisfies Record<string, Fault>

/** Sends `start`, and then `part` for as long as the connection lasts. */
function drip({ socket }: FaultContext, start: string, part: string) {
  socket.write(start)
  const timer = setInterval(() => socket.write(part), DRIP_MS)
  socket.once('close', () => clearInterval(timer))
}
