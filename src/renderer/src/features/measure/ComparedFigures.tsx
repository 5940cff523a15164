import { useTranslation } from 'react-i18next'
import { compareMeasurements } from '#shared/domain/comparison.ts'
import type { Measurement } from '#shared/domain/measurement.ts'
import { differenceFigure, differenceWords, resultWords } from './measureWords.ts'

type ComparedFiguresProps = { readonly measurement: Measurement; readonly other: Measurement | undefined }

/** A measurement's value, the value that it is compared with, and whether their difference says anything. */
export function ComparedFigures({ measurement: m, other }: ComparedFiguresProps) {
  const { t } = useTranslation('measure')
  if (!m.result.measurable) return null
  if (!other?.result.measurable) {
    return (
      <>
        <td>{resultWords(m)}</td>
        <td colSpan={2} className="measure-not-there" title={other && resultWords(other)}>
          {t('against.notThere')}
        </td>
      </>
    )
  }
  const compared = compareMeasurements(m, other)
  const words = differenceWords(compared, m.unit)
  return (
    <>
      <td>{resultWords(m)}</td>
      <td>{resultWords(other)}</td>
      <td className={compared.comparable ? `change-${compared.verdict}` : 'change-withinNoise'} title={words}>
        <span aria-hidden="true">{differenceFigure(compared)}</span>
        <span className="visually-hidden">{words}</span>
      </td>
    </>
  )
}
