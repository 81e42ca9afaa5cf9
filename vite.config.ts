import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

import { compressBuild } from './server/compress-build.ts'

export default defineConfig({
  plugins: [react(), compressBuild()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false },
  test: { include: ['{server,web}/**/*.test.{ts,tsx}'] },
})
