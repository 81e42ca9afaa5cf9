import { KEPT } from './process-figures.ts'

/** Is loaded into the server before its own code: on SIGUSR2 it collects garbage and says how many bytes are left. */
process.on('SIGUSR2', () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.stderr.write(`${KEPT} ${heapUsed + external}\n`)
})
