import { create } from 'zustand'
import type { ChosenOutput } from '#shared/contract/research.ts'
import type { ChosenFile } from '#shared/contract/views.ts'
import type { AdapterName } from '#shared/domain/dataset.ts'
import { DEFAULT_FORM, type RunForm } from './model/runForm.ts'

export const RESEARCH_TABS = ['records', 'problems', 'run'] as const
export type ResearchTab = (typeof RESEARCH_TABS)[number]

/** What was chosen in the panel; it stays when the panel is closed. */
type Draft = {
  readonly folder: ChosenFile | null
  /** Null as long as the likeliest set is taken. */
  readonly adapter: AdapterName | null
  readonly form: RunForm
  readonly output: ChosenOutput | null
  readonly tab: ResearchTab
  /** Whether the run was told to stop and has not yet. */
  readonly stopping: boolean
}

export const useDraft = create<Draft>(() => ({
  folder: null,
  adapter: null,
  form: DEFAULT_FORM,
  output: null,
  tab: 'records',
  stopping: false
}))

export const changeForm = (change: Partial<RunForm>): void =>
  useDraft.setState(({ form }) => ({ form: { ...form, ...change } }))

export const showTab = (tab: ResearchTab): void => useDraft.setState({ tab })
