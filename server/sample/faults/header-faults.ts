import { type Fault, goodText, OK, reply, replyGood } from './fault.ts'

const HINTS = 1_000
const HEADERS = 5_000
const BOMB_BYTES = 64 * 1024
const HOUR_MS = 3_600_000

/** Faults in what comes before the body. */
export const ODD_HEADS = {
  'informational-flood': {
    serve: (exchange) => {
      exchange.socket.write('HTTP/1.1 103 Early Hints\r\nlink: </LEAK>\r\n\r\n'.repeat(HINTS))
      OK.serve(exchange)
    },
  },
  'header-bomb': {
    serve: (exchange) => replyGood(exchange, goodText(exchange), { 'x-bomb': 'LEAK'.repeat(BOMB_BYTES / 4) }),
  },
  'many-headers': {
    serve: (exchange) => {
      const names = Array.from({ length: HEADERS }, (_, index): [string, string] => [`x-${index}`, 'LEAK'])
      replyGood(exchange, goodText(exchange), Object.fromEntries<string>(names))
    },
  },
  'hostile-headers': {
    serve: (exchange) =>
      replyGood(exchange, goodText(exchange), {
        'set-cookie': 'session=POISON; Path=/',
        'content-security-policy': "default-src * 'unsafe-inline' LEAK",
        'access-control-allow-origin': '*',
        'clear-site-data': '"*"',
        refresh: '0; url=http://POISON.example/',
        link: '<http://POISON.example/>; rel=preload',
        ['__proto__']: 'LEAK',
        'x-acs-request-id': 'LEAK-"<script>',
      }),
  },
  'skewed-date': {
    serve: (exchange) => {
      const dateMs = Date.parse(String(exchange.response.getHeader('date')))
      replyGood(exchange, goodText(exchange), { date: new Date(dateMs - 25 * HOUR_MS).toUTCString() })
    },
  },
  redirect: {
    serve: (exchange) => {
      const statuses = [301, 302, 303, 307, 308]
      const status = statuses[Math.floor(exchange.random() * statuses.length)] ?? 302
      reply(exchange, status, '', { location: `${exchange.sink}?LEAK` })
    },
  },
  'redirect-loop': { serve: (exchange) => reply(exchange, 302, '', { location: '/' }) },
} as const satisfies Record<string, Fault>
