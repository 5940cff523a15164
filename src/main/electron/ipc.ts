import { randomUUID } from 'node:crypto'
import { type IpcMainInvokeEvent, type WebContents, ipcMain } from 'electron'
import { z } from 'zod'
import { DROP_CHANNEL, EVENT_CHANNEL, REQUEST_CHANNEL } from '#shared/contract/bridge.ts'
import { AppError } from '#shared/contract/errors.ts'
import type { EventName, EventPayload } from '#shared/contract/events.ts'
import { type Result, failure, success } from '#shared/contract/result.ts'
import { isRouteName, routes } from '#shared/contract/routes.ts'
import type { Handlers } from '../desk/context.ts'
import type { OfferedFile, OfferedFiles } from '../desk/files.ts'
import { stackWithoutMessage } from '../logging/stack.ts'

/** How the router reaches the use cases, and who it trusts. */
export type RouterOptions = {
  /** @throws AppError as long as the database could not be opened. */
  readonly handlers: () => Handlers
  readonly reopen: (input: { readonly startOver: boolean }) => Promise<void>
  readonly files: OfferedFiles
  /** Whether a message comes from the top frame of one of our own windows. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean
  readonly logBug: (reference: string, stack: string) => void
}

/** Answers requests and dropped files of the window; nothing is ever rejected, everything is an envelope. */
export function registerRouter(options: RouterOptions): void {
  ipcMain.handle(REQUEST_CHANNEL, (event, route: unknown, input: unknown) =>
    settle(options, async () => {
      if (!options.isTrusted(event)) throw new AppError('request.forbidden', {})
      if (!isRouteName(route)) throw new AppError('request.unknownRoute', {})
      if (route !== 'system.reopen') return answer(routes, options.handlers(), { route, input })
      await options.reopen(parseInput(routes[route].input, input))
      return {}
    })
  )
  ipcMain.handle(DROP_CHANNEL, (event, files: unknown) =>
    settle(options, async () => {
      if (!options.isTrusted(event)) throw new AppError('request.forbidden', {})
      return options.files.offer(parseInput(Dropped, files))
    })
  )
}

/** Sends an event to a window. */
export function sendEvent<E extends EventName>(contents: WebContents, name: E, payload: EventPayload<E>): void {
  if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, payload)
}

const Dropped: z.ZodType<OfferedFile[]> = z
  .array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('path'), path: z.string().min(1) }),
      z.object({
        kind: z.literal('bytes'),
        name: z.string(),
        bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array)
      })
    ])
  )
  .max(2000)

type Table<T> = { readonly [R in keyof T]: { readonly input: z.ZodType } }
type HandlersFor<T extends Table<T>> = { readonly [R in keyof T]: (input: z.output<T[R]['input']>) => Promise<unknown> }

/** Parses the input by the route's own schema and hands it to the route's own handler. */
function answer<T extends Table<T>, R extends keyof T>(
  table: T,
  handlers: Pick<HandlersFor<T>, R>,
  { route, input }: { route: R; input: unknown }
): Promise<unknown> {
  return handlers[route](parseInput<T[R]['input']>(table[route].input, input))
}

/** Only the place and the kind of a fault are told; the value may be a patient's. */
function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = z.safeParse(schema, input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('request.badInput', { problem: `${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}` })
}

async function settle(options: RouterOptions, work: () => Promise<unknown>): Promise<Result<unknown>> {
  try {
    return success(await work())
  } catch (error) {
    if (error instanceof AppError) return failure(error.toData())
    const reference = randomUUID().slice(0, 8)
    options.logBug(reference, stackWithoutMessage(error))
    return failure(new AppError('internal.unexpected', { reference }).toData())
  }
}
