import { bookTopics } from '../knowledge/bookTopics.ts'
import type { Ask } from '../question/route.ts'
import { answered, type Composer, declined } from './context.ts'
import { paragraph, type Sentence, state } from './sentence.ts'

const PASSAGES = 3

/** Said with statements about prognosis and prevention: they are about groups, never about a person. */
const aboutGroups = state`These statements are about groups of people; what holds for a person, the treating ophthalmologist can say.`

const personal: Sentence = state`No photograph can foretell the course for a person; treatment and regular follow-up are what lowers the risk of losing sight, and the treating ophthalmologist can say more.`

const ability: Sentence = state`That depends on how well the eyes see, on the visual field and, after surgery, on the surgeon; none of this can be seen on a photograph.`

const unlooked: Sentence = state`Whether this photograph shows it is left open: no installed model looks for it, and nothing here says that it is absent.`

/** "Is there a macular hole?" asks about the photograph; the knowledge base can only be told beside the answer to that. */
const asksWhetherThere = ({ topics, aspects }: Ask): boolean =>
  aspects.length === 0 && topics.some((topic) => bookTopics.has(topic))

/** Statements of the knowledge base with their sources; nothing of medicine is said without one. */
export const composeKnowledge: Composer = (ask, { passages, book }) => {
  const cited = passages.slice(0, PASSAGES).map((item) => state`${book.cite(item)}`)
  if (asksWhetherThere(ask)) return declined([unlooked, ...paragraph(cited)])
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
