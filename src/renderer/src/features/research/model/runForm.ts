import { ResearchRequest } from '#shared/contract/research.ts'

/** The choices of a run as they stand in the form. */
export type RunForm = Pick<ResearchRequest, 'track' | 'generator'> & { readonly seed: string; readonly limit: string }

export type RunChoices = Pick<ResearchRequest, 'track' | 'generator' | 'seed' | 'limit'>

export const DEFAULT_FORM: RunForm = { track: 'instruction', generator: 'composer', seed: '1', limit: '' }

/** What the form says, or which of its fields cannot be understood. */
export function choicesIn(
  form: RunForm
):
  | { readonly ok: true; readonly choices: RunChoices }
  | { readonly ok: false; readonly wrong: { readonly seed: boolean; readonly limit: boolean } } {
  const seed = ResearchRequest.shape.seed.safeParse(wholeNumber(form.seed))
  const limit = ResearchRequest.shape.limit.safeParse(form.limit.trim() === '' ? null : wholeNumber(form.limit))
  if (!seed.success || !limit.success) return { ok: false, wrong: { seed: !seed.success, limit: !limit.success } }
  return {
    ok: true,
    choices: { track: form.track, generator: form.generator, seed: seed.data, limit: limit.data }
  }
}

const wholeNumber = (text: string): number => (/^\d+$/u.test(text.trim()) ? Number(text) : Number.NaN)
