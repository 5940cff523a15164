import type { SessionDetail } from '#shared/contract/views.ts'
import {
  type QuestionTurn,
  type SecondReadingTurn,
  type TranscriptFormat,
  type Turn,
  isQuestion,
  stateOf
} from '#shared/domain/conversation.ts'
import type { ReviewStatus } from '#shared/domain/finding.ts'
import type { FindingId } from '#shared/domain/ids.ts'
import type { AnswerParagraph, CitedEvidence, Fact } from './reportModel.ts'
import {
  type Numbering,
  aboutWords,
  citedBy,
  numbering,
  paragraphsOfAnswer,
  standingOf,
  statusesOf
} from './sections/citedAnswer.ts'
import { identityOf } from './sections/identity.ts'
import { generatorWords, provenanceOf, readerWords } from './sections/provenance.ts'
import { comparisonRemarks, paragraphsOfReading } from './sections/secondReading.ts'
import { cleanText } from './texts/cleanText.ts'
import type { ReportTexts } from './texts/english.ts'
import { moment } from './texts/figures.ts'

/** A question with its answer, or a second reading under its label, as a transcript gives it. */
type TranscriptTurn = {
  readonly kind: Turn['kind']
  readonly heading: string
  readonly about: string
  readonly askedAt: string
  readonly paragraphs: readonly AnswerParagraph[]
  /** What became of the answer, and who phrased it. */
  readonly remarks: readonly string[]
}

/** A whole conversation as data: the questions and answers, what they cite, and what made them. */
type Transcript = {
  readonly title: string
  readonly identity: readonly Fact[]
  readonly turns: readonly TranscriptTurn[]
  readonly nothingAsked: string
  readonly evidenceTitle: string
  readonly evidence: readonly CitedEvidence[]
  readonly provenanceTitle: string
  readonly provenance: readonly Fact[]
  readonly safety: string
}

type TranscriptOptions = { readonly timeZone: string; readonly texts: ReportTexts }

type Setting = TranscriptOptions & {
  readonly detail: SessionDetail
  readonly statuses: ReadonlyMap<FindingId, ReviewStatus>
  readonly numbers: Numbering
}

function fateOf(turn: Turn, texts: ReportTexts): string[] {
  const of = isQuestion(turn)
  switch (stateOf(turn)) {
    case 'complete':
      return []
    case 'stopped':
      return [of ? texts.answerStopped : texts.readingStopped]
    case 'failed':
      return [of ? texts.answerFailed : texts.readingFailed]
    case 'waiting':
    case 'streaming':
      return [of ? texts.answerPending : texts.readingPending]
  }
}

function answeredTurn(turn: QuestionTurn, { detail, timeZone, texts, statuses, numbers }: Setting): TranscriptTurn {
  const standing = standingOf(citedBy(turn), statuses)
  const { generator, replaced } = turn.answer
  const about = [aboutWords(turn.scope.imageId, detail, texts), turn.scope.region === null ? '' : texts.aboutRegion]
  return {
    kind: 'question',
    heading: cleanText(turn.question),
    about: about.filter((part) => part !== '').join(', '),
    askedAt: moment(turn.askedAt, texts.language, timeZone),
    paragraphs: paragraphsOfAnswer(turn.answer.segments, numbers),
    remarks: [
      ...fateOf(turn, texts),
      ...(standing.has('rejected') ? [texts.answerCitesRejected] : []),
      ...(standing.has('unknown') ? [texts.answerOutdated] : []),
      ...(generator === null ? [] : [texts.answeredBy(generatorWords(generator, texts), replaced)])
    ]
  }
}

function readTurn(turn: SecondReadingTurn, setting: Setting): TranscriptTurn {
  const { detail, timeZone, texts } = setting
  const reader = readerWords(turn, texts)
  return {
    kind: 'secondReading',
    heading: texts.secondReading,
    about: aboutWords(turn.imageId, detail, texts),
    askedAt: moment(turn.askedAt, texts.language, timeZone),
    paragraphs: paragraphsOfReading(turn, setting),
    remarks: [
      ...fateOf(turn, texts),
      ...(turn.reading.sentences.length === 0 ? [] : comparisonRemarks(turn, detail, texts)),
      ...(reader === '' ? [] : [texts.readingBy(reader)])
    ]
  }
}

/**
 * A session's conversation as it was held, with every citation numbered through the document. Unlike a report, which
 * quotes what the reader picked, it leaves no answer out; one that rests on findings that were rejected since says so.
 */
