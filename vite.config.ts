import { randomBytes } from 'node:crypto'

import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'

import { compressPlugin } from './server/build/compress-plugin.ts'
import { backendInDevelopment } from './server/build/dev-server-plugin.ts'
import { preloadManifestPlugin } from './server/build/preload-manifest-plugin.ts'

/** The first versions with `light-dark()`, CSS nesting and `Map.groupBy` (spring 2024). */
const BROWSERS = ['chrome123', 'edge123', 'firefox121', 'safari17.5']

const UNIT_TESTS = ['{server,web}/**/*.test.{ts,tsx}']

/** Each runs in its own process: these start processes, change the environment or measure memory. */
const ISOLATED_TESTS = [
  'server/test/**/*.test.ts',
  'server/process/*.test.ts',
  'server/catalogue/store/crash.test.ts',
  'server/swas/{network,credentials}.test.ts',
  '**/*fuzz.test.ts',
]

/** Modules loaded on demand, by the page path or language tag that needs them. */
const ON_DEMAND = {
  '/images/:imageId': 'web/pages/image/image-redirect-page.tsx',
  '/images/:regionId/:imageId': 'web/pages/image/image-page.tsx',
  '/matrix': 'web/pages/matrix/matrix-page.tsx',
  '/compare': 'web/pages/compare/compare-page.tsx',
  '/lookup': 'web/pages/lookup/lookup-page.tsx',
  '/changes': 'web/pages/changes/changes-page.tsx',
  '/status': 'web/pages/status/status-page.tsx',
  '/preferences': 'web/pages/preferences/preferences-page.tsx',
  '/help': 'web/pages/help/help-page.tsx',
  'zh-CN': 'web/i18n/zh-cn.ts',
}

export default defineConfig(({ command, mode }) => {
  const isDevelopment = command === 'serve' && mode === 'development'
  const nonce = isDevelopment ? randomBytes(16).toString('base64') : '__CSP_NONCE__'
  return {
    plugins: [
      react(),
      compressPlugin(),
      preloadManifestPlugin(ON_DEMAND),
      isDevelopment && backendInDevelopment(nonce),
    ],
    publicDir: 'web/public',
    html: { cspNonce: nonce },
    build: {
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      target: BROWSERS,
      // One file for what every visit needs: it compresses better, and HTTP/1.1 allows few parallel requests.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
    },
    test: {
      testTimeout: 30_000,
      // Only `?raw` imports: theme.test.ts compares the variables.
      css: { include: /\?raw$/ },
      execArgv: ['--expose-gc'],
      provide: { fuzzBatches: mode === 'fuzz' ? 2000 : 20 },
      projects: [
        {
          extends: true,
          test: {
            name: 'shared',
            isolate: false,
            include: UNIT_TESTS,
            exclude: [...configDefaults.exclude, ...ISOLATED_TESTS],
          },
        },
        { extends: true, test: { name: 'isolated', include: ISOLATED_TESTS } },
      ],
    },
  }
})
