import { useLayoutEffect } from 'react'
import { navigate } from 'wouter/use-browser-location'

/** Replaces the address, without a step in the history. */
export function Redirect({ to }: { to: string }) {
  useLayoutEffect(() => navigate(to, { replace: true }), [to])
  return null
}
