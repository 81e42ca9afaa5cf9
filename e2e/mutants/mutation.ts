/** One control taken away: the tests named must fail without it. */
export type Mutation = {
  /** What the control does, as the table says it. */
  control: string
  /** From the root of the project. */
  file: string
  /** Stands in the file exactly once. */
  find: string
  replace: string
  /** Test files that are run. */
  tests: readonly string[]
}

/** The controls of one file, which the same tests prove; each as its name, its text, and what stands there without it. */
export function controlsOf(
  file: string,
  tests: readonly string[],
  controls: readonly (readonly [control: string, find: string, replace: string])[],
): readonly Mutation[] {
  return controls.map(([control, find, replace]) => ({ control, file, find, replace, tests }))
}
