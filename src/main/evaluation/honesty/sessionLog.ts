import { appendFile, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { readError, writeError } from '../../storage/fileErrors.ts'
import { writeFileAtomically } from '../../storage/writeFile.ts'
import { JudgedTurn } from './judgedTurn.ts'

const SCHEMA = 'retinadesk.honesty-session/1'

/** A session's line: which trial it belongs to, and what the judge made of its turns. */
export const LoggedSession = z.object({
  schema: z.literal(SCHEMA),
  /** Lines of another trial are not mixed in. */
  trial: z.string(),
  session: z.int().nonnegative(),
  turns: z.array(JudgedTurn)
})
export type LoggedSession = z.infer<typeof LoggedSession>

/** Judged sessions of a trial that are kept in a file as they come, so that a trial can be stopped and go on. */
export type SessionLog = {
  /** The turns of sessions that are judged already, by the session's number. */
  readonly judged: ReadonlyMap<number, readonly JudgedTurn[]>
  /** Keeps a session. @throws AppError file.*. */
  readonly keep: (session: number, turns: readonly JudgedTurn[]) => Promise<void>
}

const lineOf = (logged: LoggedSession): string => `${JSON.stringify(logged)}\n`

/**
 * Opens the log of a trial, a JSON line for each session; files of the same trial may be joined. A line that a stop cut short
 * is left out and its session judged again.
 * @param trial what tells this trial from others: the app's version, who words the answers, the seed.
 * @throws AppError file.*, dataset.unusable for the log of another trial.
 */
export async function openSessionLog(path: string, trial: string): Promise<SessionLog> {
  const logged = readLines(await textOf(path))
  if (logged.some((session) => session.trial !== trial)) {
    throw new AppError('dataset.unusable', { problem: 'the log holds sessions of another trial; give another file' })
  }
  await writeFileAtomically(path, Buffer.from(logged.map(lineOf).join('')))
  return {
    judged: new Map(logged.map(({ session, turns }) => [session, turns])),
    keep: async (session, turns) => {
      const line = lineOf({ schema: SCHEMA, trial, session, turns: [...turns] })
      await appendFile(path, line).catch((error: unknown) => Promise.reject(writeError(error)))
    }
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const told = readError(error)
    if (told.code === 'file.notFound') return ''
    throw told
  }
}

const START = `{"schema":"${SCHEMA}"`

/** @throws AppError dataset.unusable for anything but a log: another file would be lost. */
function readLines(text: string): LoggedSession[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.flatMap((line, i) => {
    const logged = sessionIn(line)
    if (logged) return logged
    const cutShort = i === lines.length - 1 && !text.endsWith('\n') && line.startsWith(START.slice(0, line.length))
    if (cutShort) return []
    throw new AppError('dataset.unusable', { problem: 'the log is a file of another kind; give a new file' })
  })
}

function sessionIn(line: string): LoggedSession | undefined {
  try {
    return LoggedSession.safeParse(JSON.parse(line)).data
  } catch {
    // What is no JSON is no session either.
    return undefined
  }
}
