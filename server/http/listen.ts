import { rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'

import { StartError } from '../config/errors.ts'

/** Where to listen: an address and a port (0 picks a free one), or a Unix socket. */
export type ListenAddress = { address: string; port: number } | { socketPath: string }

/** Only owner and group may connect. */
const SOCKET_UMASK = 0o117

/**
 * Listens, and returns the address and port that were bound; empty and 0 for a Unix socket.
 * @throws StartError if the address is taken or not allowed
 */
export async function listen(
  server: Server,
  target: ListenAddress,
): Promise<{ address: string; port: number }> {
  if ('socketPath' in target) await removeStale(target.socketPath)
  const bound = Promise.withResolvers<void>()
  server.once('error', bound.reject)
  start(server, target, bound.resolve)
  await bound.promise.catch((error: unknown) => {
    throw explainListenError(error, target)
  })
  server.off('error', bound.reject)
  const address = server.address()
  return typeof address === 'object' && address !== null ? address : { address: '', port: 0 }
}

function start(server: Server, target: ListenAddress, resolve: () => void) {
  if (!('socketPath' in target)) {
    server.listen(target.port, target.address, resolve)
    return
  }
  // Node creates the file within this call. A chmod afterwards would leave a moment in between.
  const before = process.umask(SOCKET_UMASK)
  server.listen(target.socketPath, resolve)
  process.umask(before)
}

/** Removes the socket that a killed process left behind: nothing answers on it. */
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

function explainListenError(error: unknown, target: ListenAddress): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if ('socketPath' in target) {
    return new StartError(`Cannot listen on the Unix socket ${target.socketPath} (${String(code)}).`)
  }
  const { address, port } = target
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} of ${address} is taken: stop what uses it, or set PORT (0 picks a free one).`,
    )
  }
  if (code === 'EACCES')
    return new StartError(`Port ${port} is not open to this user: set PORT to 1024 or higher.`)
  if (code === 'EADDRNOTAVAIL')
    return new StartError(`This machine has no address ${address}: set HOST to another one.`)
  return error
}
