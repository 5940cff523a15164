const wordsIn = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u).filter((word) => word !== ''))

/** Number words: cardinals, ordinals, multiples and fractions. An answer's own words hold none of them. */
export const numberWords: ReadonlySet<string> = wordsIn(`
  zero nil nought naught one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
  million millions billion billions dozen dozens score first second third fourth fifth sixth seventh eighth ninth tenth
  eleventh twelfth twentieth hundredth half halves quarter quarters thirds fifths tenths once twice thrice double doubled
  triple tripled quadruple single couple pair pairs percent percentage percentages ones twos threes fourfold twofold
  threefold tenfold oneself
`)

/** Vague amounts: a count in disguise. */
export const quantityWords: ReadonlySet<string> = wordsIn(`
  several few fewer many multiple numerous various lots plenty most mostly majority minority some numerousness scattered
  handful abundant sparse countless extensive
`)

/** Words that deny, doubt or take back. */
export const negationWords: ReadonlySet<string> = wordsIn(`
  no not none never neither nor without cannot cant isnt arent wasnt werent doesnt didnt dont havent hasnt wont absent
  absence lacks lacking lack free negative exclude excludes excluded excluding false wrong unlikely doubt doubtful gone
  resolved resolve disappeared cleared clear nothing nobody rather instead denies denied unless hardly barely fails failed
  normal healthy unremarkable intact except missing ruled
`)

/** Words that judge: severity, urgency, health, course. */
export const judgementWords: ReadonlySet<string> = wordsIn(`
  mild moderate severe proliferative advanced early late serious urgent benign malignant dangerous harmless worrying
  reassuring significant abnormal pathological typical worse better stable progressing improving progression likely certain
  certainly definitely probably possibly maybe perhaps referable sight-threatening threatening concerning good bad poor
  excellent
`)

/** Words of place on the retina. */
export const placeWords: ReadonlySet<string> = wordsIn(`
  upper lower superior inferior temporal nasal central peripheral centre center macula macular fovea foveal disc optic
  above below left right quadrant quadrants sector sectors inner outer near nearest close far adjacent beside
`)

/** Words that compare. */
export const directionWords: ReadonlySet<string> = wordsIn(`
  higher lower larger smaller more less greater fewer bigger wider narrower increased decreased increase decrease than
  before grew grown risen fallen rose fell same equal alike similar identical differs differ different above below within
  over under exceeds
`)
