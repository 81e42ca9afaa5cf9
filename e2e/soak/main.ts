import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { brokenPromises } from './judge.ts'
import { formatSoak } from './report.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    readers: { type: 'string', default: '20' },
    rate: { type: 'string', default: '50' },
  },
})
const [minutes, readers, rate] = [values.minutes, values.readers, values.rate].map(Number)
if (!isWithin(minutes, 0.1, 60) || !isWithin(readers, 1, 200) || !isWithin(rate, 1, 500)) {
  process.stderr.write(
    'npm run soak -- [--minutes 0.1 to 60] [--readers 1 to 200] [--rate 1 to 500 reads a second]\n',
  )
  process.exit(2)
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'soak-'))
try {
  const log = (what: string) => void process.stderr.write(`${what} …\n`)
  const result = await soak({ minutes, readers, readsPerSecond: rate, dataDir, log })
  const broken = brokenPromises(result)
  process.stdout.write(`${formatSoak(result)}\n\n`)
  for (const sentence of broken) process.stdout.write(`BROKEN: ${sentence}\n`)
  process.stdout.write(broken.length === 0 ? 'Back to baseline.\n' : 'Not back to baseline.\n')
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  await rm(dataDir, { recursive: true })
}

function isWithin(figure: number | undefined, least: number, most: number): figure is number {
  return figure !== undefined && figure >= least && figure <= most
}
