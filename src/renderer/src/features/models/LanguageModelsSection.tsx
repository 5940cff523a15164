import { useTranslation } from 'react-i18next'
import { AppError } from '#shared/contract/errors.ts'
import type { LanguageModels, LanguageModelWork } from '#shared/contract/languageModels.ts'
import { errorWords } from '../../i18n/errorText.ts'
import { useLanguageModels } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Banner, ErrorState, Waiting } from '../../ui/States.tsx'
import { addFiles, addFolder, stopWork } from './languageActions.ts'
import { LanguageModelRow, useSize } from './LanguageModelRow.tsx'

function Work({ work }: { readonly work: LanguageModelWork }) {
  const { t } = useTranslation('models')
  const words = t(`languageModels.work.${work.kind}`, { name: work.name })
  return (
    <div className="language-work">
      <output>{words}</output>
      <ProgressBar label={words} done={work.progress?.done ?? 0} total={work.progress?.total ?? 1} />
      <Button icon="stop" onClick={() => void stopWork()}>
        {t('languageModels.stop')}
      </Button>
    </div>
  )
}

function Problem({ problem }: { readonly problem: NonNullable<LanguageModels['problem']> }) {
  const { t } = useTranslation('models')
  const { title, remedy } = errorWords(AppError.fromData(problem.error))
  const which =
    problem.name === null ? t('languageModels.problemOwn') : t('languageModels.problem', { name: problem.name })
  return (
    <Banner tone="warn">
      {which} {title}. {remedy}
    </Banner>
  )
}

function Refused({ refused }: Pick<LanguageModels, 'refused'>) {
  const { t } = useTranslation('models')
  return (
    <section role="alert">
      <h3>{t('languageModels.refused')}</h3>
      <ul className="language-refused">
        {refused.map(({ name, error }) => {
          const { title, remedy } = errorWords(AppError.fromData(error))
          return (
            <li key={name}>
              <b>{name}</b>: {title}. {remedy}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const COLUMNS = ['model', 'size', 'need', 'fit', 'actions'] as const

function Table({ models, work }: LanguageModels) {
  const { t } = useTranslation('models')
  return (
    <table className="language-models" aria-label={t('languageModels.table')}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`languageModels.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <LanguageModelRow key={model.id} model={model} busy={work !== null} />
        ))}
      </tbody>
    </table>
  )
}

/** The language models of this computer: which fit, which is in use, and adding others. */
export function LanguageModelsSection() {
  const { t } = useTranslation('models')
  const size = useSize()
  const { data: shelf, error, refetch } = useLanguageModels()
  if (error && !shelf) return <ErrorState error={error} remedies={{ tryAgain: () => void refetch() }} />
  if (!shelf) return <Waiting label={t('languageModels.title')} />
  const { models, memory, work, refused, problem } = shelf
  return (
    <section>
      <h2>{t('languageModels.title')}</h2>
      <p>{t('languageModels.about')}</p>
      <p className="caption">
        {t('languageModels.memory', { total: size(memory.totalBytes), free: size(memory.freeBytes) })}
      </p>
      {problem ? <Problem problem={problem} /> : null}
      {models.length === 0 ? <p>{t('languageModels.none')}</p> : <Table {...shelf} />}
      {work ? <Work work={work} /> : null}
      {refused.length > 0 ? <Refused refused={refused} /> : null}
      <div className="language-add">
        <Button look="outline" icon="add" disabled={work !== null} onClick={() => void addFiles()}>
          {t('languageModels.addFile')}
        </Button>
        <Button look="outline" disabled={work !== null} onClick={() => void addFolder()}>
          {t('languageModels.addFolder')}
        </Button>
      </div>
    </section>
  )
}
