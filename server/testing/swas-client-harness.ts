import { randomUUID } from 'node:crypto'

import type { CallEvent } from '../swas/call.ts'
import { createSwasClient, type SwasClient, type SwasClientOptions } from '../swas/client.ts'
import { createCredentialSource } from '../swas/credentials.ts'
import { createTransport, type TransportOptions } from '../swas/transport.ts'
import type { TestCertificate } from './certificate.ts'
import { createManualClock, skipShortWaits, type ManualClock } from './manual-clock.ts'
import { type Arrival, createRawUpstream, type RawUpstream } from './raw-upstream.ts'

/** A client and the raw upstream it calls. */
export type ClientHarness = {
  client: SwasClient
  upstream: RawUpstream
  events: CallEvent[]
  /** The client's clock; waits under a second end at once, others when it is advanced. */
  clock: ManualClock
  close(): Promise<void>
}

export type HarnessOptions = Partial<SwasClientOptions> & {
  certificate?: TestCertificate
  transportOptions?: TransportOptions
}

export async function createClientHarness(
  respond: (arrival: Arrival) => void,
  options: HarnessOptions = {},
): Promise<ClientHarness> {
  const { certificate, transportOptions, ...clientOptions } = options
  const upstream = await createRawUpstream(respond, certificate)
  const events: CallEvent[] = []
  const clock = createManualClock()
  const client = createSwasClient({
    credentials: createCredentialSource({ kind: 'fixed', credentials: keysOf(1) }),
    transport: createTransport(transportOptions),
    clock: skipShortWaits(clock),
    random: () => 0,
    nonce: randomUUID,
    callsPerMinute: 100,
    originOverride: upstream.origin,
    onCall: (event) => events.push(event),
    ...clientOptions,
  })
  return {
    client,
    upstream,
    events,
    clock,
    close: () => {
      client.close()
      return upstream.close()
    },
  }
}

/** Credentials of an STS role; the token has this number. */
export function keysOf(number: number) {
  return {
    accessKeyId: 'STS.rig-key-0001',
    accessKeySecret: 'rig-secret',
    securityToken: `rig-token-${number}`,
  }
}
