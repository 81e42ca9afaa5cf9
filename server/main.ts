import { enableCompileCache } from 'node:module'
import path from 'node:path'

// Node would open a debugger, and with it the memory of this process, to whoever may send this signal.
process.on('SIGUSR1', () => {})
// Without it a third of each start goes into stripping types and compiling what did not change. Who may write there may
// change the program itself; a process that may not, as one of `npm start`, does without.
enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/compile'))
await import('./run.ts')
