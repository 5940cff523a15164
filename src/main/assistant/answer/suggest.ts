import type { QuestionScope } from '#shared/domain/conversation.ts'
import { lesionNames } from '../english/lesions.ts'
import { collectEvidence } from '../evidence/collect.ts'
import { itemsOf } from '../evidence/fact.ts'
import type { EvidenceSession, Reading } from '../evidence/reading.ts'

/** Suggestions that a reader can take in at a glance. */
const SHOWN = 4

function aboutReading(reading: Reading): string[] {
  if (reading.standing === 'ungradable') return ['Why can it not be graded?', 'What could still be seen?']
  if (reading.standing !== 'readable') return []
  const { items } = reading
  const counts = itemsOf(items, 'lesionCount')
  const exudates = counts.some(({ fact }) => fact.lesion === 'hardExudate')
  const [rule] = itemsOf(items, 'grade').filter(({ fact }) => fact.by === 'rule' && fact.scale === 'icdr')
  const [first] = counts.toSorted((a, b) => b.fact.count - a.fact.count)
  const unmeasured = itemsOf(items, 'notMeasured')
  return [
    ...(rule && rule.fact.level > 0 ? ['Why this grade?'] : []),
    ...(exudates ? ['How close are the exudates to the fovea?'] : []),
    ...(first ? [`Where are the ${lesionNames[first.fact.lesion].several}?`] : []),
    ...(unmeasured.length > 0 ? ['Why is a value not measurable?'] : []),
    'What is the cup-to-disc ratio?'
  ]
}

/**
 * Questions that are worth asking of a session as it stands, most telling first; each of them is one that the assistant
 * understands. Questions that were asked already are left out.
 */
export function suggestQuestions(
  session: EvidenceSession,
  {
    earlier,
    scope,
    asked
  }: {
    readonly earlier: readonly EvidenceSession[]
    readonly scope: QuestionScope
    readonly asked: readonly string[]
  }
): string[] {
  const book = collectEvidence({ current: session, earlier, scope })
  const looked = book.readings.find(({ image }) => image.id === scope.imageId) ?? book.readings[0]
  if (!looked) return []
  const suggestions = [
    ...(book.region ? ['What is in the marked region?'] : []),
    'What do you see?',
    ...(book.visits.length > 0 ? ['What has changed since the last visit?'] : []),
    ...aboutReading(looked),
    ...(book.eyes.length > 0 ? ['Which eye is worse?'] : []),
    'Summarise for the patient'
  ]
  const known = new Set(asked.map((question) => question.trim().toLowerCase()))
  return [...new Set(suggestions)].filter((question) => !known.has(question.toLowerCase())).slice(0, SHOWN)
}
