/**
 * Words that a language model may always use: those that hold a sentence together and report that something was found. No
 * number, eye, place, lesion, grade, negation, comparison, judgement or drug is among them, nor any word for a kind of
 * finding ("area", "quality", "confidence"): such words come with the evidence that they belong to.
 */
export const baseVocabulary: readonly string[] =
  `a according across also although an analysis and any appear appears are as at be because been being but by came can
come comes concerning consists contains corresponds could described describes detected does each evidence eye find for
found from further given gives had has have here how however identified image in include included includes including
indicated indicates into is it its itself known let look looking looks made may must namely note noted notes observed of
on only or our out overall photograph picture present presented presents read reads recorded regarding remain remains
report reported reports see seen session shall should show showing shown shows sign signs so stands stated states such
summary taken tells that the their them then there therefore these they this those though thus to together upon was we
were what when where which while who whose will with would you your`
    .split(/\s+/u)
    .filter((word, i, all) => word !== '' && all.indexOf(word) === i)
