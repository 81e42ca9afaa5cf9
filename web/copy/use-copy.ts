import { useEffect, useState } from 'react'

import { writeClipboard } from './clipboard.ts'

/** Whether the last copy worked; a failure stays until it is dismissed or tried again. */
export type CopyState = 'ready' | 'copied' | 'failed'

const SHOWN_MS = 2500

/** Copies a text. `copied` is said only after the clipboard has it. */
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
