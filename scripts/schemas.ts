/** Writes the JSON schemas of the files that RetinaDesk leaves or is given, from the schemas in code. Run it after changing one. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Analysis } from '#shared/domain/analysis.ts'
import { TurnRecord } from '#main/assistant/answer/record.ts'
import { DatasetConfig } from '#main/cli/dataset/settings.ts'
import { DatasetCard } from '#main/dataset/card/datasetCard.ts'
import { Description } from '#main/dataset/describe/description.ts'
import { Conversation } from '#main/dataset/dialogue/conversation.ts'
import { Scorecard } from '#main/evaluation/scorecard.ts'
import { root } from './run.ts'

const left = {
  analysis: Analysis,
  'dataset-card': DatasetCard,
  description: Description,
  dialogue: Conversation,
  scorecard: Scorecard,
  turn: TurnRecord
}
const given = { 'dataset-config': DatasetConfig }

function write(name: string, schema: object): void {
  const path = join(root, 'resources', 'schema', `${name}.schema.json`)
  writeFileSync(path, `${JSON.stringify(schema, undefined, 2)}\n`)
}

for (const [name, schema] of Object.entries(left)) write(name, z.toJSONSchema(schema))
for (const [name, schema] of Object.entries(given)) write(name, z.toJSONSchema(schema, { io: 'input' }))
