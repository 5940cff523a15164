import { type Locator, type Page, expect } from '@playwright/test'

const STEP_PX = 400

/**
 * A button in the findings list by its name. The list keeps only what is in sight in the document: it is scrolled through
 * from its beginning until the button is there.
 */
export async function inFindings(window: Page, name: RegExp): Promise<Locator> {
  const pane = window.getByRole('tabpanel')
  const button = pane.getByRole('list', { name: 'Findings on this photograph' }).getByRole('button', { name }).first()
  let top = 0
  await expect(async () => {
    top = await pane.locator('.pane-scroll').evaluate(
      (frame, { to, step }) => {
        frame.scrollTo({ top: to, behavior: 'instant' })
        return frame.scrollTop + frame.clientHeight >= frame.scrollHeight ? 0 : to + step
      },
      { to: top, step: STEP_PX }
    )
    await expect(button).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  return button
}
