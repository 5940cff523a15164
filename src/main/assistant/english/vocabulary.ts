/**
 * Words that a language model may always use: those that hold a sentence together and report that something was found. No
 * number, eye, place, lesion, grade, negation, comparison, judgement or drug is among them, nor any word for a kind of
 * finding ("area", "quality", "confidence"): such words come with the evidence that they belong to.
 */
export const baseVocabulary: readonly string[] =
  `a according across alongside also although an analysis and any appear appears are arrives as assessed assigned
assigns at be because been being but by call called calls came can carried carries come comes comprise comprises
comprising consistent consists contains corresponds could described describes detected distributed
distribution does each evidence eye find following follows for found from further given gives go goes going had hand
has have here holds how however identified image in include included includes including indicated indicates into is
it its itself judged known let listed lists located look looking looks lying made marked may measured measures must
namely note noted notes observed obtained of on only or our out outlined overall part photograph picked picks
picture placed places position positioned present presented presents put puts rated reached reaches read reading
reads recorded regarding remain remains report reported reports returned returns see seen session shall should show
showing shown shows sign signs sits situated so spread stands stated states such suggests summary taken tells terms
that the their them then there therefore these they this those though thus to together turned turns up upon value
visible was we were what when where which while who whose will with works would written you your`
    .split(/\s+/u)
    .filter((word, i, all) => word !== '' && all.indexOf(word) === i)
