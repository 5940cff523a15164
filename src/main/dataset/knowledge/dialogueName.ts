import type { Voice } from '../dialogue/questions.ts'

const KNOWLEDGE = 'knowledge'

/** "knowledge/glaucoma/lay/3" */
export const knowledgeDialogueName = (page: string, voice: Voice, round: number): string =>
  [KNOWLEDGE, page, voice, round].join('/')

/** What must stay on one side of a split: the dialogues on one condition. Undefined for dialogues on photographs. */
export function knowledgeGroupOf(name: string): string | undefined {
  const [track, page] = name.split('/')
  return track === KNOWLEDGE && page !== undefined ? `${KNOWLEDGE}/${page}` : undefined
}
