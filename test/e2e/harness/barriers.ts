import { AxeBuilder } from '@axe-core/playwright'
import { type Locator, type Page, expect } from '@playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong with the window as it is now. */
export async function barriers(window: Page): Promise<readonly unknown[]> {
  const { violations } = await new AxeBuilder({ page: window })
    // Else axe opens a page of its own, which an Electron app does not have.
    .setLegacyMode(true)
    // The handles lie between the landmarks, as what they move does.
    .exclude('.handle')
    .withTags(RULES)
    .analyze()
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, failureSummary }) => [target, failureSummary])
  }))
}

const FARTHEST = 120

/** Presses Tab until an element has the focus, as somebody does who has no mouse. */
export async function tabTo(window: Page, target: Locator): Promise<void> {
  for (let pressed = 0; pressed < FARTHEST; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await window.keyboard.press('Tab')
  }
  await expect(target, 'reached by the Tab key').toBeFocused()
}
