import type { Page } from '@playwright/test'
import { z } from 'zod'
import { resultOf } from '#shared/contract/result.ts'

const envelope = resultOf(z.unknown())

/**
 * What main answers to a page that asks over the window's own bridge, in its envelope. The page holds the promise until it
 * is settled: Chromium holds one that is awaited from outside weakly and may collect it (microsoft/playwright#41826).
 */
export const askMain = async (window: Page, route: unknown, input: unknown): Promise<z.output<typeof envelope>> =>
  envelope.parse(
    await window.evaluate(
      ([name, value]): unknown => {
        const held: Set<Promise<unknown>> = Reflect.get(globalThis, 'asked') ?? new Set()
        Reflect.set(globalThis, 'asked', held)
        const asked: Promise<unknown> = Reflect.get(globalThis, 'retinadesk').request(name, value)
        held.add(asked)
        return asked.finally(() => held.delete(asked))
      },
      [route, input] as const
    )
  )
