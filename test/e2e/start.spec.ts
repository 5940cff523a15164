import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyApp } from './harness/appCopy.ts'
import { ask } from './harness/ask.ts'
import { expect, test } from './harness/fixture.ts'
import { PATIENT } from './harness/user.ts'
import { addOpenSession, seedUserData } from './harness/userData.ts'

const setAsideIn = (folder: string): string[] => readdirSync(folder).filter((name) => /\.damaged-\w+$/.test(name))

test('a database that cannot be opened is told with its remedy, and every way on works', async ({
  launchApp
}, testInfo) => {
  const seeded = await seedUserData(testInfo.outputPath('user-data'), ({ write }) => addOpenSession(write, 'Newer'))
  seeded.setVersion(seeded.version + 3)
  const { window } = await launchApp({ userData: seeded.folder })
  const alert = window.getByRole('alert')
  const tryAgain = window.getByRole('button', { name: 'Try again' })
  const startOver = window.getByRole('button', { name: 'Begin with an empty database' })

  await test.step('written by a newer version: nothing is touched, trying again says the same', async () => {
    await expect(alert).toContainText('The database was written by a newer version')
    await expect(alert).toContainText('It was not touched.')
    await expect(alert).toContainText(`its version is ${String(seeded.version + 3)}`)
    await expect(startOver).toHaveCount(0)
    await tryAgain.click()
    await expect(tryAgain).toBeEnabled()
    await expect(alert).toContainText('The database was written by a newer version')
  })

  await test.step('damaged without a backup: nothing is thrown away unasked', async () => {
    seeded.setVersion(seeded.version)
    seeded.damage()
    await tryAgain.click()
    await expect(alert).toContainText('The database was damaged')
    await expect(alert).toContainText('The damaged file was left as it is.')
    await expect(alert).toContainText('No good backup was found.')
    expect(setAsideIn(seeded.folder)).toEqual([])
  })

  await test.step('started over: the damaged file is kept and the app is usable', async () => {
    await startOver.click()
    await expect(window.getByText('No patients yet')).toBeVisible(PATIENT)
    expect(setAsideIn(seeded.folder)).toHaveLength(1)
    await window.getByRole('button', { name: 'New session' }).first().click()
    await expect(window.getByRole('dialog', { name: 'New session' })).toBeVisible()
  })
})

test('a damaged database is replaced by the last backup, and the window says so', async ({ launchApp }, testInfo) => {
  const seeded = await seedUserData(testInfo.outputPath('user-data'), ({ write }) => addOpenSession(write, 'Backed Up'))
  seeded.backUp()
  seeded.damage()
  const { window } = await launchApp({ userData: seeded.folder })
  await expect(window.getByRole('button', { name: /Demo, Backed Up/ }).first()).toBeVisible()
  const alert = window.getByRole('alert')
  await expect(alert).toContainText('The database was damaged')
  await expect(alert).toContainText('The last backup is used. Check the most recent sessions.')
  expect(setAsideIn(seeded.folder)).toHaveLength(1)
  await alert.getByRole('button', { name: 'Close this message' }).click()
  await expect(alert).toHaveCount(0)
})

test('a model whose file is not the one of its card is not used, and the window says which', async ({
  launchApp
}, testInfo) => {
  const { appPath, models } = copyApp(testInfo.outputPath('app'))
  const graph = join(models, 'vessels', 'vessels.onnx')
  const bytes = readFileSync(graph)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9)
  writeFileSync(graph, bytes)
  const { window } = await launchApp({ appPath })
  await expect(window.getByRole('contentinfo')).toContainText(/models? not ready/, PATIENT)
  await window
    .getByRole('contentinfo')
    .getByRole('button', { name: /not ready/ })
    .click()
  const pack = window.getByRole('dialog', { name: 'Models' }).getByRole('listitem').filter({ hasText: 'vessels' })
  await expect(pack.first()).toContainText('changed: checksum does not match')
  const { packs } = await ask(window, 'system.status', {})
  expect(packs.find(({ id }) => id === 'vessels')?.state).toBe('wrongHash')
})
