import type { ServerResponse } from 'node:http'

/** An answer of which every byte is there, for whoever asks the same. */
export type Finished = {
  status: number
  headers: Readonly<Record<string, string>>
  /** Null where none belongs. */
  body: Uint8Array<ArrayBuffer> | null
}

/** For a route. */
export function toResponse({ status, headers, body }: Finished): Response {
  return new Response(body, { status, headers })
}

/** Straight to the connection, where no route has anything to add. */
export function writeFinished(outgoing: ServerResponse, { status, headers, body }: Finished): void {
  outgoing.writeHead(status, headers)
  if (body === null) outgoing.end()
  else outgoing.end(body)
}
