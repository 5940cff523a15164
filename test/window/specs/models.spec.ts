import { AxeBuilder } from '@axe-core/playwright'
import type { Locator } from '@playwright/test'
import { expect, test, type Window } from '../windowTest.ts'

const dialog = (app: Window): Locator => app.page.getByRole('dialog', { name: 'Models' })
const row = (app: Window, name: string): Locator => dialog(app).getByRole('row', { name: new RegExp(`^${name}`, 'u') })

async function openModels(app: Window, options: Parameters<Window['open']>[0] = {}): Promise<void> {
  await app.open(options)
  await app.page.getByTitle(/Show the models/).click()
  await expect(dialog(app).getByRole('table', { name: 'Language models of this computer' })).toBeVisible()
}

test('each language model says whether it fits, and what cannot be used cannot be chosen', async ({ app }) => {
  await openModels(app)
  await expect(row(app, 'SmolLM2')).toContainText('in use')
  await expect(row(app, 'Example Instruct')).toContainText('8.4 tokens a second on the CPU with 4 threads')
  await expect(row(app, 'Example Medium')).toContainText('tight')
  await expect(row(app, 'Example Large')).toContainText('does not fit')
  await expect(row(app, 'Example on a stick')).toContainText('Connect the drive that holds stick.gguf')
  const use = (name: string): Locator => dialog(app).getByRole('button', { name: `Use ${name}`, exact: true })
  await expect(use('Example Medium')).toBeEnabled()
  await expect(use('Example Large')).toBeDisabled()
  await expect(use('Example on a stick')).toBeDisabled()
  await expect(dialog(app).getByRole('button', { name: /^Remove SmolLM2/ })).toHaveCount(0)
})

test('a model is taken into use by keyboard, and nothing else can be begun meanwhile', async ({ app }) => {
  await openModels(app, { pace: 'byHand' })
  await dialog(app).getByRole('button', { name: 'Use Example Medium' }).focus()
  await app.page.keyboard.press('Enter')
  await expect(dialog(app).getByText('Measuring how Example Medium runs best here')).toBeVisible()
  await expect(dialog(app).getByRole('button', { name: 'Add a file…' })).toBeDisabled()
  await expect(dialog(app).getByRole('button', { name: 'Stop' })).toBeEnabled()
  await app.step()
  await expect(row(app, 'Example Medium')).toContainText('in use')
  await expect(row(app, 'SmolLM2')).not.toContainText('in use')
})

test('a file that is no model, and a folder without one, are told with what to do', async ({ app }) => {
  await openModels(app)
  await dialog(app).getByRole('button', { name: 'Add a file…' }).click()
  await expect(dialog(app).getByRole('alert')).toContainText('notes.gguf')
  await expect(dialog(app).getByRole('alert')).toContainText('Copy it again from its source')
  await dialog(app).getByRole('button', { name: 'Add a folder or stick…' }).click()
  await expect(app.page.getByText('No GGUF file was found there', { exact: true })).toBeVisible()
  await dialog(app).getByRole('button', { name: 'Remove Example Large from the list' }).click()
  await expect(row(app, 'Example Large')).toHaveCount(0)
})

for (const theme of ['dark', 'light'])
  test(`the models have no barriers, ${theme}`, async ({ app }) => {
    await openModels(app, { with: [theme] })
    const { violations } = await new AxeBuilder({ page: app.page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
  })
