import { answered, type Composer, declined } from './context.ts'
import { paragraph, type Sentence, state } from './sentence.ts'

const PASSAGES = 3

/** Said with statements about prognosis and prevention: they are about groups, never about a person. */
const aboutGroups = state`These statements are about groups of people; what holds for a person, the treating ophthalmologist can say.`

const personal: Sentence = state`No photograph can foretell the course for a person; treatment and regular follow-up are what lowers the risk of losing sight, and the treating ophthalmologist can say more.`

const ability: Sentence = state`That depends on how well the eyes see, on the visual field and, after surgery, on the surgeon; none of this can be seen on a photograph.`

/** Statements of the knowledge base with their sources; nothing of medicine is said without one. */
export const composeKnowledge: Composer = (ask, { passages, book }) => {
  const cited = passages.slice(0, PASSAGES).map((item) => state`${book.cite(item)}`)
  const general = ask.aspects.includes('prognosis') || ask.aspects.includes('prevention')
  if (cited.length > 0) return answered([...cited, ...(general ? paragraph([aboutGroups]) : [])])
  if (ask.aspects.includes('prognosis')) return declined([personal])
  if (ask.aspects.includes('prevention') && ask.topics.length === 0) return declined([ability])
  return declined([state`The knowledge base has no source for this.`])
}

/** What a term means, by the knowledge base. */
export const composeExplainTerm: Composer = (_ask, { passages, book }) => {
  const definitions = passages.filter(({ aspect }) => aspect === 'definition')
  const cited = (definitions.length > 0 ? definitions : passages).slice(0, 2).map((item) => state`${book.cite(item)}`)
  return cited.length > 0 ? answered(cited) : declined([state`The knowledge base has no entry for this term.`])
}
