import { BOOTSTRAP_DRAWS } from '../metrics/bootstrap.ts'
import { SCORECARD_SCHEMA, Scorecard, type SuiteOutcome } from '../scorecard.ts'
import { scoreTree } from '../scoreTree.ts'
import { merged } from '../suites/suite.ts'
import { type HonestyContext, tryHonesty } from './honesty.ts'
import type { JudgedTurn } from './judgedTurn.ts'
import { understandingScores, type WrittenQuestion } from './questions.ts'
import { faultsOf, honestyScores } from './scores.ts'
import { openSessionLog } from './sessionLog.ts'

/** Sessions of a whole trial: each kind 120 times. */
const SESSIONS = 1080
const SEED = 1
/** Faults that the scorecard quotes. */
const QUOTED = 20

export type HonestyCardContext = HonestyContext & {
  readonly app: { readonly name: string; readonly version: string }
  readonly questions: readonly WrittenQuestion[]
  readonly now: () => number
}

export type HonestyCardOptions = {
  /** Sessions, at most. */
  readonly limit: number | null
  /** Where judged sessions are kept, so that a trial that was stopped goes on; null keeps none. */
  readonly log: string | null
}

/**
 * Tries the assistant's honesty and leaves a scorecard.
 * @throws AppError engine.*, file.*, dataset.unusable for the log of another trial; the signal's reason when cancelled.
 */
export async function honestyCard({ limit, log }: HonestyCardOptions, context: HonestyCardContext): Promise<Scorecard> {
  const sessions = Math.min(limit ?? SESSIONS, SESSIONS)
  const kept = log === null ? {} : { log: await openSessionLog(log, trialOf(context)) }
  const turns = await tryHonesty({ seed: SEED, sessions, ...kept }, context)
  const understanding = await understandingScores(context.assistant.route, context.questions)
  const outcome: SuiteOutcome = {
    suite: 'honesty',
    state: 'scored',
    reason: null,
    photographs: new Set(turns.map(({ group }) => group)).size,
    trainedOn: 0,
    failures: {}
  }
  return Scorecard.parse({
    schema: SCORECARD_SCHEMA,
    createdAt: new Date(context.now()).toISOString(),
    app: context.app,
    runtime: { name: 'node', version: process.versions.node, threads: 1 },
    models: [],
    split: 'all',
    limit,
    interval: `bootstrap 95 % over sessions; ${BOOTSTRAP_DRAWS} draws`,
    suites: [outcome],
    remarks: [
      wordedBy(context),
      ...turns
        .filter((turn) => faultsOf(turn).length > 0)
        .slice(0, QUOTED)
        .map(quoted)
    ],
    ...scoreTree(merged(honestyScores(turns), understanding)),
    by_dataset: {}
  })
}

const trialOf = (context: HonestyCardContext): string =>
  `${context.app.name} ${context.app.version}, ${wordedBy(context)}, seed ${SEED}`

const wordedBy = ({ phraser }: HonestyContext): string =>
  phraser ? `answers worded by ${phraser.generator.id} ${phraser.generator.version}` : 'answers worded by the composer'

const quoted = (turn: JudgedTurn): string =>
  `${turn.group} (${turn.kind}), ${faultsOf(turn).join(', ')}: “${turn.record.question}” → “${turn.record.text}”`
