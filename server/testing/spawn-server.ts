import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'

const root = path.join(import.meta.dirname, '../..')
const main = path.join(import.meta.dirname, '../start.ts')

/** For tests: builds the page where there is none; what it holds is not tested, but without one nothing starts. */
export function buildPage(): void {
  if (!existsSync(path.join(root, 'dist/index.html'))) execFileSync('npx', ['vite', 'build'], { cwd: root })
}

/** For tests: the exit code of a process, once it has ended. */
export async function exitOf(child: ChildProcess): Promise<number | null> {
  await once(child, 'close')
  return child.exitCode
}

/** For tests: starts the server as a process of its own, with `folder` as its folder and its home. */
export function createStarter(folder: string) {
  const children: ChildProcess[] = []

  function start(env: Record<string, string> = {}, args: readonly string[] = []) {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, PORT: '0', SWAS_SWEEP: 'off', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.push(child)
    return child
  }

  return {
    /** Runs to the end, and gives the exit code and everything that was written. */
    async run(env: Record<string, string> = {}, args: readonly string[] = []) {
      const child = start(env, args)
      const [stdout, stderr, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        exitOf(child),
      ])
      return { code, stdout, stderr }
    },
    /** Starts and waits for the line that says where. */
    async open(env: Record<string, string> = {}) {
      const child = start(env)
      const stderr = text(child.stderr)
      const line = await new Promise<string>((resolve) =>
        child.stdout.once('data', (data) => resolve(String(data))),
      )
      return { child, stderr, line, url: /https?:\S+/.exec(line)?.[0] ?? '' }
    },
    killAll() {
      for (const child of children.splice(0)) child.kill('SIGKILL')
    },
  }
}
