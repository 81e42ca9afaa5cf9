import { useEffect, useState } from 'react'

import { writeClipboard } from './clipboard.ts'

/** The result of the last copy. `copied` reverts to `ready` after a moment; `failed` stays until dismissed or retried. */
export type CopyState = 'ready' | 'copied' | 'failed'

const SHOWN_MS = 2500

/** Copies text; resolves to whether the clipboard has it. */
export function useCopy(): {
  state: CopyState
  copy: (text: string) => Promise<boolean>
  dismiss: () => void
} {
  const [state, setState] = useState<CopyState>('ready')
  useEffect(() => {
    if (state !== 'copied') return undefined
    const timer = setTimeout(() => setState('ready'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  return {
    state,
    copy: async (text) => {
      const isCopied = await writeClipboard(text, document)
      setState(isCopied ? 'copied' : 'failed')
      return isCopied
    },
    dismiss: () => setState('ready'),
  }
}
