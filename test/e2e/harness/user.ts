import { type Locator, type Page, expect } from '@playwright/test'
import { dropFiles } from './drop.ts'

/** For what engines do on a machine that has other things to do as well. */
export const PATIENT = { timeout: 240_000 }

/** Where photographs are shown; files are dropped there. */
export const viewer = (window: Page): Locator => window.getByRole('main', { name: 'Photograph' })

export const film = (window: Page): Locator =>
  window.getByRole('list', { name: 'Photographs of this session' }).getByRole('listitem')

export const stages = (window: Page): Locator => window.getByRole('list', { name: 'Stages of the analysis' })

/** The stage that runs now. */
export const runningStage = (window: Page): Locator => stages(window).getByRole('listitem').filter({ hasText: 'now' })

/** The line about running jobs. */
export const jobs = (window: Page): Locator => window.getByRole('contentinfo').getByTitle('Show the running jobs')

const LONG_STAGES = /vessels|lesions|measurements/i

/** Looks often: on a fast machine a stage is over in a fraction of a second. */
const runningStageOf = (window: Page): ReturnType<typeof expect.poll<string>> =>
  expect.poll(async () => (await runningStage(window).allTextContents()).join(), { ...PATIENT, intervals: [50] })

/** Waits until an analysis is in one of its long stages. */
export const deepInAnalysis = (window: Page): Promise<void> => runningStageOf(window).toMatch(LONG_STAGES)

/** Waits until an analysis that was deep in its work is not any more: it begins anew, or has ended. */
export const outOfTheDeep = (window: Page): Promise<void> => runningStageOf(window).not.toMatch(LONG_STAGES)

/** What is said about a photograph once it is analysed. */
export const grade = (window: Page): Locator => window.getByRole('region', { name: 'Grade' })

/** Waits until the active photograph is analysed. */
export const analysed = (window: Page): Promise<void> => expect(grade(window)).toBeVisible(PATIENT)

/** Creates a patient of this given name and a session of today. */
export async function beginSession(window: Page, givenName: string): Promise<void> {
  await window.getByRole('button', { name: 'New session' }).first().click()
  const dialog = window.getByRole('dialog', { name: 'New session' })
  await dialog.getByLabel('Family name').fill('Demo')
  await dialog.getByLabel('Given name').fill(givenName)
  await dialog.getByRole('button', { name: 'Create session' }).click()
  await expect(window.getByRole('heading', { name: 'Add photographs' })).toBeVisible()
}

/** Drops files on the photograph's place and waits until the session holds so many. */
export async function dropPhotographs(window: Page, files: readonly string[], inAll = files.length): Promise<void> {
  await dropFiles(viewer(window), files)
  await expect(film(window)).toHaveCount(inAll, PATIENT)
}

/** Types a question into the chat and sends it. Answers the turn. */
export async function askInChat(window: Page, question: string): Promise<Locator> {
  await window.keyboard.press('/')
  const box = window.getByRole('textbox', { name: 'Question' })
  await expect(box).toBeFocused()
  await box.fill(question)
  await box.press('Enter')
  return window.getByRole('article', { name: question })
}

/** Waits for the end of an answer: only then it can be asked again. */
export const answered = (turn: Locator): Promise<void> =>
  expect(turn.getByRole('button', { name: 'Again' })).toBeVisible(PATIENT)

/** Presses a button in the page itself at the moment when it appears, faster than any pointer. */
export const pressWhenThere = (window: Page, name: string): Promise<void> =>
  window.evaluate((wanted) => {
    const observer = new MutationObserver(() => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === wanted)
      if (!button) return
      observer.disconnect()
      button.click()
    })
    observer.observe(document.body, { subtree: true, childList: true })
  }, name)
