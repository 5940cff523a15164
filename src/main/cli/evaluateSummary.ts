import type { Score, Scorecard, SuiteOutcome } from '../evaluation/scorecard.ts'

/** What a scorecard says, for a person: each suite with what stood in its way, then the scores over all photographs. */
export function scorecardLines(scorecard: Scorecard): string[] {
  const { suites, remarks, ...rest } = scorecard
  return [...suites.map(suiteLine), ...remarks, ...scoreLines(rest)]
}

function suiteLine({ suite, state, reason, photographs, trainedOn, failures }: SuiteOutcome): string {
  const why = {
    scored: `${photographs} ${suite === 'honesty' ? 'generated sessions' : 'photographs'}`,
    noPack:
      reason === 'model.missing'
        ? 'not scored: there is no model for it on this machine'
        : `not scored: its model cannot be used (${reason ?? 'unknown'}; \`retinadesk doctor\` says more)`,
    noLabels: `not scored: ${reason ?? 'no photograph has its labels'}`,
    failed: 'not scored: none of its photographs could be used'
  }[state]
  const failed = Object.entries(failures).map(([code, count]) => `${count} × ${code}`)
  const left = trainedOn > 0 && state !== 'noPack' ? [`${trainedOn} left out that the pack was trained on`] : []
  return `${suite}: ${[why, ...left, ...failed].join('; ')}`
}

/** Measurements, and scores by the kind of question, are too many for a screen: they are in the file only. */
const TOLD = [
  'quality',
  'landmarks',
  'vessels',
  'av',
  'lesions',
  'grades',
  'conditions',
  'calibration',
  'dialogue',
  'honesty',
  'time'
] as const

const scoreLines = (scorecard: Pick<Scorecard, (typeof TOLD)[number]>): string[] =>
  TOLD.flatMap((part) => linesUnder(part, scorecard[part]))

function linesUnder(name: string, node: unknown): string[] {
  if (isScore(node)) return [`${name.padEnd(36)} ${node.value} [${node.low}, ${node.high}] n=${node.n}`]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([part, inner]) => (part === 'kinds' ? [] : linesUnder(`${name}.${part}`, inner)))
}

const isScore = (node: unknown): node is Score =>
  typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'number'
