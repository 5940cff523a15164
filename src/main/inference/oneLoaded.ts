/** Something large that is loaded once and used again, of which there is one at a time. */
export type OneLoaded<Choice, Model> = {
  /** What was loaded for an equal choice, or is loaded now in place of another. @throws what opening throws. */
  readonly get: (choice: Choice) => Promise<Model>
  /** Frees its memory; whoever wants it next loads it again. */
  readonly unload: () => Promise<void>
}

/** Keeps the last of what `open` gives. Choices are equal when they are the same as JSON. */
export function oneLoaded<Choice, Model extends { readonly close: () => Promise<void> }>(
  open: (choice: Choice) => Promise<Model>
): OneLoaded<Choice, Model> {
  let loaded: { readonly of: string; readonly model: Promise<Model> } | undefined
  const unload = async (): Promise<void> => {
    const before = loaded
    loaded = undefined
    await before?.model.then((model) => model.close()).catch(() => undefined)
  }
  return {
    unload,
    get: async (choice) => {
      const of = JSON.stringify(choice)
      if (loaded?.of === of) return loaded.model
      // Two models at a time may be more than the machine has memory for.
      await unload()
      const model = open(choice)
      loaded = { of, model }
      // A file that could not be loaded may be there the next time.
      model.catch(() => {
        if (loaded?.model === model) loaded = undefined
      })
      return model
    }
  }
}
