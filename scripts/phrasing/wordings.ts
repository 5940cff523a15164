import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { EvidenceId } from '#shared/domain/evidence.ts'
import type { EvidenceItem } from '#main/assistant/evidence/fact.ts'
import type { Sentence } from '#main/assistant/composer/sentence.ts'
import { root } from '../run.ts'

const Wordings = z.object({
  note: z.string(),
  sentences: z.array(
    z.object({ marks: z.record(EvidenceId, z.string()), planned: z.string(), wordings: z.array(z.string()).min(1) })
  )
})

/** A planned sentence, and how a clinician might put it. */
export type Worded = { readonly sentence: Sentence; readonly wordings: readonly string[] }

/** Evidence of which only the text is known: enough to word it, too little to check a claim about it. */
const itemOf = (id: EvidenceId, text: string): EvidenceItem => ({
  evidence: { id, kind: 'finding', eye: null, subject: '', text, figure: null, source: '', target: null },
  fact: { kind: 'regionEmpty' }
})

/** Reads the wordings that were written apart from everything that is learnt. */
export async function readWordings(): Promise<Worded[]> {
  const text = await readFile(join(root, 'resources', 'evaluation', 'wordings.json'), 'utf8')
  return Wordings.parse(JSON.parse(text)).sentences.map(({ marks, planned, wordings }) => {
    const items = new Map(Object.entries(marks).map(([id, said]) => [`[${id}]`, itemOf(EvidenceId.parse(id), said)]))
    const parts = planned.split(/(\[E\d+\])/u).filter((part) => part !== '')
    return {
      sentence: { voice: 'free', paragraph: false, parts: parts.map((part) => items.get(part) ?? part) },
      wordings
    }
  })
}
