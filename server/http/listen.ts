import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { StartError } from '../start-error.ts'

/**
 * Listens on an address; port 0 takes a free one. Gives what was really bound.
 * @throws StartError with a sentence for a port that is taken or not allowed.
 */
export async function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  const bound = Promise.withResolvers<void>()
  server.once('error', bound.reject)
  server.listen(port, host, bound.resolve)
  await bound.promise.catch((error: unknown) => {
    throw explainListenError(error, host, port)
  })
  server.off('error', bound.reject)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return address
}

function explainListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} of ${host} is taken: stop what uses it, or set PORT (0 takes a free one).`,
    )
  }
  if (code === 'EACCES')
    return new StartError(`Port ${port} is not open to this user: set PORT to 1024 or higher.`)
  if (code === 'EADDRNOTAVAIL')
    return new StartError(`This machine has no address ${host}: set HOST to another one.`)
  return error
}
