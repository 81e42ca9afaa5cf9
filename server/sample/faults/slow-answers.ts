import { type Exchange, type Fault, goodBytes, OK } from './fault.ts'

const DRIP_MS = 5

/** Faults of time. They last until the caller hangs up. */
export const SLOW_ANSWERS = {
  stall: { serve: () => {} },
  'stall-mid-body': { serve: (exchange) => exchange.socket.write(goodBytes(exchange).subarray(0, -2)) },
  trickle: {
    serve: (exchange) => drip(exchange, 'HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n{"Images":[', ' '),
  },
  'trickle-headers': { serve: (exchange) => drip(exchange, 'HTTP/1.1 200 OK\r\nx-slow: ', 'y') },
  hold: { serve: (exchange) => exchange.hold(() => OK.serve(exchange)) },
} as const satisfies Record<string, Fault>

function drip({ socket }: Exchange, start: string, drop: string) {
  socket.write(start)
  const timer = setInterval(() => socket.write(drop), DRIP_MS)
  socket.once('close', () => clearInterval(timer))
}
