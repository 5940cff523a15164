import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../windowTest.ts'

async function violations(page: Page) {
  const { violations: found } = await new AxeBuilder({ page })
    // The handles lie between the landmarks, as what they move does.
    .exclude('.handle')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return found.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, failureSummary }) => [target, failureSummary])
  }))
}

const panes = [
  ['1', 'findings'],
  ['2', 'measurements'],
  ['3', 'chat'],
  ['4', 'report']
] as const

for (const theme of ['dark', 'light']) {
  for (const [key, pane] of panes)
    test(`the window with ${pane} has no barriers, ${theme}`, async ({ app }) => {
      await app.open({ with: ['talk', theme] })
      await app.page.keyboard.press('j')
      await app.page.keyboard.press('a')
      await app.page.keyboard.press(key)
      await expect(app.page.getByText('Opening the photograph')).toHaveCount(0)
      expect(await violations(app.page)).toEqual([])
    })

  for (const [name, keys] of [
    ['Keys', '?'],
    ['New session', 'Control+n'],
    ['Settings', 'Control+,'],
    ['Command palette', 'Control+k']
  ] as const)
    test(`the dialog "${name}" has no barriers, ${theme}`, async ({ app }) => {
      await app.open({ with: [theme] })
      await app.page.keyboard.press(keys)
      await expect(app.page.getByRole('dialog', { name })).toBeVisible()
      expect(await violations(app.page)).toEqual([])
    })

  test(`the empty window has no barriers, ${theme}`, async ({ app }) => {
    await app.open({ scenario: 'empty', with: [theme] })
    expect(await violations(app.page)).toEqual([])
  })
}

test('everything that can be pressed is at least 24 pixels high and wide, citations in text apart', async ({ app }) => {
  await app.open({ with: ['talk'] })
  for (const [key] of panes) {
    await app.page.keyboard.press(key)
    const small = await app.page.evaluate(() =>
      [...document.querySelectorAll('button, input, select, textarea, [role=tab], summary')].flatMap((element) => {
        const { width, height } = element.getBoundingClientRect()
        const hidden = width === 0 || getComputedStyle(element).visibility === 'hidden'
        return hidden || (width >= 24 && height >= 24) ? [] : [`${element.className} ${width}×${height}`]
      })
    )
    expect(small).toEqual([])
  }
})

test('the keyboard reaches the photograph, the findings and the tabs, and the focus is seen', async ({ app }) => {
  await app.open()
  const { page } = app
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#photograph$/)
  const reached = new Set<string>()
  for (let step = 0; step < 70; step++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return ''
      const style = getComputedStyle(element)
      const seen = style.outlineStyle !== 'none' || element.matches('.handle, input, textarea')
      return `${seen ? '' : 'UNSEEN '}${element.getAttribute('aria-label') ?? element.textContent ?? ''}`
    })
    reached.add(name)
  }
  expect([...reached].filter((name) => name.startsWith('UNSEEN'))).toEqual([])
  expect([...reached].some((name) => name.startsWith('Microaneurysm 1,'))).toBe(true)
  expect([...reached].some((name) => name.startsWith('Findings'))).toBe(true)
})
