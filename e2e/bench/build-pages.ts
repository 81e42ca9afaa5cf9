import { readdirSync } from 'node:fs'
import path from 'node:path'

import react from '@vitejs/plugin-react'
import { build } from 'vite'

import { CACHE } from './processes.ts'

/** The pages to compare with; each is a folder in `pages/`. */
export const PAGES = ['plain', 'naive'] as const
export type PageName = (typeof PAGES)[number]

/** The output folder of a page. */
export function builtPage(name: PageName): string {
  return path.join(CACHE, name)
}

function documentsOf(name: PageName): string[] {
  const folder = path.join(import.meta.dirname, 'pages', name)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => path.join(folder, file))
}

/** Builds both pages like the product's: minified, for current browsers. */
export async function buildPages(): Promise<void> {
  for (const name of PAGES) {
    await build({
      root: path.join(import.meta.dirname, 'pages', name),
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: {
        outDir: builtPage(name),
        rolldownOptions: { input: documentsOf(name) },
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        // The naive page is one large chunk on purpose.
        chunkSizeWarningLimit: 10_000,
      },
    })
  }
}
