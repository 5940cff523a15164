import { assertsGrades } from '#shared/domain/analysis.ts'
import { type ClassifierGrade, type Grade, type RuleGrade } from '#shared/domain/grade.ts'
import { conditionNames, scaleNames } from '../english/conditions.ts'
import { type DraftContext, draftFor } from './draft.ts'
import type { EvidenceDraft } from './fact.ts'
import { formatProbability, listed } from './figures.ts'

/** ICDR levels by name (Wilkinson 2003). */
const icdrNames = ['no apparent retinopathy', 'mild NPDR', 'moderate NPDR', 'severe NPDR', 'PDR'] as const

const levelName = (grade: Pick<Grade, 'scale'>, level: number): string =>
  (grade.scale === 'icdr' ? icdrNames[level] : undefined) ?? `${scaleNames[grade.scale]} ${level}`

/** "Moderate NPDR (ICDR 2)"; the label alone where it names the level already or there are only two. */
function gradeName(grade: Grade): string {
  if (grade.scale === 'referable' || grade.label.includes(String(grade.level))) return grade.label
  return `${grade.label} (${scaleNames[grade.scale]} ${grade.level})`
}

const figureOf = (grade: Grade) => ({
  name: grade.scale,
  value: grade.level,
  unit: 'level' as const,
  region: null
})

const metWords = { yes: 'met', no: 'not met', notAssessed: 'not assessed' } as const

function ruleDrafts(context: DraftContext, grade: RuleGrade): EvidenceDraft[] {
  const { guideline, scale } = grade
  const source = `${guideline.citation} (rule, version ${guideline.version})`
  const named = (ids: readonly string[]) => context.findings.filter(({ id }) => ids.includes(id))
  return [
    draftFor(context, {
      kind: 'grade',
      subject: `${scaleNames[scale]} grade by rule`,
      text: gradeName(grade),
      source,
      figure: figureOf(grade),
      findings: named(grade.criteria.filter(({ met }) => met === 'yes').flatMap(({ findings }) => findings)),
      fact: { kind: 'grade', scale, level: grade.level, by: 'rule' }
    }),
    ...grade.criteria.map((criterion) =>
      draftFor(context, {
        kind: 'criterion',
        subject: criterion.text,
        text: `${criterion.text}: ${metWords[criterion.met]}`,
        source,
        findings: named(criterion.findings),
        fact: { kind: 'criterion', scale, met: criterion.met }
      })
    ),
    // A step follows from a grade that is asserted.
    ...(grade.nextStep === null || !assertsGrades(context.analysis)
      ? []
      : [
          draftFor(context, {
            kind: 'knowledge',
            subject: 'next step',
            text: grade.nextStep,
            source,
            fact: { kind: 'nextStep', scale }
          })
        ])
  ]
}

function classifierDrafts(context: DraftContext, grade: ClassifierGrade): EvidenceDraft[] {
  const { scale, conformalSet } = grade
  const source = context.packSource('grades')
  const others = (conformalSet?.levels ?? []).filter((level) => level !== grade.level)
  return [
    draftFor(context, {
      kind: 'grade',
      subject: `${scaleNames[scale]} grade by classifier`,
      text: `${gradeName(grade)}, ${formatProbability(grade.probability)}`,
      source,
      figure: figureOf(grade),
      fact: { kind: 'grade', scale, level: grade.level, by: 'classifier' }
    }),
    ...(conformalSet === null || others.length === 0
      ? []
      : [
          draftFor(context, {
            kind: 'grade',
            subject: `${scaleNames[scale]} levels that are not excluded`,
            text: `${listed(
              others.map((level) => levelName(grade, level)),
              'or'
            )} (${formatProbability(conformalSet.coverage)} set)`,
            source,
            fact: { kind: 'gradeAlternatives', scale, levels: others }
          })
        ])
  ]
}

/** Grades with what they rest on, and the classifier's opinion of other disease. Only for readable photographs. */
export function gradeDrafts(context: DraftContext): EvidenceDraft[] {
  return [
    ...context.grades.flatMap((grade) =>
      grade.by === 'rule' ? ruleDrafts(context, grade) : classifierDrafts(context, grade)
    ),
    ...context.analysis.conditions.map(({ condition, probability, suspected }) =>
      draftFor(context, {
        kind: 'condition',
        subject: conditionNames[condition],
        text: `${conditionNames[condition]} ${suspected ? 'suspected' : 'not suspected'}, ${formatProbability(probability)}`,
        source: context.packSource('grades'),
        figure: { name: condition, value: probability, unit: 'probability', region: null },
        fact: { kind: 'condition', condition, suspected }
      })
    )
  ]
}
