/** What a command's exit code says; the same numbers stand in its help. */
export const EXIT = {
  /** Everything was done. */
  done: 0,
  /** Some of the inputs failed; the rest was done. */
  partly: 1,
  /** The command was written wrongly. */
  usage: 2,
  /** Nothing could be done. */
  failed: 3,
  /** Cancelled, as shells number it. */
  cancelled: 130
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
