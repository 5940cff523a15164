/** The files of a run. All lie beside the dialogues and share their name. */
export type RunFiles = {
  readonly dialogues: string
  readonly descriptions: string
  readonly rejects: string
  /** What was described, for a run that goes on behind that; gone when the run is done. */
  readonly described: string
}

/** `set.jsonl` is joined by `set.descriptions.jsonl`, `set.rejects.jsonl` and its card. */
export function filesOf(output: string): RunFiles {
  const stem = output.replace(/\.jsonl$/iu, '')
  return {
    dialogues: output,
    descriptions: `${stem}.descriptions.jsonl`,
    rejects: `${stem}.rejects.jsonl`,
    described: `${output}.described`
  }
}
