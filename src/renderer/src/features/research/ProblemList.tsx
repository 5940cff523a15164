import { useTranslation } from 'react-i18next'
import type { CountedProblems } from '#shared/contract/research.ts'
import type { DatasetProblem } from '#shared/domain/dataset.ts'
import { Counted } from './Counted.tsx'

function ProblemLine({ problem: { of, line, detail } }: { readonly problem: DatasetProblem }) {
  const { t } = useTranslation('research')
  return (
    <li className="problem">
      <span className="research-of">{line === null ? of : t('problemLine', { of, line })}</span>
      {detail === '' ? null : <span className="research-detail">{detail}</span>}
    </li>
  )
}

/** Problems by their kind, each with its first ones. */
export function ProblemList({ problems }: { readonly problems: readonly CountedProblems[] }) {
  const { t } = useTranslation('research')
  return problems.map(({ kind, count, first }) => (
    <Counted key={kind} name={t(`problem.${kind}`)} count={count} told={first.length}>
      {first.map((problem, index) => (
        <ProblemLine key={`${String(index)} ${problem.of}`} problem={problem} />
      ))}
    </Counted>
  ))
}
