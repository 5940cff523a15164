import { Trans, useTranslation } from 'react-i18next'
import type { ImageDetail } from '#shared/contract/views.ts'
import { type Analysis, assertsGrades } from '#shared/domain/analysis.ts'
import type { ClassifierGrade, CriterionResult, RuleGrade } from '#shared/domain/grade.ts'
import type { ImageId } from '#shared/domain/ids.ts'
import { percent, qualityReasons } from '../../i18n/domainWords.ts'
import { text } from '../../i18n/text.ts'
import { follow } from '../../view/follow.ts'
import { lightUp } from '../../view/spotlight.ts'
import {
  ICDR_LEVELS,
  criteriaBy,
  dmeRiskOf,
  isIcdrLevel,
  verdictOf,
  type IcdrLevel,
  type Verdict
} from './model/verdict.ts'

const levelWord = (level: number): string => (isIcdrLevel(level) ? text(`domain:icdrShort.${level}`) : String(level))

function joined(words: readonly string[]): string {
  const [first = '', ...rest] = words
  const last = rest.at(-1)
  if (last === undefined) return first
  return text('findings:verdict.or', { first: [first, ...rest.slice(0, -1)].join(', '), last })
}

/** Five segments, one a level: the chosen one, and those that the conformal set does not exclude. */
function LevelBar({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('findings')
  const coverage = verdict.classifier?.conformalSet?.coverage
  const chosen = levelWord(verdict.grade.level)
  const set = [...verdict.others.filter((level) => level < verdict.grade.level).map(levelWord), chosen].concat(
    verdict.others.filter((level) => level > verdict.grade.level).map(levelWord)
  )
  const words =
    coverage === undefined
      ? t('verdict.chosen', { chosen })
      : t('verdict.setWords', { chosen, coverage: percent(coverage), set: set.join(', ') })
  const look = (level: IcdrLevel): string =>
    level === verdict.grade.level ? 'level level-top' : verdict.others.includes(level) ? 'level level-in' : 'level'
  return (
    <div className="level-bar" title={words}>
      <span className="visually-hidden">{`${t('verdict.setTitle')}. ${words}`}</span>
      {ICDR_LEVELS.map((level) => (
        <span key={level} className={look(level)} />
      ))}
    </div>
  )
}

type CriterionProps = { readonly criterion: CriterionResult; readonly imageId: ImageId }

function Criterion({ criterion, imageId }: CriterionProps) {
  const { t } = useTranslation('findings')
  const lit = { imageId, findings: criterion.findings, marks: [] }
  if (criterion.findings.length === 0) return <li>{criterion.text}</li>
  return (
    <li>
      <button
        type="button"
        className="link"
        title={t('verdict.showCriterion', { criterion: criterion.text })}
        onMouseEnter={() => lightUp(lit)}
        onMouseLeave={() => lightUp(null)}
        onFocus={() => lightUp(lit)}
        onBlur={() => lightUp(null)}
        onClick={() => follow(lit)}
      >
        {criterion.text}
      </button>
    </li>
  )
}

type BasisProps = { readonly rule: RuleGrade; readonly imageId: ImageId }

/** What the rule's grade rests on, and what it could not look at. */
function Basis({ rule, imageId }: BasisProps) {
  const { t } = useTranslation('findings')
  const met = criteriaBy(rule, 'yes')
  const open = criteriaBy(rule, 'notAssessed')
  return (
    <dl className="basis">
      {met.length === 0 ? null : (
        <div>
          <dt>{t('verdict.restsOn')}</dt>
          <dd>
            <ul>
              {met.map((criterion) => (
                <Criterion key={criterion.id} criterion={criterion} imageId={imageId} />
              ))}
            </ul>
          </dd>
        </div>
      )}
      {open.length === 0 ? null : (
        <div>
          <dt>{t('verdict.notAssessed')}</dt>
          <dd>{open.map((criterion) => criterion.text).join('; ')}</dd>
        </div>
      )}
    </dl>
  )
}

const bold = { b: <b /> }

function Why({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('findings')
  const { rule, agreement, others } = verdict
  return (
    <div className="why">
      {others.length === 0 ? null : (
        <p>
          <Trans
            t={t}
            i18nKey="verdict.couldAlso"
            values={{ others: joined(others.map(levelWord)) }}
            components={bold}
          />
        </p>
      )}
      {rule && agreement !== 'alone' ? (
        <p className={agreement === 'differ' ? 'note' : undefined}>
          <Trans
            t={t}
            i18nKey={agreement === 'differ' ? 'verdict.ruleDiffers' : 'verdict.ruleAgrees'}
            values={{ level: levelWord(rule.level) }}
            components={bold}
          />
        </p>
      ) : null}
    </div>
  )
}

/** What rule and classifier came to on a photograph that no grade is put forward for. */
function Unasserted({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('findings')
  const { rule, classifier, agreement } = verdict
  return (
    <>
      <h2>{t('verdict.unasserted')}</h2>
      <div className="why">
        <p>{t('verdict.unassertedBody')}</p>
        {rule ? (
          <p>
            <Trans t={t} i18nKey="verdict.unassertedRule" values={{ level: levelWord(rule.level) }} components={bold} />
          </p>
        ) : null}
        {classifier ? (
          <p>
            <Trans
              t={t}
              i18nKey="verdict.unassertedClassifier"
              values={{ level: levelWord(classifier.level), percent: percent(classifier.probability) }}
              components={bold}
            />
          </p>
        ) : null}
        {agreement === 'differ' ? <p className="note">{t('verdict.disagree')}</p> : null}
      </div>
    </>
  )
}

function Asserted({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('findings')
  return (
    <>
      <h2>
        {verdict.grade.label} <span className="caption">{t('verdict.level', { level: verdict.grade.level })}</span>
        <span className="verdict-sure">{confidence(verdict.classifier)}</span>
      </h2>
      <LevelBar verdict={verdict} />
      <Why verdict={verdict} />
    </>
  )
}

function Ungraded() {
  const { t } = useTranslation('findings')
  return (
    <>
      <h2>{t('verdict.none')}</h2>
      <p className="why">{t('verdict.noneBody')}</p>
    </>
  )
}

const confidence = (classifier: ClassifierGrade | undefined): string =>
  classifier ? percent(classifier.probability) : text('findings:verdict.byRule')

function Quality({ analysis }: { readonly analysis: Analysis }) {
  const { t } = useTranslation(['findings', 'domain'])
  const { quality } = analysis
  if (!quality) return <p className="why">{`${t('findings:quality.label')}: ${t('findings:quality.unknown')}`}</p>
  const level = t(`domain:quality.${quality.level}`)
  const reasons = qualityReasons(quality)
  return (
    <>
      <p className="verdict-quality">
        <span>{t('findings:quality.label')}</span>{' '}
        <b>{reasons === '' ? level : t('findings:quality.withReasons', { level, reasons })}</b>
        {quality.confidence === null ? null : <span className="caption">{percent(quality.confidence)}</span>}
      </p>
      {quality.level === 'reject' ? <p className="note">{t('findings:quality.rejectHint')}</p> : null}
    </>
  )
}

type VerdictCardProps = { readonly detail: ImageDetail; readonly analysis: Analysis }

/** The grade with the quality of the photograph beside it, what it rests on, and what comes next. */
export function VerdictCard({ detail, analysis }: VerdictCardProps) {
  const { t } = useTranslation('findings')
  const verdict = verdictOf(detail.grades)
  const asserted = assertsGrades(analysis)
  const dme = asserted ? dmeRiskOf(detail.grades) : undefined
  const nextStep = asserted ? (verdict?.rule?.nextStep ?? null) : null
  return (
    <>
      <section className="verdict" aria-label={t('verdict.label')}>
        {verdict ? asserted ? <Asserted verdict={verdict} /> : <Unasserted verdict={verdict} /> : <Ungraded />}
        <Quality analysis={analysis} />
        {verdict?.rule ? <Basis rule={verdict.rule} imageId={detail.image.id} /> : null}
      </section>
      {dme || nextStep !== null ? (
        <div className="chips">
          {dme ? (
            <p className="chip">
              {t('dme')} <b>{`${String(dme.level)} · ${dme.label}`}</b>
            </p>
          ) : null}
          {nextStep === null ? null : (
            <p className="chip">
              {t('next')} <b>{nextStep}</b>
            </p>
          )}
        </div>
      ) : null}
    </>
  )
}
