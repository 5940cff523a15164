const wordsIn = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u).filter((word) => word !== ''))

/** Say that of two the one that is spoken of has more. */
export const upwardWords: ReadonlySet<string> = wordsIn(
  'higher larger more greater bigger wider worse exceeds exceed above over up longer stronger denser severer most largest'
)

/** Say that it has less. */
export const downwardWords: ReadonlySet<string> = wordsIn(
  'lower smaller less fewer narrower better below under down shorter weaker milder sparser least fewest smallest'
)

/** Say that something has become more since an earlier time. */
export const risenWords: ReadonlySet<string> = wordsIn(`
  increased increase increases increasing risen rose rises rising grown grew grows growing worsened worsens worsening
  progressed progresses progressing progression widened enlarged
`)

/** Say that it has become less. */
export const fallenWords: ReadonlySet<string> = wordsIn(`
  decreased decrease decreases decreasing fallen fell falls falling shrunk shrank reduced reduces reduction improved improves
  improving improvement narrowed regressed regression dropped declined diminished resolved
`)

/** Say that there is no difference. */
export const samenessWords: ReadonlySet<string> = wordsIn(
  'same equal equals alike similar identical unchanged stable constant likewise'
)

/** Say that there is one, whichever way. */
export const changeWords: ReadonlySet<string> = wordsIn(
  'different differs differ difference changed change changes unlike unequal asymmetric asymmetrical'
)

/** Turn what is spoken of to the earlier of two visits. */
export const pastWords: ReadonlySet<string> = wordsIn(
  'before earlier previous previously formerly former past last ago'
)
