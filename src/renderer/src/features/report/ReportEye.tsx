import { useTranslation } from 'react-i18next'
import { blobUrl } from '#shared/contract/bridge.ts'
import type { ImageDetail } from '#shared/contract/views.ts'
import type { ReviewStatus } from '#shared/domain/finding.ts'
import { assertsGrades } from '#shared/domain/analysis.ts'
import { gradeBy } from '#shared/domain/grade.ts'
import { eyeOf } from '#shared/domain/image.ts'
import { caption, eyeName, percent } from '../../i18n/domainWords.ts'
import { text } from '../../i18n/text.ts'

/** The grade in one line as the report heads it: by rule, else by the classifier with its probability. */
function gradeLine({ analysis, grades }: ImageDetail): string {
  if (!analysis) return text('reportPane:notAnalysed')
  if (!analysis.gate.fundus) return text('reportPane:notFundus')
  if (!assertsGrades(analysis)) return text('reportPane:unasserted')
  const [rule, classifier] = [gradeBy(grades, 'icdr', 'rule'), gradeBy(grades, 'icdr', 'classifier')]
  const grade = rule ?? classifier
  if (!grade) return text('reportPane:noGrade')
  const words = text('reportPane:grade', { label: grade.label, level: grade.level })
  if (grade.by === 'classifier') {
    return text('reportPane:gradeSure', { grade: words, percent: percent(grade.probability) })
  }
  return classifier && classifier.level !== grade.level
    ? text('reportPane:gradeDiffers', { grade: words, other: classifier.label })
    : words
}

/** Quality and oedema risk in one line. */
function qualityLine({ analysis, grades }: ImageDetail): string {
  if (!analysis?.quality) return ''
  const dme = assertsGrades(analysis) ? gradeBy(grades, 'dmeRisk', 'rule') : undefined
  return caption(
    text('reportPane:quality', { level: text(`domain:quality.${analysis.quality.level}`) }),
    dme && text('reportPane:dme', { level: dme.level })
  )
}

/** True where nobody looked for lesions: none found is then not none there. */
const lesionsUnknown = ({ analysis }: ImageDetail): boolean =>
  analysis?.missing.some(({ stage }) => stage === 'lesions') ?? true

type ReportEyeProps = { readonly detail: ImageDetail; readonly name: string; readonly includeProposed: boolean }

/** What the report will say about one photograph. */
export function ReportEye({ detail, name, includeProposed }: ReportEyeProps) {
  const { t } = useTranslation('reportPane')
  const count = (status: ReviewStatus): number => detail.findings.filter((finding) => finding.status === status).length
  const proposed = count('proposed')
  const findings = caption(
    count('confirmed') > 0 && t('accepted', { count: count('confirmed') }),
    proposed > 0 &&
      `${t('proposed', { count: proposed })}, ${t(includeProposed ? 'proposedPrinted' : 'proposedLeftOut')}`,
    count('rejected') > 0 && t('rejected', { count: count('rejected') })
  )
  const measured = detail.analysis?.measurements.filter(({ result }) => result.measurable).length ?? 0
  return (
    <li className="report-eye">
      <img src={blobUrl(detail.image.thumbnailHash)} alt="" />
      <div>
        <p className="report-grade">
          <b>{name}</b> <span className="caption">{eyeName(eyeOf(detail.image))}</span>
        </p>
        <p>{gradeLine(detail)}</p>
        <p className="caption">{qualityLine(detail)}</p>
        <p className="caption">
          {findings === '' ? t(lesionsUnknown(detail) ? 'lesionsUnknown' : 'noFindings') : findings}
        </p>
        {measured > 0 ? <p className="caption">{t('measurements', { count: measured })}</p> : null}
      </div>
    </li>
  )
}
