import type { Page } from '@playwright/test'
import { z } from 'zod'
import { AppError } from '#shared/contract/errors.ts'
import { resultOf } from '#shared/contract/result.ts'
import { type RouteInput, type RouteName, type RouteOutput, routes } from '#shared/contract/routes.ts'
import { type ImageDetail, type SessionDetail, sessionDetailOf } from '#shared/contract/views.ts'

const envelope = resultOf(z.unknown())

type Table<T> = { readonly [R in keyof T]: { readonly output: z.ZodType } }

const parse = <T extends Table<T>, R extends keyof T>(table: T, route: R, value: unknown): z.output<T[R]['output']> =>
  z.parse<T[R]['output']>(table[route].output, value)

/** What main answers to anything that a page may send over the window's own bridge, in its envelope. */
export const askAnything = async (window: Page, route: unknown, input: unknown): Promise<z.output<typeof envelope>> =>
  envelope.parse(
    await window.evaluate(([name, value]): unknown => Reflect.get(globalThis, 'retinadesk').request(name, value), [
      route,
      input
    ] as const)
  )

/** Asks main over the window's own bridge; the answer is parsed by the contract. @throws AppError that main answered. */
export async function ask<R extends RouteName>(window: Page, route: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
  const answer = await askAnything(window, route, input)
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
