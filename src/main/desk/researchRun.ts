import { basename } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import type { ResearchReport, ResearchRequest, ResearchRun, RunStanding } from '#shared/contract/research.ts'
import type { Progress } from '#shared/domain/job.ts'
import { stackWithoutMessage } from '../logging/stack.ts'
import type { ChosenPaths } from './chosenPaths.ts'
import type { Desk } from './context.ts'

/** A large set, worded by a language model. */
const RUN_MS = 14 * 86_400_000
/** Runs one request at a time. */
export type ResearchRunner = {
  /** Answers with the run that is under way where there is one. @throws AppError file.unknownToken, language.missing. */
  readonly start: (request: ResearchRequest) => ResearchRun
  readonly stop: () => void
  readonly latest: () => ResearchRun | null
}

/** Follows each run and tells the window how it stands. */
export function createResearchRunner(desk: Desk, paths: ChosenPaths): ResearchRunner {
  let latest: ResearchRun | null = null
  let stop = new AbortController()
  const settle = (run: ResearchRun, standing: RunStanding): ResearchRun => {
    latest = { ...run, standing }
    desk.shell.emit('research.changed', latest)
    return latest
  }
  return {
    latest: () => latest,
    stop: () => stop.abort(),
    start: (request) => {
      if (latest?.standing.state === 'running') return latest
      const input = engineInput(desk, paths, request)
      const names = { folderName: basename(input.folder), outputName: basename(input.output) }
      const run: ResearchRun = { request, ...names, standing: { state: 'running', progress: null } }
      stop = new AbortController()
      void follow(desk, { run, input, signal: stop.signal }, (standing) => void settle(run, standing))
      return settle(run, run.standing)
    }
  }
}

type EngineInput = ReturnType<typeof engineInput>

/** @throws AppError file.unknownToken; language.missing when the model that is wanted is not loaded. */
function engineInput({ app, assistant }: Desk, paths: ChosenPaths, request: ResearchRequest) {
  const model = request.generator === 'gguf' ? assistant.modelFile() : null
  if (request.generator === 'gguf' && !model) throw new AppError('language.missing', {})
  return { ...request, folder: paths.of(request.folder), output: paths.of(request.output), model, app }
}

type Started = { readonly run: ResearchRun; readonly input: EngineInput; readonly signal: AbortSignal }

async function follow(desk: Desk, { input, signal }: Started, settle: (standing: RunStanding) => void): Promise<void> {
  let progress: Progress | null = null
  const onProgress = (now: Progress): void => {
    progress = now
    if (!signal.aborted) settle({ state: 'running', progress })
  }
  try {
    const report: ResearchReport = await desk.engines.research.request('run', input, {
      signal,
      onProgress,
      deadlineMs: RUN_MS
    })
    settle({ state: 'done', report })
  } catch (error) {
    if (signal.aborted) settle({ state: 'stopped', progress })
    else settle({ state: 'failed', error: told(desk, error).toData() })
  }
}

function told({ clock, shell }: Desk, error: unknown): AppError {
  if (error instanceof AppError) return error
  const reference = clock.newId().slice(-8)
  shell.log({ level: 'error', event: 'research.failed', detail: { reference, stack: stackWithoutMessage(error) } })
  return new AppError('internal.unexpected', { reference })
}
