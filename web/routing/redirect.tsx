import { useLayoutEffect } from 'react'
import { navigate } from 'wouter/use-browser-location'

/** Replaces the address without adding a history entry. */
export function Redirect({ to }: { to: string }) {
  useLayoutEffect(() => navigate(to, { replace: true }), [to])
  return null
}
