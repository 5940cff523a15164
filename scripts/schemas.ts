/** Writes the JSON schemas of the files that RetinaDesk leaves, from the schemas in code. Run it after changing one. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Analysis } from '#shared/domain/analysis.ts'
import { TurnRecord } from '#main/assistant/answer/record.ts'
import { Scorecard } from '#main/evaluation/scorecard.ts'
import { root } from './run.ts'

const schemas = { analysis: Analysis, scorecard: Scorecard, turn: TurnRecord }

for (const [name, schema] of Object.entries(schemas)) {
  const path = join(root, 'resources', 'schema', `${name}.schema.json`)
  writeFileSync(path, `${JSON.stringify(z.toJSONSchema(schema), undefined, 2)}\n`)
}
