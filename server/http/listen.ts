import { rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'

import { StartError } from '../config/errors.ts'

/** Where to listen: an address and a port, 0 taking a free one; or a Unix socket. */
export type Place = { address: string; port: number } | { socketPath: string }

/** Owner and group may connect, nobody else. */
const SOCKET_UMASK = 0o117

/**
 * Listens. Gives what was really bound; neither address nor port for a Unix socket.
 * @throws StartError with a sentence for a place that is taken or not allowed.
 */
export async function listen(server: Server, place: Place): Promise<{ address: string; port: number }> {
  if ('socketPath' in place) await removeStale(place.socketPath)
  const bound = Promise.withResolvers<void>()
  server.once('error', bound.reject)
  start(server, place, bound.resolve)
  await bound.promise.catch((error: unknown) => {
    throw explainListenError(error, place)
  })
  server.off('error', bound.reject)
  const address = server.address()
  return typeof address === 'object' && address !== null ? address : { address: '', port: 0 }
}

function start(server: Server, place: Place, resolve: () => void) {
  if (!('socketPath' in place)) {
    server.listen(place.port, place.address, resolve)
    return
  }
  // The file is made within this call; changing its mode afterwards would leave a moment in between.
  const before = process.umask(SOCKET_UMASK)
  server.listen(place.socketPath, resolve)
  process.umask(before)
}

/** A process that was killed leaves its socket behind, and nobody answers there. */
async function removeStale(socketPath: string) {
  const code = await new Promise<unknown>((resolve) => {
    const probe = connect(socketPath, () => {
      probe.destroy()
      resolve(undefined)
    })
    probe.once('error', (error) => resolve('code' in error ? error.code : undefined))
  })
  if (code === 'ECONNREFUSED') rmSync(socketPath)
}

function explainListenError(error: unknown, place: Place): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if ('socketPath' in place) {
    return new StartError(`Cannot listen on the Unix socket ${place.socketPath} (${String(code)}).`)
  }
  const { address, port } = place
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} of ${address} is taken: stop what uses it, or set PORT (0 takes a free one).`,
    )
  }
  if (code === 'EACCES')
    return new StartError(`Port ${port} is not open to this user: set PORT to 1024 or higher.`)
  if (code === 'EADDRNOTAVAIL')
    return new StartError(`This machine has no address ${address}: set HOST to another one.`)
  return error
}
