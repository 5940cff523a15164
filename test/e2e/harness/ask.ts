import type { Page } from '@playwright/test'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { type RouteInput, type RouteName, type RouteOutput, routes } from '#shared/contract/routes.ts'
import { type ImageDetail, type SessionDetail, sessionDetailOf } from '#shared/contract/views.ts'
import { askMain } from '../../../scripts/askMain.ts'

type Table<T> = { readonly [R in keyof T]: { readonly output: z.ZodType } }

const parse = <T extends Table<T>, R extends keyof T>(table: T, route: R, value: unknown): z.output<T[R]['output']> =>
  z.parse<T[R]['output']>(table[route].output, value)

/** Asks main over the window's own bridge; the answer is parsed by the contract. @throws AppError that main answered. */
export async function ask<R extends RouteName>(window: Page, route: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
  const answer = await askMain(window, route, input)
  if (!answer.ok) throw AppError.fromData(answer.error)
  return parse(routes, route, answer.value)
}

/** The session that the window shows, as main knows it. */
export async function openSession(window: Page): Promise<SessionDetail> {
  const { lastSession } = await ask(window, 'settings.get', {})
  if (lastSession === null) throw new Error('No session is open')
  const outline = await ask(window, 'session.open', { id: lastSession })
  return sessionDetailOf(outline, (id) => ask(window, 'analysis.get', { id }))
}

/** The n-th photograph of the session that the window shows, as main knows it. */
export async function photographOf(window: Page, index = 0): Promise<ImageDetail> {
  const detail = (await openSession(window)).images[index]
  if (!detail) throw new Error(`The session has no photograph ${String(index + 1)}`)
  return detail
}
