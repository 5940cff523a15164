import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { readPdf } from '#test/integration/report/pdfText.ts'
import { ask, openSession, photographOf } from './harness/ask.ts'
import { whileHeld } from './harness/engineProcess.ts'
import { inFindings } from './harness/findings.ts'
import { type LaunchedApp, answerSaveDialog, expect, test } from './harness/fixture.ts'
import { lightOn } from './harness/light.ts'
import { REAL_PHOTOGRAPH, phantomAt } from './harness/photographs.ts'
import {
  PATIENT,
  analysed,
  answered,
  askInChat,
  beginSession,
  deepInAnalysis,
  dropPhotographs,
  film,
  grade,
  jobs,
  pressWhenThere,
  stages
} from './harness/user.ts'

const light = (window: Page): ReturnType<typeof expect.poll> => expect.poll(() => lightOn(window))

const layer = (window: Page, name: RegExp): Locator =>
  window.getByRole('region', { name: 'Layers' }).getByRole('button', { name })

async function takePhotographsIn(window: Page, folder: string): Promise<void> {
  await beginSession(window, 'Journey')
  const tiff = await phantomAt(`${folder}/left eye.tif`, { eye: 'OS' })
  await dropPhotographs(window, [REAL_PHOTOGRAPH, tiff])
  await expect(window.getByText('2 photographs added', { exact: true })).toBeVisible()
}

async function watchTheAnalysis(window: Page): Promise<void> {
  await expect(stages(window)).toBeVisible()
  await deepInAnalysis(window)
  await expect(window.getByRole('contentinfo')).toContainText('Job 1 of 2')
  await analysed(window)
  await expect(jobs(window)).toHaveCount(0, PATIENT)
}

/** IDRiD_49 has a real disc, fovea, exudates and haemorrhages; not to see them is a fault of the product. */
async function lookAtTheFindings(window: Page): Promise<void> {
  await expect(grade(window).getByRole('heading')).toContainText('NPDR')
  await expect(grade(window)).toContainText(/Quality (good|usable)/)
  await expect(layer(window, /^Hard exudates [1-9]/)).toBeVisible()
  await expect(layer(window, /^Haemorrhages [1-9]/)).toBeVisible()
  await expect(layer(window, /^Arteries, veins \d+ %/)).toBeVisible()
  await expect(layer(window, /^Disc, cup, fovea on/)).toBeVisible()
  const { analysis } = await photographOf(window)
  expect(analysis?.landmarks.eye?.eye).toBe('OD')
  await window.getByRole('button', { name: 'Confirm OD' }).click()
  await expect(window.getByRole('button', { name: 'Confirm OD' })).toHaveCount(0)
}

async function pointAtAFinding(window: Page): Promise<void> {
  await window.mouse.move(5, 5)
  await light(window).toBeNull()
  const exudate = await inFindings(window, /^Hard exudate 1,/)
  await exudate.hover()
  await light(window).not.toBeNull()
  await expect(window.locator('.mark-tip')).toContainText('Hard exudate')
  await exudate.click()
  await window.mouse.move(5, 5)
  await expect
    .poll(async () => {
      const spot = await lightOn(window)
      return spot && Math.hypot(spot.x + spot.width / 2 - 0.5, spot.y + spot.height / 2 - 0.5)
    })
    .toBeLessThan(0.05)
}

async function judgeFindings(window: Page): Promise<void> {
  await (await inFindings(window, /^Accept Hard exudate 1$/)).click()
  await (await inFindings(window, /^Reject Haemorrhage 1$/)).click()
  await expect(window.getByRole('button', { name: /^Haemorrhage 1,/ })).toHaveCount(0)
  await expect
    .poll(async () => (await photographOf(window)).findings.map(({ status }) => status).filter((s) => s !== 'proposed'))
    .toEqual(expect.arrayContaining(['confirmed', 'rejected']))
}

async function readMeasurements(window: Page): Promise<void> {
  await window.keyboard.press('2')
  const measured = (name: RegExp): Locator => window.getByRole('row', { name }).first()
  await expect(measured(/^Vessel density/)).toContainText(/\d %/)
  await expect(measured(/^Cup-to-disc, vertical/)).toContainText(/0\.\d\d/)
  await expect(measured(/^CRAE/)).toContainText(/\d µm.*estimated/)
  await measured(/^Cup-to-disc, vertical/).hover()
  await light(window).not.toBeNull()
}

