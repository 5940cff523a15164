import { writeFileAtomically } from '../../storage/writeFile.ts'
import type { DatasetCard } from './datasetCard.ts'

/** Where the card of a file goes when nobody says: `a.jsonl` has `a.card.json` and `a.card.md`. */
export const cardPathFor = (file: string): string => `${file.replace(/\.jsonl?$/iu, '')}.card.json`

/** Writes a card as JSON, and for people as Markdown beside it. @throws AppError file.* */
export async function writeCard(path: string, card: DatasetCard): Promise<void> {
  const stem = path.replace(/\.(?:json|md)$/iu, '')
  await writeFileAtomically(`${stem}.json`, Buffer.from(`${JSON.stringify(card, undefined, 2)}\n`))
  await writeFileAtomically(`${stem}.md`, Buffer.from(markdownOf(card)))
}

function markdownOf({ app, file, made, sources, sets }: DatasetCard): string {
  const { bySet: _, bySplit, otherSets, ...counts } = file.counts
  const rows = [
    ...Object.entries(counts).filter(([, count]) => count > 0),
    ...Object.entries(bySplit).map(([split, count]) => [`split: ${split}`, count] as const),
    ...(otherSets === 0 ? [] : [['lines of no known set, licence unknown', otherSets] as const])
  ]
  const lines = [
    '# Dataset card',
    '',
    `Made by ${app.name} ${app.version}, \`dataset ${made.command}\`. SHA-256 \`${file.sha256}\`, ${file.bytes} bytes.`,
    '',
    '| what | count |',
    '| --- | --- |',
    ...rows.map(([what, count]) => `| ${what} | ${count} |`),
    '',
    '## Sets and licences',
    '',
    '| set | lines | licence | citation |',
    '| --- | --- | --- | --- |',
    ...sets.map(
      ({ title, lines: n, licence, citation }) => `| ${cell(title)} | ${n} | ${cell(licence)} | ${cell(citation)} |`
    ),
    '',
    '## How it was made',
    '',
    '```json',
    JSON.stringify(made, undefined, 2),
    '```',
    '',
    ...(sources.length === 0
      ? []
      : ['Made of files with these SHA-256:', '', ...sources.map((hash) => `- \`${hash}\``), ''])
  ]
  return lines.join('\n')
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`)
