import { randomUUID } from 'node:crypto'

import type { CallEvent } from '../swas/call.ts'
import { createSwasClient, type SwasClient, type SwasClientOptions } from '../swas/client.ts'
import { createCredentialSource } from '../swas/credentials.ts'
import { createTransport, type TransportOptions } from '../swas/transport.ts'
import type { TestCertificate } from './certificate.ts'
import { createManualClock, impatient, type ManualClock } from './manual-clock.ts'
import { type Arrival, createRawUpstream, type RawUpstream } from './raw-upstream.ts'

/** A client and the upstream that it calls, for tests. */
export type ClientHarness = {
  client: SwasClient
  upstream: RawUpstream
  events: CallEvent[]
  /** Time of the client: short pauses pass by themselves, all else when told. */
  clock: ManualClock
  close(): Promise<void>
}

export type RigOptions = Partial<SwasClientOptions> & {
  certificate?: TestCertificate
  transportOptions?: TransportOptions
}

/** Starts both; `misbehave` answers. */
export async function createClientHarness(
  misbehave: (arrival: Arrival) => void,
  options: RigOptions = {},
): Promise<ClientHarness> {
  const { certificate, transportOptions, ...clientOptions } = options
  const upstream = await createRawUpstream(misbehave, certificate)
  const events: CallEvent[] = []
  const clock = createManualClock()
  const client = createSwasClient({
    credentials: createCredentialSource({ kind: 'fixed', credentials: keysOf(1) }),
    transport: createTransport(transportOptions),
    clock: impatient(clock),
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

/** Keys of an STS role, different for each number. */
export function keysOf(number: number) {
  return {
    accessKeyId: 'STS.rig-key-0001',
    accessKeySecret: 'rig-secret',
    securityToken: `rig-token-${number}`,
  }
}
