import { z } from 'zod'
import { DatasetPreview, FolderContent, ResearchReport, ResearchRequest } from '#shared/contract/research.ts'
import { AdapterName } from '#shared/domain/dataset.ts'
import { LanguageChoice } from './languageMethods.ts'

/** What the research engine can be asked: it reads whole public sets, which would hold everybody else up. */
export const researchMethods = {
  identify: { input: z.object({ folder: z.string() }), output: FolderContent },
  preview: { input: z.object({ folder: z.string(), adapter: AdapterName }), output: DatasetPreview },
  run: {
    input: ResearchRequest.extend({
      folder: z.string(),
      output: z.string(),
      /** The model that words the answers where `generator` says so. */
      model: LanguageChoice.pick({ path: true, acceleration: true }).nullable(),
      /** Who signs the card. */
      app: z.object({ name: z.string(), version: z.string() })
    }),
    output: ResearchReport
  }
} as const
export type ResearchMethods = typeof researchMethods
