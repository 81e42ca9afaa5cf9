import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'

/** What a file holds, or why it is not read. */
export type FileContent = { text: string } | { problem: string }

/**
 * Reads a file that `variable` names and that no other user of this machine may read. Neither content nor a part of it is
 * ever in the problem.
 */
export function readPrivateFile(variable: string, file: string): FileContent {
  return readChecked(variable, file, (mode) =>
    // Windows has no such modes.
    (mode & 0o077) === 0 || process.platform === 'win32'
      ? undefined
      : `other users may read it (mode ${mode.toString(8).padStart(4, '0')}): chmod 600 ${file}`,
  )
}

/** Reads a file that anybody may read, such as a certificate. */
export function readPublicFile(variable: string, file: string): FileContent {
  return readChecked(variable, file, () => undefined)
}

/** Mode and content come from one descriptor, so that nobody can change the file in between. */
function readChecked(
  variable: string,
  file: string,
  check: (mode: number) => string | undefined,
): FileContent {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const problem = check(fstatSync(descriptor).mode & 0o777)
    if (problem !== undefined) return { problem: `${variable}=${file}: ${problem}` }
    return { text: readFileSync(descriptor, 'utf8') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { problem: `${variable}=${file}: it cannot be read (${code}).` }
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Shorter secrets, and those of few different characters, could be guessed. */
const SHORTEST_SECRET = 32
const FEWEST_CHARACTERS = 8

/** Reads a secret that stands alone in a private file: at least 32 printable characters without spaces. */
export function readSecretFile(variable: string, file: string): FileContent {
  const content = readPrivateFile(variable, file)
  if ('problem' in content) return content
  const text = content.text.trim()
  if (!/^[!-~]*$/.test(text))
    return { problem: `${variable}=${file}: it holds more than one word of printable ASCII.` }
  if (text.length < SHORTEST_SECRET || new Set(text).size < FEWEST_CHARACTERS) {
    return {
      problem: `${variable}=${file}: it needs at least ${SHORTEST_SECRET} random characters, such as of: openssl rand -hex 32`,
    }
  }
  return { text }
}
