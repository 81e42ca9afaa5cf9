import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'

import { Page } from './page.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('The document has no #root.')
createRoot(root).render(
  <QueryClientProvider client={new QueryClient()}>
    <MantineProvider>
      <Page />
    </MantineProvider>
  </QueryClientProvider>,
)
