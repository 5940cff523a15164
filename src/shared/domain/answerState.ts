import { z } from 'zod'

/** How far an answer, or a second reading, has come. */
export const AnswerState = z.enum(['waiting', 'streaming', 'complete', 'stopped', 'failed'])
export type AnswerState = z.infer<typeof AnswerState>

export const isUnderWay = (state: AnswerState): boolean => state === 'waiting' || state === 'streaming'
