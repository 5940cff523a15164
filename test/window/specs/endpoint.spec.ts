import { AxeBuilder } from '@axe-core/playwright'
import type { Locator } from '@playwright/test'
import { expect, test, type Window } from '../windowTest.ts'

const dialog = (app: Window): Locator => app.page.getByRole('dialog', { name: 'Settings' })

async function openSettings(app: Window, options: Parameters<Window['open']>[0] = {}): Promise<void> {
  await app.open(options)
  await app.page.keyboard.press('Control+,')
  await expect(dialog(app)).toBeVisible()
}

test('a model on the network is off, says what is sent, and can be switched on once it is named', async ({ app }) => {
  await openSettings(app)
  const on = dialog(app).getByRole('switch', { name: 'Let this model phrase the answers' })
  await expect(on).not.toBeChecked()
  await expect(on).toBeDisabled()
  await expect(dialog(app).getByText(/No photograph is ever sent/)).toBeVisible()
  await dialog(app).getByLabel('Address').fill('http://models.clinic.example:8080/v1')
  await dialog(app).getByLabel('Model', { exact: true }).fill('clinic-7b')
  await dialog(app).getByRole('button', { name: 'Try' }).click()
  await expect(
    dialog(app).getByText('models.clinic.example:8080 answered in 0.4 s and keeps to the grammar.')
  ).toBeVisible()
  await on.focus()
  await app.page.keyboard.press('Space')
  await expect(on).toBeChecked()
  await expect.poll(() => app.asked('settings.update')).toContainEqual({ phrasing: 'endpoint' })
})

test('an endpoint that cannot be reached is told with what to do, and a key is never shown again', async ({ app }) => {
  await openSettings(app)
  await dialog(app).getByLabel('Address').fill('http://models.clinic.example:8080/v1')
  await dialog(app).getByLabel('Model', { exact: true }).fill('clinic-7b')
  await app.failNext('endpoint.try', {
    code: 'endpoint.unavailable',
    detail: { problem: 'no text within 60 s' },
    retryable: true
  })
  await dialog(app).getByRole('button', { name: 'Try' }).click()
  await expect(dialog(app).getByText(/The endpoint does not answer\. .*no text within 60 s/)).toBeVisible()
  const key = dialog(app).getByLabel('Key')
  await key.fill('secret')
  await dialog(app).getByRole('button', { name: 'Keep the key' }).click()
  await expect(key).toHaveValue('')
})

test('while a model on the network phrases the answers, the status line shows where questions go', async ({ app }) => {
  await app.open({ with: ['network'] })
  await expect(app.page.getByText('Answers: models.clinic.example:8080')).toBeVisible()
  await expect(app.page.getByText('Offline', { exact: true })).toHaveCount(0)
  await app.page.getByTitle(/are sent to models\.clinic\.example:8080/).click()
  await expect(dialog(app)).toBeVisible()
  const { violations } = await new AxeBuilder({ page: app.page }).include('[role=dialog]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})
