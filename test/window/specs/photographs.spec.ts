import { expect, test } from '../windowTest.ts'

/** Drops files of given names on the middle of the window, as a file manager would. */
const drop = (names: readonly string[]) => {
  const data = new DataTransfer()
  for (const name of names) data.items.add(new File(['x'], name, { type: 'image/jpeg' }))
  const at = { bubbles: true, cancelable: true, dataTransfer: data }
  document.body.dispatchEvent(new DragEvent('dragenter', at))
  return new Promise<void>((resolve) => {
    setTimeout(() => {
      document.body.dispatchEvent(new DragEvent('drop', at))
      resolve()
    }, 300)
  })
}

test('photographs dropped anywhere are added, analysed by themselves, and their eye is proposed', async ({ app }) => {
  await app.open({ scenario: 'bare', pace: 'byHand' })
  const { page } = app
  const dropping = page.evaluate(drop, ['right.jpg', 'left.jpg'])
  await expect(page.getByText('They go to the open session.')).toBeVisible()
  await dropping
  await expect(page.getByText('2 photographs added', { exact: true })).toBeVisible()
  await app.step(4)
  await expect(page.getByRole('list', { name: 'Stages of the analysis' })).toBeVisible()
  await app.step(12)
  await expect(page.getByRole('heading', { name: /DR/ })).toBeVisible()
  await page.getByRole('button', { name: /^Confirm O[DS]$/ }).click()
  await expect(page.getByRole('button', { name: /^Confirm/ })).toHaveCount(0)
  expect(await app.asked('image.assignEye')).toHaveLength(1)
})

test('without an open session, dropped photographs wait for the patient', async ({ app }) => {
  await app.open({ scenario: 'empty' })
  const { page } = app
  await page.evaluate(drop, ['one.jpg'])
  const dialog = page.getByRole('dialog', { name: 'New session' })
  await expect(dialog).toContainText('1 photograph will be added.')
  await dialog.getByLabel('Family name').fill('Demo')
  await dialog.getByRole('button', { name: 'Create session' }).click()
  await expect(page.getByRole('list', { name: 'Photographs of this session' }).getByRole('listitem')).toHaveCount(1)
})

test('a file that is no photograph is named with the reason and the remedy, and the others go in', async ({ app }) => {
  await app.open({ scenario: 'bare' })
  const { page } = app
  await page.evaluate(drop, ['good.jpg', 'bad.pdf'])
  const dialog = page.getByRole('dialog', { name: '1 file was not added' })
  await expect(dialog).toContainText('bad.pdf')
  await expect(dialog).toContainText('Not an image')
  await expect(dialog).toContainText('Choose a photograph in JPEG, PNG, TIFF, BMP or WebP.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('list', { name: 'Photographs of this session' }).getByRole('listitem')).toHaveCount(1)
})

test('photographs come from the file dialog and from the clipboard too', async ({ app }) => {
  await app.open({ scenario: 'bare' })
  const { page } = app
  await app.choose([{ name: 'chosen.png', seed: 1, refusedWith: null }])
  await page.getByRole('button', { name: 'Choose files…' }).click()
  const film = page.getByRole('list', { name: 'Photographs of this session' }).getByRole('listitem')
  await expect(film).toHaveCount(1)
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'pasted.png', { type: 'image/png' }))
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }))
  })
  await expect(film).toHaveCount(2)
})

test('an analysis shows its stages, can be cancelled and run again', async ({ app }) => {
  await app.open({ scenario: 'unanalysed', pace: 'byHand' })
  const { page } = app
  await page.getByRole('button', { name: 'Analyse', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Waiting for its turn' })).toBeVisible()
  await app.step(2)
  await expect(page.getByRole('button', { name: /Photo 1 · quality/ })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await app.step()
  await expect(page.getByText('The analysis was cancelled.')).toBeVisible()
  await page.getByRole('button', { name: 'Analyse', exact: true }).click()
  await app.step(8)
  await expect(page.getByRole('heading', { name: /Moderate NPDR/ })).toBeVisible()
})

test('a running job is stopped from the status line', async ({ app }) => {
  await app.open({ scenario: 'unanalysed', pace: 'byHand' })
  const { page } = app
  await page.getByRole('button', { name: 'Analyse', exact: true }).click()
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /Photo 1/ })
    .click()
  await page.getByRole('dialog', { name: 'Running jobs' }).getByRole('button', { name: 'Cancel Photo 1' }).click()
  await app.step()
  await expect(page.getByText('The analysis was cancelled.')).toBeVisible()
})

test('a failed analysis says what happened, what is safe, and runs again on request', async ({ app }) => {
  await app.open({ scenario: 'unanalysed', with: ['failed'] })
  const { page } = app
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Analysis stopped: the vision engine ended unexpectedly')
  await expect(alert).toContainText('Your images are safe.')
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: /Moderate NPDR/ })).toBeVisible()
})

test('an eye is assigned and a photograph removed from its menu, both with undo', async ({ app }) => {
  await app.open()
  const { page } = app
  const film = page.getByRole('list', { name: 'Photographs of this session' })
  await film.getByRole('button', { name: 'Photograph OD 1: more' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Left eye (OS)' }).click()
  await expect(film.getByRole('button', { name: /^OS 2, left eye/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(film.getByRole('button', { name: /^OD 2, right eye/ })).toBeVisible()
  await film.getByRole('button', { name: /^OD 2, right eye/ }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove photograph' }).click()
  await expect(film.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(film.getByRole('listitem')).toHaveCount(3)
})

test('brackets go through the photographs', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press(']')
  await page.keyboard.press(']')
  await expect(page.getByRole('application', { name: /OS 1, left eye/ })).toBeVisible()
  await page.keyboard.press('[')
  await expect(page.getByRole('application', { name: /OD 2, right eye/ })).toBeVisible()
})

test('a file that shows no fundus is refused in words, and nothing else is said about it', async ({ app }) => {
  await app.open({ with: ['gate'] })
  const { page } = app
  await expect(page.getByRole('heading', { name: 'This does not look like a fundus photograph' })).toBeVisible()
  await expect(page.getByText('no lit field of view, no vessels')).toBeVisible()
  await expect(page.getByRole('heading', { name: /NPDR/ })).toHaveCount(0)
})
