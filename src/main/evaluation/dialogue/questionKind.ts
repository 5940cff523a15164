import { z } from 'zod'

/** What a question asks for, which decides how its answer is scored. */
export const QuestionKind = z.enum(['yesNo', 'eye', 'grade', 'choice', 'number', 'boxes', 'abstention', 'open'])
export type QuestionKind = z.infer<typeof QuestionKind>
