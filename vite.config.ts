import { randomBytes } from 'node:crypto'

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

import { compressBuild } from './server/compress-build.ts'
import { backendInDevelopment } from './server/dev-plugin.ts'

export default defineConfig(({ command, mode }) => {
  const isDevelopment = command === 'serve' && mode !== 'test'
  const nonce = isDevelopment ? randomBytes(16).toString('base64') : '__CSP_NONCE__'
  return {
    plugins: [react(), compressBuild(), isDevelopment && backendInDevelopment(nonce)],
    html: { cspNonce: nonce },
    build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false },
    test: { include: ['{server,web}/**/*.test.{ts,tsx}'] },
  }
})
