import { MantineProvider } from '@mantine/core'
import { getNonce } from 'get-nonce'
import type { ReactNode } from 'react'

import { theme } from './theme.ts'

/**
 * The context that Mantine components need. Only menus and dialogs are Mantine's, and they load on demand, so the first
 * view does not wait for it. theme.css has the colors; apply-preferences.ts sets the color scheme.
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
