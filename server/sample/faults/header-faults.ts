import { type Fault, correctBody, OK, reply, replyWithBody } from './fault.ts'

const HINTS = 1_000
const HEADERS = 5_000
const BOMB_BYTES = 64 * 1024
const HOUR_MS = 3_600_000

/** Faults in the head of a response. */
export const HEADER_FAULTS = {
  'informational-flood': {
    serve: (context) => {
      context.socket.write('HTTP/1.1 103 Early Hints\r\nlink: </LEAK>\r\n\r\n'.repeat(HINTS))
      OK.serve(context)
    },
  },
  'header-bomb': {
    serve: (context) =>
      replyWithBody(context, correctBody(context), { 'x-bomb': 'LEAK'.repeat(BOMB_BYTES / 4) }),
  },
  'many-headers': {
    serve: (context) => {
      const names = Array.from({ length: HEADERS }, (_, index): [string, string] => [`x-${index}`, 'LEAK'])
      replyWithBody(context, correctBody(context), Object.fromEntries<string>(names))
    },
  },
  'hostile-headers': {
    serve: (context) =>
      replyWithBody(context, correctBody(context), {
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
    serve: (context) => {
      const dateMs = Date.parse(String(context.response.getHeader('date')))
      replyWithBody(context, correctBody(context), { date: new Date(dateMs - 25 * HOUR_MS).toUTCString() })
    },
  },
  redirect: {
    serve: (context) => {
      const statuses = [301, 302, 303, 307, 308]
      const status = statuses[Math.floor(context.random() * statuses.length)] ?? 302
      reply(context, status, '', { location: `${context.sink}?LEAK` })
    },
  },
  'redirect-loop': { serve: (context) => reply(context, 302, '', { location: '/' }) },
} as const satisfies Record<string, Fault>
