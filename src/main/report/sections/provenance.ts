import type { SessionDetail } from '#shared/contract/views.ts'
import { type Generator, type SecondReadingTurn, type Turn, isQuestion } from '#shared/domain/conversation.ts'
import type { ModelUse, Provenance } from '#shared/domain/provenance.ts'
import type { Fact } from '../reportModel.ts'
import { cleanLine } from '../texts/cleanText.ts'
import type { ReportTexts } from '../texts/english.ts'

/** Enough of a SHA-256 to tell two model files apart on paper; the whole hash stands in the analysis. */
const SHORT_HASH = 12

const distinct = (items: readonly string[]): string => [...new Set(items)].join(' · ')

const modelWords = (model: ModelUse, texts: ReportTexts): string =>
  texts.model(
    `${model.pack} ${model.version}`,
    model.sha256.slice(0, SHORT_HASH),
    model.provider === 'cpu' ? 'CPU' : model.provider
  )

/** Who phrased an answer: "built-in composer 1", or a model's name, version and provider. */
export const generatorWords = (generator: Generator, texts: ReportTexts): string =>
  generator.kind === 'composer'
    ? texts.composer(generator.version)
    : `${generator.id} ${generator.version} (${generator.provider})`

/** Who read a photograph again; empty where nobody came to it. */
export const readerWords = ({ reading: { model } }: SecondReadingTurn, texts: ReportTexts): string =>
  model === null ? '' : texts.reader(model.name, model.sha256.slice(0, SHORT_HASH))

/** The guidelines behind the grades, by scale with their source; those of a run that gave no grade by name only. */
function guidelineWords({ images }: SessionDetail, texts: ReportTexts): string[] {
  const rules = images.flatMap(({ grades }) => grades.flatMap((grade) => (grade.by === 'rule' ? [grade] : [])))
  const cited = new Set(rules.map(({ guideline }) => guideline.id))
  const uncited = images.flatMap(({ analysis }) =>
    (analysis?.provenance.guidelines ?? []).filter(({ id }) => !cited.has(id))
  )
  return [
    ...rules.map(({ scale, guideline }) =>
      texts.guideline(`${texts.scales[scale]} ${guideline.version}`, guideline.citation)
    ),
    ...uncited.map(({ id, version }) => `${id} ${version}`)
  ]
}

/**
 * What made the results: every model with version, hash and provider, guidelines, engines, sources of photographs, and
 * who phrased the answers and read the photographs again that are quoted.
 */
export function provenanceOf(detail: SessionDetail, quoted: readonly Turn[], texts: ReportTexts): Fact[] {
  const { labels } = texts
  const runs: readonly Provenance[] = detail.images.flatMap(({ analysis }) =>
    analysis === null ? [] : [analysis.provenance]
  )
  const generators = quoted.flatMap((turn) => (isQuestion(turn) ? (turn.answer.generator ?? []) : []))
  const readers = quoted.flatMap((turn) => (isQuestion(turn) ? [] : [readerWords(turn, texts)]))
  const models = distinct(runs.flatMap((run) => run.models.map((model) => modelWords(model, texts))))
  const lines: readonly (readonly [string, string])[] = [
    [labels.models, models === '' ? texts.noModels : models],
    [labels.guidelines, distinct(guidelineWords(detail, texts))],
    [
      labels.engine,
      distinct(
        runs.flatMap(({ app, runtime }) => [
          `${app.name} ${app.version}`,
          texts.runtime(runtime.name, runtime.version, runtime.threads)
        ])
      )
    ],
    [labels.answers, distinct(generators.map((generator) => generatorWords(generator, texts)))],
    [labels.secondReader, distinct(readers.filter((reader) => reader !== ''))],
    [labels.remarks, distinct(runs.flatMap((run) => run.remarks))],
    [labels.photographs, distinct(detail.images.flatMap(({ image }) => image.attribution ?? []))]
  ]
  return lines
    .filter(([, text]) => text !== '')
    .map(([label, text]) => ({ label, text: cleanLine(text), source: '', strong: false }))
}
