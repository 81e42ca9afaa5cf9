import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

import type { Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

/** Files worth compressing; images and fonts are compressed already. */
const TEXT = /\.(?:css|js|svg|json)$/

/** Writes a `.br` and a `.gz` beside each built text file, at levels that are too slow for a running server. */
export function compressPlugin(): Plugin {
  return {
    name: 'compress-build',
    apply: 'build',
    async writeBundle({ dir = 'dist' }, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => TEXT.test(fileName))
      await Promise.all(
        files.map(async (file) => {
          const content = Buffer.from(file.type === 'chunk' ? file.code : file.source)
          const [br, gz] = await Promise.all([
            brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
            deflate(content, { level: constants.Z_BEST_COMPRESSION }),
          ])
          await writeFile(path.join(dir, `${file.fileName}.br`), br)
          await writeFile(path.join(dir, `${file.fileName}.gz`), gz)
        }),
      )
    },
  }
}
