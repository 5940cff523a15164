import { cardPathFor } from '../../dataset/card/writeCard.ts'
import { loadKnowledge } from '../../assistant/knowledge/load.ts'
import { knowledgeDialogues } from '../../dataset/knowledge/knowledgeDialogues.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { EXIT, type ExitCode } from '../exitCodes.ts'
import type { Workbench } from '../workbench.ts'
import { failed } from './failed.ts'
import type { KnowledgeDialoguesSettings } from './settings.ts'

type Bench = Pick<Workbench, 'console' | 'signal' | 'resources'>

/** Dialogues that `--dry-run` shows. */
const SHOWN = 3

/** Writes dialogues about the knowledge base and their card, the same for the same seed; they need no photographs. */
export async function dialoguesOnKnowledge(bench: Bench, settings: KnowledgeDialoguesSettings): Promise<ExitCode> {
  const { console, resources } = bench
  const { out, card = cardPathFor(out), seed, limit = Infinity, dryRun } = settings
  try {
    const knowledge = await loadKnowledge(resources.knowledge)
    const made = knowledgeDialogues(knowledge, { seed, limit: dryRun ? Math.min(limit, SHOWN) : limit })
    const lines = made.dialogues.map((dialogue) => JSON.stringify(dialogue))
    if (dryRun) {
      for (const line of lines) console.out(line)
      console.out('nothing written')
      return EXIT.done
    }
    await writeFileAtomically(out, Buffer.from(lines.map((line) => `${line}\n`).join('')))
    await writeFileAtomically(card, json(made.card))
    const { kept, turns, rejected, byPage, sources } = made.card
    const [conditions, cited] = [Object.keys(byPage).length, Object.keys(sources).length]
    console.out(`kept ${kept} dialogues, ${turns} turns, on ${conditions} conditions from ${cited} sources`)
    if (rejected > 0) console.err(`${rejected} dialogues did not stand up to their statements and were left out`)
    if (kept === 0) return EXIT.failed
    return rejected === 0 ? EXIT.done : EXIT.partly
  } catch (error) {
    return failed(bench, error)
  }
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`)
