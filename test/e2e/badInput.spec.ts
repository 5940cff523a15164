import { readFileSync } from 'node:fs'
import type { Locator } from '@playwright/test'
import sharp from 'sharp'
import { photographOf } from './harness/ask.ts'
import { dropFiles, expect, test } from './harness/fixture.ts'
import { fileAt, phantomAt } from './harness/photographs.ts'
import { PATIENT, analysed, beginSession, dropPhotographs, film, viewer } from './harness/user.ts'

/** A photograph of anything but an eye: stripes in the colours of a wall and a meadow. */
const stripes = (): Promise<Buffer> => {
  const [width, height] = [640, 480]
  const data = Buffer.alloc(width * height * 3)
  for (let i = 0; i < width * height; i++) data.set(i % 80 < 40 ? [60, 90, 200] : [90, 190, 80], 3 * i)
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer()
}

test('files that are no photographs are refused by name, reason and remedy, and the good ones go in', async ({
  launchApp
}, testInfo) => {
  const { window } = await launchApp()
  const at = (name: string): string => testInfo.outputPath('files', name)
  const good = await phantomAt(at('good.jpg'))
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: '#a33' } })
  const [dialog, refused] = [
    window.getByRole('dialog', { name: /not added/ }),
    (name: string): Locator => window.getByRole('dialog').getByRole('listitem').filter({ hasText: name })
  ]
  await beginSession(window, 'Refused')

  await test.step('each bad file has its own words', async () => {
    await dropFiles(viewer(window), [
      fileAt(at('letter.jpg'), 'Dear colleague, thank you for referring this patient.'),
      fileAt(at('cut short.jpg'), readFileSync(good).subarray(0, 6000)),
      fileAt(at('empty.png'), ''),
      fileAt(at('dot.png'), await dot.png().toBuffer()),
      fileAt(at('moving.gif'), await dot.gif().toBuffer()),
      good
    ])
    await expect(dialog).toBeVisible(PATIENT)
    await expect(dialog).toHaveAccessibleName('5 files were not added')
    await expect(dialog).toContainText('The other file was added.')
    for (const [name, title, remedy] of [
      ['letter.jpg', 'Not an image', 'Choose a photograph in JPEG, PNG, TIFF, BMP or WebP.'],
      ['cut short.jpg', 'The file is cut short', 'Copy it from the camera again.'],
      ['empty.png', 'The file is empty', 'Copy it from the camera again.'],
      ['dot.png', 'The image is too small: 1 × 1 pixels', 'Use the original photograph'],
      ['moving.gif', 'This format (GIF) cannot be read', 'Export the photograph as JPEG']
    ] as const) {
      await expect(refused(name)).toContainText(title)
      await expect(refused(name)).toContainText(remedy)
    }
    await window.keyboard.press('Escape')
    await expect(film(window)).toHaveCount(1)
  })

  await test.step('the same photograph twice', async () => {
    await dropFiles(viewer(window), [good])
    await expect(dialog).toContainText('Already in this session')
    await window.keyboard.press('Escape')
  })

  await test.step('a file that is gone by the time it is read', async () => {
    await dropFiles(viewer(window), [fileAt(at('gone.jpg'), readFileSync(good)).replace('gone', 'never there')])
    await expect(dialog).toContainText('The file is no longer there')
    await window.keyboard.press('Escape')
  })

  await test.step('a photograph of something else', async () => {
    await dropPhotographs(window, [fileAt(at('wall.jpg'), await stripes())], 2)
    await expect(window.getByRole('heading', { name: 'This does not look like a fundus photograph' })).toBeVisible(
      PATIENT
    )
    await expect(window.getByText('What speaks against it:')).toBeVisible()
    expect(await photographOf(window, 1)).toMatchObject({ findings: [], grades: [] })
  })

  await test.step('the good one was analysed all the same', async () => {
    await film(window).first().getByRole('button').first().click()
    await analysed(window)
  })
})