export function buildTranscript(detail: SessionDetail, { timeZone, texts }: TranscriptOptions): Transcript {
  const numbers = numbering(texts)
  const setting = { detail, timeZone, texts, numbers, statuses: statusesOf(detail) }
  const turns = detail.turns.map((turn) => (isQuestion(turn) ? answeredTurn(turn, setting) : readTurn(turn, setting)))
  return {
    title: texts.conversationTitle,
    identity: identityOf(detail, timeZone, texts),
    turns,
    nothingAsked: texts.nothingAsked,
    evidenceTitle: texts.labels.evidence,
    evidence: numbers.list(),
    provenanceTitle: texts.labels.provenance,
    provenance: provenanceOf(detail, detail.turns, texts),
    safety: texts.labels.safety
  }
}

/** What Markdown would take for markup within a line. */
const MARKUP = /[\\`*_[\]<>#|~&^!]/gu
/** What it would take for a list or a rule at the start of one. */
const LINE_START = /^(\s*)([-+=])|^(\s*\d+)([.)])/u

/** Words as Markdown shows them letter by letter, whatever was typed. */
const escaped = (text: string): string =>
  text.replace(MARKUP, String.raw`\$&`).replace(LINE_START, String.raw`$1$3\$2$4`)

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${escaped(line)}`)
    .join('\n')

const markdownParagraph = ({ kind, pieces }: AnswerParagraph): string => {
  const words = pieces
    .map(({ text, cites }) => escaped(text) + (cites === '' ? '' : `[^${cites}]`))
    .join('')
    .trim()
  return kind === 'note' ? `**${words}**` : words
}

const markdownTurn = ({ kind, heading, about, askedAt, paragraphs, remarks }: TranscriptTurn): string[] => [
  kind === 'question' ? quoted(heading) : `**${escaped(heading)}**`,
  `*${escaped([askedAt, about].filter((part) => part !== '').join(', '))}*`,
  ...paragraphs.map(markdownParagraph),
  ...remarks.map((remark) => `*${escaped(remark)}*`)
]

const markdownFacts = (facts: readonly Fact[]): string =>
  facts.map(({ label, text }) => `- ${escaped(label)}: ${escaped(text)}`).join('\n')

function asMarkdown(transcript: Transcript): string[] {
  const { turns, evidence } = transcript
  return [
    `# ${escaped(transcript.title)}`,
    markdownFacts(transcript.identity),
    ...(turns.length === 0 ? [escaped(transcript.nothingAsked)] : turns.flatMap(markdownTurn)),
    `## ${escaped(transcript.provenanceTitle)}`,
    markdownFacts(transcript.provenance),
    escaped(transcript.safety),
    evidence.map(({ id, text }) => `[^${id}]: ${escaped(text)}`).join('\n')
  ]
}

const textParagraph = ({ pieces }: AnswerParagraph): string =>
  pieces
    .map(({ text, cites }) => text + (cites === '' ? '' : ` [${cites}]`))
    .join('')
    .trim()

const textTurn = ({ kind, heading, about, askedAt, paragraphs, remarks }: TranscriptTurn): string[] => [
  kind === 'question'
    ? heading
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
    : `[${heading}]`,
  [askedAt, about].filter((part) => part !== '').join(', '),
  ...paragraphs.map(textParagraph),
  ...remarks
]

const textFacts = (facts: readonly Fact[]): string => facts.map(({ label, text }) => `${label}: ${text}`).join('\n')

function asText(transcript: Transcript): string[] {
  const { turns, evidence } = transcript
  return [
    transcript.title,
    textFacts(transcript.identity),
    ...(turns.length === 0 ? [transcript.nothingAsked] : turns.flatMap(textTurn)),
    ...(evidence.length === 0
      ? []
      : [transcript.evidenceTitle, evidence.map(({ id, text }) => `[${id}] ${text}`).join('\n')]),
    transcript.provenanceTitle,
    textFacts(transcript.provenance),
    transcript.safety
  ]
}

const writers = { markdown: asMarkdown, text: asText } satisfies Record<
  TranscriptFormat,
  (transcript: Transcript) => string[]
>

/** A transcript as a file's text: Markdown with footnotes, or plain text with a list of what is cited. */
export const writeTranscript = (transcript: Transcript, format: TranscriptFormat): string =>
  `${writers[format](transcript)
    .filter((block) => block !== '')
    .join('\n\n')}\n`

const extensions = { markdown: 'md', text: 'txt' } satisfies Record<TranscriptFormat, string>

/** A file's name for a transcript: the day and a part of the session's id, nothing of the patient's. */
export const transcriptFileName = (
  { day, id }: Pick<SessionDetail['session'], 'day' | 'id'>,
  format: TranscriptFormat
): string => `conversation-${day}-${id.slice(-8)}.${extensions[format]}`
