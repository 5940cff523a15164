/** What a vision-language model is shown and asked. */
export type ReadRequest = {
  /** A photograph as JPEG, without any metadata. */
  readonly jpeg: Uint8Array
  readonly prompt: string
  readonly maxTokens: number
  readonly seed: number
}

/** A model that looks at photographs itself. What it says is nobody's measurement. */
export type SecondReader = {
  readonly name: string
  /** Its words, as they come. @throws AppError language.cannotRun; the signal's reason. */
  readonly read: (
    request: ReadRequest,
    options: { readonly signal: AbortSignal; readonly onText: (text: string) => void }
  ) => Promise<string>
  readonly close: () => Promise<void>
}
