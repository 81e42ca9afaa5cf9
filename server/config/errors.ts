/** The server cannot start, for a foreseen reason. The message is one sentence for the operator. */
export class StartError extends Error {
  override name = 'StartError'
}

/** The configuration cannot be used. `problems` lists everything that is wrong with it, one sentence each. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
