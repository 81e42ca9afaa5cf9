import { RETAINED_PREFIX } from './process-figures.ts'

/** Preloaded into the server: on SIGUSR2 it collects garbage and logs how many bytes are retained. */
process.on('SIGUSR2', () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.stderr.write(`${RETAINED_PREFIX} ${heapUsed + external}\n`)
})
