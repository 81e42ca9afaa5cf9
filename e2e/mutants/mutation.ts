/** One control removed from the code: at least one of the named tests must fail without it. */
export type Mutation = {
  /** What the control does. */
  control: string
  /** Relative to the root of the project. */
  file: string
  /** Text that occurs exactly once in the file. */
  find: string
  replace: string
  /** Test files to run: either all for Vitest, or all for Playwright (`e2e/*.spec.ts`). */
  tests: readonly string[]
}

/** Mutations of one file that share their tests. */
export function controlsOf(
  file: string,
  tests: readonly string[],
  controls: readonly (readonly [control: string, find: string, replace: string])[],
): readonly Mutation[] {
  return controls.map(([control, find, replace]) => ({ control, file, find, replace, tests }))
}
