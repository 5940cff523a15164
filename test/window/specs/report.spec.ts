import { expect, test } from '../windowTest.ts'

test('what the reader writes is saved by itself', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('4')
  await page.getByLabel("Reader's assessment").fill('Moderate NPDR of both eyes.')
  await expect.poll(() => app.asked('report.save')).toMatchObject([{ assessment: 'Moderate NPDR of both eyes.' }])
  await expect(page.getByRole('contentinfo')).toContainText('Saved')
})

test('the draft says what will be printed as findings are judged', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.getByRole('button', { name: 'Accept Microaneurysm 1', exact: true }).click()
  await page.getByRole('button', { name: 'Reject Microaneurysm 2', exact: true }).click()
  await page.keyboard.press('4')
  const photographs = page.getByRole('region', { name: 'Photographs' })
  await expect(photographs).toContainText("1 accepted · 17 proposed, printed as the model's · 1 rejected, not printed")
  await page.getByRole('switch', { name: 'Print proposed findings too' }).click()
  await expect(photographs).toContainText('17 proposed, not printed')
  await page.keyboard.press('Control+z')
  await expect(photographs).toContainText("17 proposed, printed as the model's")
})

test('picked answers are listed and can be taken out', async ({ app }) => {
  await app.open({ with: ['talk'] })
  const { page } = app
  await page.keyboard.press('4')
  const extracts = page.getByRole('region', { name: 'From the conversation' })
  await expect(extracts).toContainText('Why moderate and not severe?')
  await extracts.getByRole('button', { name: 'Take out: Why moderate and not severe?' }).click()
  await expect(extracts).toContainText('Answers picked with')
})

test('signing closes the session, after what was typed is saved; reopening opens it', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('4')
  await page.getByLabel('Reader', { exact: true }).fill('Reader, Second')
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(page.getByText('The report is signed: nothing can be changed until it is reopened.')).toBeVisible()
  await expect(page.getByLabel('Reader', { exact: true })).toHaveValue('Reader, Second')
  await expect(page.getByLabel('Reader', { exact: true })).toBeDisabled()
  await page.getByRole('button', { name: 'Reopen' }).click()
  await expect(page.getByLabel('Reader', { exact: true })).toBeEnabled()
})

test('nobody signs without a name', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('4')
  await page.getByLabel('Reader', { exact: true }).fill(' ')
  await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled()
  await expect(page.getByText("Enter the reader's name to sign.")).toBeVisible()
})

test('the PDF is written with its progress and where it was saved', async ({ app }) => {
  await app.open({ pace: 'byHand' })
  const { page } = app
  await page.keyboard.press('Control+e')
  await page.keyboard.press('4')
  await expect(page.getByRole('button', { name: 'Writing the PDF' })).toBeDisabled()
  await app.step()
  await expect(page.getByText('Report saved', { exact: true })).toBeVisible()
  await expect(page.getByText('report.pdf', { exact: true })).toBeVisible()
})

test('a PDF that cannot be written says what to do', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('4')
  await app.failNext('report.export', { code: 'file.diskFull', detail: {}, retryable: true })
  await page.getByRole('button', { name: 'Export PDF…' }).click()
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('Free some space, then try again.')
  await expect(page.getByRole('button', { name: 'Export PDF…' })).toBeEnabled()
})
