import type { Refusal } from '../refusal.ts'
import type { Head } from '../request-head.ts'

/** Who asks, as far as it was proved. */
export type Identity = {
  /** For people and the log; null where the way of signing in tells no one from another. */
  name: string | null
}

/** Who asks, or why it is not known. */
export type Identified = { ok: true; identity: Identity } | { ok: false; refusal: Refusal }

/** Says from the head of a request alone who asks. */
export type Identify = (head: Head) => Identified
