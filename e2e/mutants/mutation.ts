/** One control removed from the code: at least one of the named tests must fail without it. */
export type Mutation = {
  /** What the control does. */
  control: string
  /** Relative to the root of the project. */
  file: string
  /** Text that stands in the file exactly once. */
  find: string
  replace: string
  /** Test files to run: all of vitest, or all of Playwright (`e2e/*.spec.ts`). */
  tests: readonly string[]
}

/** Controls of one file that the same tests cover; each as its name, its text, and the replacement. */
export function controlsOf(
  file: string,
  tests: readonly string[],
  controls: readonly (readonly [control: string, find: string, replace: string])[],
): readonly Mutation[] {
  return controls.map(([control, find, replace]) => ({ control, file, find, replace, tests }))
}
