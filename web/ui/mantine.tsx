import { MantineProvider } from '@mantine/core'
import { getNonce } from 'get-nonce'
import type { ReactNode } from 'react'

import { theme } from './theme.ts'

/**
 * What components of Mantine need around them. Only menus and dialogs are such, and they come on demand: the first view
 * waits for none of it. The colors are in theme.css, and their scheme is kept by follow-preferences.ts.
 */
export function Mantine({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      getRootElement={() => undefined}
      getStyleNonce={() => getNonce() ?? ''}
      deduplicateInlineStyles
    >
      {children}
    </MantineProvider>
  )
}