/** Stop is pressed in the page as soon as it is there: an answer without a language model is made in a moment. */
async function stopAnAnswer(app: LaunchedApp['app'], window: Page): Promise<void> {
  const question = 'What do you see?'
  const turn = window.getByRole('article', { name: question })
  await whileHeld(app, 'language', async () => {
    await pressWhenThere(window, 'Stop')
    await askInChat(window, question)
    await expect(turn).toContainText('Stopped before the end.', PATIENT)
  })
  await turn.getByRole('button', { name: 'Again' }).click()
  await expect(turn).not.toContainText('Stopped before the end.')
  await answered(turn)
}

async function talk(window: Page): Promise<void> {
  const turn = await askInChat(window, 'What was found?')
  await answered(turn)
  await window.mouse.move(5, 5)
  const citation = turn.getByRole('link', { name: /hard exudates?/ }).first()
  await citation.hover()
  await light(window).not.toBeNull()
  await expect(citation).toHaveClass(/cite-lit/)
  await turn.getByRole('button', { name: 'To report' }).click()
  await expect(turn.getByRole('button', { name: 'In report' })).toHaveAttribute('aria-pressed', 'true')
}

async function exportTheReport({ app, window }: LaunchedApp, path: string): Promise<void> {
  await answerSaveDialog(app, path)
  await window.keyboard.press('4')
  await window.getByLabel('Reader', { exact: true }).fill('Reader, Second')
  await window.getByLabel("Reader's assessment").fill('Refer to the retina clinic.')
  await window.getByRole('button', { name: 'Export PDF…' }).click()
  await expect(window.getByText('Report saved', { exact: true })).toBeVisible(PATIENT)
}

async function readTheReport(path: string): Promise<void> {
  const { pages, words } = await readPdf(await readFile(path))
  expect(pages.length).toBeGreaterThanOrEqual(2)
  const text = words.join(' ')
  for (const part of [
    'Demo, Journey',
    'NPDR',
    'Hard exudate',
    'CRAE',
    'What was found?',
    'Reader, Second',
    'Refer to the retina clinic.',
    'vessels',
    'lesions',
    'not an approved medical device'
  ]) {
    expect(text).toContain(part)
  }
  expect(
    words.map((page) =>
      page
        .match(/[Pp]age (\d+) of (\d+)/)
        ?.slice(1)
        .map(Number)
    )
  ).toEqual(words.map((_, index) => [index + 1, words.length]))
}

test('from two photographs to a signed-off report, and everything is there again after a restart', async ({
  launchApp
}, testInfo) => {
  const folder = testInfo.outputPath('files')
  const launched = await launchApp()
  const { app, window } = launched
  await test.step('a patient, a session and photographs', () => takePhotographsIn(window, folder))
  await test.step('the analysis starts by itself and shows its stages', () => watchTheAnalysis(window))
  await test.step('grade, quality, layers and eye', () => lookAtTheFindings(window))
  await test.step('a row lights its mark, a click brings it into the middle', () => pointAtAFinding(window))
  await test.step('verdicts', () => judgeFindings(window))
  await test.step('measurements with unit and calibration', () => readMeasurements(window))
  await test.step('an answer is stopped and asked again', () => stopAnAnswer(app, window))
  await test.step('an answer with citations goes into the report', () => talk(window))
  const path = `${folder}/report.pdf`
  await test.step('the report is exported', () => exportTheReport(launched, path))
  await test.step('the report says what the window said', () => readTheReport(path))

  const before = await openSession(window)
  await launched.close()
  const again = await launchApp()
  await test.step('after a restart everything is as it was left', async () => {
    await expect(film(again.window)).toHaveCount(2)
    await expect(again.window.getByRole('application', { name: /OD 1, right eye/ })).toBeVisible()
    await expect(again.window.getByRole('tab', { name: 'Report' })).toHaveAttribute('aria-selected', 'true')
    await expect(again.window.getByLabel("Reader's assessment")).toHaveValue('Refer to the retina clinic.')
    await again.window.keyboard.press('1')
    await expect(await inFindings(again.window, /^Accept Hard exudate 1$/)).toHaveAttribute('aria-pressed', 'true')
    const after = await openSession(again.window)
    expect(after).toEqual({ ...before, view: { ...before.view, pane: 'findings' } })
    expect((await ask(again.window, 'patient.list', { query: 'journey' })).length).toBe(1)
  })
})
