import type { Authenticate } from '../middleware/guard.ts'
import type { ResourceKind } from '../route-table.ts'
import type { Identify } from './identity.ts'
import { signInAddress } from './sign-in-pages.ts'

/** How the door treats those who are not known. */
export type AdmissionOptions = {
  identify: Identify
  /** What is open to everyone: what one signs in with, and nothing of the account. */
  open: readonly ResourceKind[]
  /** Whether there is a document to sign in on. */
  hasSignIn: boolean
}

/** Longer addresses would not fit into the address of the sign-in document. */
const LONGEST_RETURN = 1500

/** Lets in whoever is known. A browser that opens a page is led to the sign-in document; everything else gets 401. */
export function createAdmission({ identify, open, hasSignIn }: AdmissionOptions): Authenticate {
  return (head, kind) => {
    if (open.includes(kind)) return undefined
    const identified = identify(head)
    if (identified.ok) return undefined
    const { refusal } = identified
    if (!hasSignIn || kind !== 'page' || head.headers.has('authorization')) return refusal
    const address = signInAddress(head.target)
    return { ...refusal, location: address.length > LONGEST_RETURN ? signInAddress('/') : address }
  }
}
