import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'

const root = path.join(import.meta.dirname, '../..')
const startFile = path.join(import.meta.dirname, '../start.ts')

/** Builds the page if it is missing: the server does not start without one. */
export function buildPage(): void {
  if (!existsSync(path.join(root, 'dist/index.html'))) execFileSync('npx', ['vite', 'build'], { cwd: root })
}

/** The exit code of a process, once it has exited. */
export async function exitOf(child: ChildProcess): Promise<number | null> {
  await once(child, 'close')
  return child.exitCode
}

/** Starts servers as processes of their own, with `folder` as their working directory and home. */
export function createStarter(folder: string) {
  const children: ChildProcess[] = []

  function start(env: Record<string, string> = {}, args: readonly string[] = []) {
    const child = spawn(process.execPath, [startFile, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, PORT: '0', SWAS_SWEEP: 'off', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.push(child)
    return child
  }

  return {
    /** Runs until exit, and returns the exit code and all output. */
    async run(env: Record<string, string> = {}, args: readonly string[] = []) {
      const child = start(env, args)
      const [stdout, stderr, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        exitOf(child),
      ])
      return { code, stdout, stderr }
    },
    /** Starts, and waits for the line with the address. */
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
