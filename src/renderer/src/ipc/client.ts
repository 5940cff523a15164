import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { resultOf } from '#shared/contract/result.ts'
import type { RouteInput, RouteName, RouteOutput } from '#shared/contract/routes.ts'
import { ChosenFile } from '#shared/contract/views.ts'
import { bridge } from './bridge.ts'

const envelope = resultOf(z.unknown())

/**
 * Asks main. The value inside the envelope is taken as main sent it: its handlers are typed with the route's output, and
 * tests parse what they answer.
 * @throws AppError with the code and detail that main answered
 */
export async function request<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
  const answer = envelope.parse(await bridge().request(route, input))
  if (!answer.ok) throw AppError.fromData(answer.error)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- main's handlers are typed with routes[route].output
  return answer.value as RouteOutput<R>
}

const registered = resultOf(z.array(ChosenFile))

/** Makes dropped or pasted files known to main. @throws AppError with the code and detail that main answered. */
export async function registerFiles(files: readonly File[]): Promise<readonly ChosenFile[]> {
  const answer = registered.parse(await bridge().registerFiles(files))
  if (!answer.ok) throw AppError.fromData(answer.error)
  return answer.value
}
